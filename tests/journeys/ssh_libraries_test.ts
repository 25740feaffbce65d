/** Bots that come by a library for SSH: with a key for one command, and with any password for a terminal. */

import { assertEquals, assertStringIncludes } from "@std/assert";
import { Guest } from "../support/journey.ts";
import { runs, testWith } from "../support/outside_tool.ts";
import { installed, run, SshPrograms } from "../support/ssh_programs.ts";

/** Debian's own, to which its packages belong. */
const PYTHON = "/usr/bin/python3";

const keygen = await installed("ssh-keygen", "openssh-client");

/** Each with the name of its guest, and how it says that nothing is forwarded: 1 is "prohibited" (RFC 4254, 5.1). */
const LIBRARIES = [
  ["paramiko", "para", 1],
  ["asyncssh", "asyn", [1, "This is a chat: nothing is forwarded here."]],
] as const;

for (const [library, name, forwarding] of LIBRARIES) {
  const remedy = `needs python3-${library}: apt-get install python3-${library}`;
  const isThere = await runs(PYTHON, ["-W", "ignore", "-c", `import ${library}`]);
  testWith(isThere ? keygen : { remedy, isThere }, `${library}: one command, and a terminal`, async () => {
    await using programs = await SshPrograms.make();
    await using server = await programs.server();
    await using bob = await Guest.join(server, "bob");
    const key = await programs.key("ed25519"), script = new URL(`${library}_guest.py`, import.meta.url);
    const { output, errors } = await run([
      PYTHON,
      "-W",
      "ignore",
      script.pathname,
      `${server.port}`,
      key.path,
    ]);
    assertEquals(errors.replace(/^Secsh channel .*\n/, ""), "");
    const told = JSON.parse(output), [screen, beside, status] = told.shell;
    assertEquals(told.host, programs.host.fingerprint);
    assertEquals(told.who, [`2 people are here: bob, ${name} [ssh]. You are ${name}.\n`, "", 0]);
    assertEquals(told.forwarding, forwarding);
    assertEquals([beside, status], ["", 0]);
    for (const text of [`Hello ${name}, here with you: bob.`, "Goodbye!"]) assertStringIncludes(screen, text);
    await bob.hearUntil(`${name}: hello from ${library}`);
    await bob.hears(`Server: ${name} has left the chat`);
  });
}
