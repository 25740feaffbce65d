/** The host key as clients see it, whoever speaks first: `ssh-keyscan` is silent until it is welcomed to the chat. */

import { assertEquals } from "@std/assert";
import { readHostKey } from "../../lib/doors/ssh/host_key.ts";
import { DataFolder } from "../support/data_folder.ts";
import { startTestServer } from "../support/journey.ts";
import { outsideProgram, testWith } from "../support/outside_tool.ts";

const SSH = await outsideProgram("ssh", "openssh-client", ["-V"]);

/** The fingerprint that a program of OpenSSH prints. */
const PRINTED = /SHA256:[A-Za-z0-9+/]{43}/;

testWith(
  SSH,
  "ssh-keyscan waits for the welcome, and gets the key whose fingerprint the operator is told",
  async () => {
    await using folder = await DataFolder.make();
    for (const greetAfterMs of [0, 1]) {
      await using server = await startTestServer({ ssh: "on", data: folder.path, greetAfterMs });
      const scanned = await printedBy("ssh-keyscan", "-t", "ed25519", "-p", `${server.port}`, "127.0.0.1");
      await Deno.writeTextFile(`${folder.path}/scanned`, scanned);
      const [fingerprint] =
        PRINTED.exec(await printedBy("ssh-keygen", "-l", "-f", `${folder.path}/scanned`)) ?? [];
      assertEquals(fingerprint, (await readHostKey(`${folder.path}/ssh_host_ed25519_key`)).fingerprint);
    }
  },
);

testWith(
  SSH,
  "ssh speaks first, and shows the same key; with SSH off it is told what this port is",
  async () => {
    await using folder = await DataFolder.make();
    const options = ["-v", "-T", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null"];
    const seenAt = async (port: number) =>
      await printedBy("ssh", ...options, "-F", "none", "-p", `${port}`, "anna@127.0.0.1", "who");
    {
      await using server = await startTestServer({ ssh: "on", data: folder.path, greetAfterMs: 10_000 });
      const [, fingerprint] = /Server host key: ssh-ed25519 (\S+)/.exec(await seenAt(server.port)) ?? [];
      assertEquals(fingerprint, (await readHostKey(`${folder.path}/ssh_host_ed25519_key`)).fingerprint);
    }
    await using server = await startTestServer({ data: folder.path, greetAfterMs: 10_000, web: "on" });
    const seen = /This is a plain-text chat, not an SSH server: [^\r\n]*/.exec(await seenAt(server.port)) ??
      [];
    assertEquals([...seen], [
      "This is a plain-text chat, not an SSH server: connect with telnet or nc to this port.",
    ]);
  },
);

/** What a program prints, for people and for scripts. */
async function printedBy(program: string, ...args: string[]): Promise<string> {
  const command = new Deno.Command(program, { args, stdin: "null", signal: AbortSignal.timeout(20_000) });
  const { stdout, stderr } = await command.output(), decoder = new TextDecoder();
  return decoder.decode(stdout) + (program === "ssh" ? decoder.decode(stderr) : "");
}
