/** Real clients of SSH in a pseudo-terminal: their person types, edits and reads as at a telnet, and knows how it ended. */

import { talksHalfTyped } from "../support/half_typed.ts";
import { Guest } from "../support/journey.ts";
import { outsideProgram, testWith } from "../support/outside_tool.ts";
import { installed, SshPrograms } from "../support/ssh_programs.ts";
import { type Size, TerminalGuest } from "../support/terminal_guest.ts";

/** A window of every day, and a narrow one. */
const SIZES = [{ columns: 80, rows: 24 }, { columns: 40, rows: 10 }];

const script = await outsideProgram("script", "bsdutils"),
  keygen = await installed("ssh-keygen", "openssh-client");

const plink = await installed("plink", "putty-tools"), dbclient = await installed("dbclient", "dropbear-bin");

/** Each with how it is started as somebody of a name. */
const CLIENTS = [
  ["OpenSSH", keygen, (programs: SshPrograms, port: number) => programs.openSsh(port)],
  ["plink", plink, (programs: SshPrograms, port: number) => programs.plink(port)],
  ["dbclient", dbclient, (programs: SshPrograms, port: number) => programs.dbclient(port)],
] as const;

for (const [name, tool, command] of CLIENTS) {
  const missing = [script, keygen, tool].find(({ isThere }) => !isThere) ?? tool;
  testWith(missing, `${name}: what is half typed stays, and the goodbye is read`, async () => {
    await using programs = await SshPrograms.make();
    await using server = await programs.server();
    for (const size of SIZES) {
      await using bob = await Guest.join(server, "bob");
      await using anna = joining(command(programs, server.port), "anna", size);
      await staysIn(anna, bob, size);
      await bob.say("/quit");
      await bob.hearEnd();
    }
  });

  testWith(missing, `${name}: Ctrl-C drops the line, and each end has its exit status`, async () => {
    await using programs = await SshPrograms.make();
    await using server = await programs.server();
    await using bob = await Guest.join(server, "bob");
    const start = command(programs, server.port);
    {
      await using anna = joining(start, "anna");
      await anna.hasAtCursor("#lobby> ");
      await anna.type("a secr\x03");
      await anna.hasAtCursor("#lobby> ");
      await anna.type("/quit\r");
      await anna.seesSomewhere("exit 0");
      await anna.seesSomewhere("Goodbye!");
      await bob.hearUntil("anna has left the chat");
    }
    {
      await using anna = joining(start, "anna");
      await anna.hasAtCursor("#lobby> ");
      await bob.say("bye all");
      await server.stop();
      await anna.seesSomewhere("exit 1");
      await anna.seesSomewhere("Goodbye: the server is stopping.");
    }
  });
}

/** Comes by a client under a name; the exit status is shown behind all else. */
function joining(command: readonly string[], name: string, size?: Size): TerminalGuest {
  return TerminalGuest.byProgram(`sh -c '${command.join(" ")} ${name}@127.0.0.1; echo "exit $?"'`, size);
}

/** Types, edits and reads in a window of some size. */
async function staysIn(anna: TerminalGuest, bob: Guest, size: Size): Promise<void> {
  await anna.seesSomewhere("Hello anna");
  await bob.hearUntil("anna has joined the chat");
  await anna.hasAtCursor("#lobby> ");
  await talksHalfTyped(anna, bob, size);
  await anna.seesSomewhere("exit 0");
  await bob.hearUntil("anna has left the chat");
}
