import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { fingerprintOf, keyIn, keyText, newKey, NoKey } from "../../../lib/doors/ssh/openssh_key.ts";
import { bytesInPem, pem } from "../../../lib/doors/tls/pem.ts";
import { DataFolder } from "../../support/data_folder.ts";
import { outsideProgram, testWith } from "../../support/outside_tool.ts";

/** Keys that ssh-keygen 9.2 made for this test, and that open nothing. */
const [ED25519, WITH_PASSPHRASE, ECDSA] = [
  `b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
QyNTUxOQAAACDK0CPRDBpO4E1xxujAPxbmqVOjH1NV1R5nIZwv4jDnLQAAAJjjVSMw41Uj
MAAAAAtzc2gtZWQyNTUxOQAAACDK0CPRDBpO4E1xxujAPxbmqVOjH1NV1R5nIZwv4jDnLQ
AAAEAwE3R6PJWOt71e9dx6Oy/3/oQmOJ+ENWZvtdaoi4/Y98rQI9EMGk7gTXHG6MA/Fuap
U6MfU1XVHmchnC/iMOctAAAAEXNvbWVvbmVAc29tZXdoZXJlAQIDBA==`,
  `b3BlbnNzaC1rZXktdjEAAAAACmFlczI1Ni1jdHIAAAAGYmNyeXB0AAAAGAAAABA4O055GS
cworPFxeCE166/AAAAEAAAAAEAAAAzAAAAC3NzaC1lZDI1NTE5AAAAIMzSgHZW5fPHzO2q
ReUrkdpXocpW6mpGJwZCHOuB9vbDAAAAkCcnT/I8hn1C2AEfZsfmV59L1PGVDEGGBrssXK
/u2UU1LYY3RPgkFEIWeDuuqFk7sAxgsvdrGvbEMoTWKnyUloI+Y7fZcQnnXrQrX7gauOHX
qmmvBygZ/FXgxNKyD8kZMqlLxbnzLYSaPlQ5QmdzzkrPjvsFH4rvQPYxKNhyjsIN5y7PuU
ajF2tbNWvd1Vr2mA==`,
  `b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAaAAAABNlY2RzYS
1zaGEyLW5pc3RwMjU2AAAACG5pc3RwMjU2AAAAQQSdtjlQIs9nMjLvcMSvbcPt+2t4LVZP
z94cvUFPw1VGGxBKtJMcopfUwcvyKM4BpuD3gyNARv5tMDeLvVGVyq8EAAAAoOttrUrrba
1KAAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBJ22OVAiz2cyMu9w
xK9tw+37a3gtVk/P3hy9QU/DVUYbEEq0kxyil9TBy/IozgGm4PeDI0BG/m0wN4u9UZXKrw
QAAAAhAOe9O4V3SUlmqbgxhAoX1w14N7EpGZrOISSnFZEMfNobAAAAAWUBAgMEBQY=`,
].map((text) => pem("OPENSSH PRIVATE KEY", Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))));

Deno.test("a key that ssh-keygen made is read, and has the fingerprint that ssh-keygen printed", async () => {
  const key = await keyIn(ED25519!);
  assertEquals(await fingerprintOf(key), "SHA256:+UXbpRysbnWyzCpxl9LuXGjssev30dNwQ9yux2VW6Ms");
  assertEquals(await keyIn(keyText(key, "another comment")), key);
});

Deno.test("every key that is made is another one, and is read again whatever its comment", async () => {
  const keys = [];
  for (let length = 0; length < 10; length++) {
    const key = await newKey();
    assertEquals(await keyIn(keyText(key, "c".repeat(length))), key);
    keys.push(await fingerprintOf(key));
  }
  assertEquals(new Set(keys).size, keys.length);
  for (const fingerprint of keys) assertMatch(fingerprint, /^SHA256:[A-Za-z0-9+/]{43}$/);
});

Deno.test("what is no such key is told apart: of another type, with a passphrase, the public half, another format", async () => {
  const told = async (text: string) => (await assertRejects(() => keyIn(text), NoKey)).message;
  assertMatch(
    await told(ECDSA!),
    /^it is a key of type ecdsa-sha2-nistp256, and has to be one of ssh-ed25519 /,
  );
  assertMatch(await told(WITH_PASSPHRASE!), /^it has a passphrase /);
  assertMatch(await told("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMrQ anna@box\n"), /^it is the public half /);
  assertMatch(await told(pem("PRIVATE KEY", new Uint8Array(48))), /^it is not in OpenSSH's format /);
  assertMatch(await told(""), /^it holds no private key /);
  assertMatch(await told("-----BEGIN OPENSSH PRIVATE KEY-----\n%\n"), /^it is not in OpenSSH's format /);
});

Deno.test("a key that is cut or has a wrong byte is damaged, wherever that is, or the same key with another comment", async () => {
  const bytes = bytesInPem("OPENSSH PRIVATE KEY", ED25519!)!, key = await keyIn(ED25519!);
  const reads = async (changed: Uint8Array) => {
    try {
      assertEquals(await keyIn(pem("OPENSSH PRIVATE KEY", changed)), key); // which only its comment may leave it
      return true;
    } catch (error) {
      assert(error instanceof NoKey, String(error));
      return false;
    }
  };
  const secretsEnd = bytes.length - 4 - "someone@somewhere".length - 4; // behind it: the comment and the padding
  for (let at = 0; at < bytes.length; at++) {
    if (at < secretsEnd) assertEquals(await reads(bytes.slice(0, at)), false);
    for (const bits of [1, 0x80, 0xff]) await reads(bytes.map((byte, i) => i === at ? byte ^ bits : byte));
  }
  const wrong = [0, 50, 70, 100, 110, 130, 170, 190, 210, 220]; // in the magic, lengths, and each half of the key
  for (const at of wrong) {
    assertEquals(await reads(bytes.map((byte, i) => i === at ? byte ^ 1 : byte)), false, `${at}`);
  }
});

testWith(
  await outsideProgram("ssh", "openssh-client", ["-V"]),
  "ssh-keygen reads a key that is made: the same public half, and the same fingerprint",
  async () => {
    await using folder = await DataFolder.make();
    const key = await newKey(), path = `${folder.path}/key`;
    await Deno.writeTextFile(path, keyText(key, "chat-server"), { mode: 0o600 });
    const listed = await printedBy("ssh-keygen", "-l", "-f", path);
    assertEquals(listed, `256 ${await fingerprintOf(key)} chat-server (ED25519)\n`);
    const [type, blob, comment] = (await printedBy("ssh-keygen", "-y", "-f", path)).trim().split(" ");
    assertEquals([type, comment], ["ssh-ed25519", "chat-server"]);
    assertEquals(atob(blob!).slice(-32), String.fromCharCode(...key.publicKey));
  },
);

async function printedBy(program: string, ...args: string[]): Promise<string> {
  return new TextDecoder().decode((await new Deno.Command(program, { args }).output()).stdout);
}
