import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { hostKey, HostKeyTrouble } from "../../../lib/doors/ssh/host_key.ts";
import { demandHostKey } from "../../../lib/doors/late_host_key.ts";
import { keyText, newKey } from "../../../lib/doors/ssh/openssh_key.ts";
import { DEFAULTS } from "../../../lib/runtime/config.ts";
import { StartRefused } from "../../../lib/runtime/start_refused.ts";
import { DataFolder } from "../../support/data_folder.ts";
import { LogBook } from "../../support/log_book.ts";

/** The host key of a server that is started with these settings; and its log. */
async function started(data: string, sshHostKey = "") {
  const { log, lines } = new LogBook();
  return { ...await hostKey({ config: { data, sshHostKey }, log }), lines };
}

Deno.test("the key is made once, for its owner to read only, and is the same after a restart", async () => {
  await using folder = await DataFolder.make();
  const data = `${folder.path}/deep/data`, first = await started(data);
  assertMatch(first.fingerprint, /^SHA256:[A-Za-z0-9+/]{43}$/);
  assertEquals([...Deno.readDirSync(data)].map(({ name }) => name), ["ssh_host_ed25519_key"]);
  assertEquals(Deno.statSync(`${data}/ssh_host_ed25519_key`).mode! & 0o777, 0o600);
  assertEquals(await started(data), first);
  assertEquals(first.lines, []);
});

Deno.test("with data none the key is another one at each start, and the log tells so", async () => {
  const [first, second] = [await started("none"), await started("none")];
  assertEquals(first.fingerprint === second.fingerprint, false);
  assertEquals(first.lines, [
    "info: The SSH host key is in memory only (data is none): at the next start it is another one",
  ]);
});

Deno.test("a file in the data folder that is no key is told, and stays as it is", async () => {
  await using folder = await DataFolder.make();
  const path = `${folder.path}/ssh_host_ed25519_key`;
  await Deno.writeTextFile(path, "precious");
  const { lines } = await started(folder.path);
  assertEquals(lines, [
    `warning: Cannot use "${path}" as the SSH host key: it holds no private key (ssh-keygen -t ed25519 makes one); ` +
    "the SSH host key is in memory only: at the next start it is another one",
  ]);
  assertEquals(await Deno.readTextFile(path), "precious");
});

Deno.test("where the data folder cannot be written, the key is in memory only, and the log tells why", async () => {
  await using folder = await DataFolder.make();
  await Deno.writeTextFile(`${folder.path}/file`, "");
  const { lines } = await started(`${folder.path}/file/data`);
  assertMatch(
    lines.join("\n"),
    /^warning: Cannot write ".*\/ssh_host_ed25519_key": .*; the SSH host key is in memory only/,
  );
});

Deno.test("the operator's own key goes before that of the data folder; one that cannot be used is refused at the start", async () => {
  await using folder = await DataFolder.make();
  const path = `${folder.path}/own`, key = await newKey();
  await Deno.writeTextFile(path, keyText(key, "of the operator"));
  assertEquals((await started(folder.path, path)).text, await Deno.readTextFile(path));
  await demandHostKey({ ...DEFAULTS, sshHostKey: path });
  const refused = async (sshHostKey: string) =>
    (await assertRejects(() => demandHostKey({ ...DEFAULTS, sshHostKey }), StartRefused)).message;
  const missing = `${folder.path}/missing`, long = `${folder.path}/long`;
  assertEquals(await refused(missing), `Cannot use "${missing}" as the SSH host key: there is no such file`);
  assertEquals(
    await refused(folder.path),
    `Cannot use "${folder.path}" as the SSH host key: that is a folder`,
  );
  await Deno.writeTextFile(long, keyText(key, "c".repeat(20_000)));
  assertMatch(await refused(long), /: it has \d{5} bytes, and may have at most 16384$/);
  if (Deno.build.os !== "windows") assertMatch(await refused("/dev/null"), /: that is not a file$/);
  await demandHostKey({ ...DEFAULTS, ssh: "off", sshHostKey: missing });
  await assertRejects(() => started(folder.path, missing), HostKeyTrouble);
});
