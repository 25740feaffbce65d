/** Real telnet clients in a pseudo-terminal: what is being typed stays on their screen, and they know their keys. @module */

import { talksHalfTyped } from "../support/half_typed.ts";
import { Guest, startTestServer, type TestServer } from "../support/journey.ts";
import { runs, testWith } from "../support/outside_tool.ts";
import { type Size, TerminalGuest } from "../support/terminal_guest.ts";

/** Every name is a person's: the 400 ms rule without its waiting. */
const PERSON = { telnetAfterMs: 0 };

/** A window of every day, and a narrow one. */
const SIZES = [{ columns: 80, rows: 24 }, { columns: 40, rows: 10 }];

const hasScript = await runs("script", ["--version"]);

/** Each with the Debian package that brings it, and how it is started. */
const CLIENTS = [
  ["inetutils-telnet", "inetutils-telnet", (port: number) => `inetutils-telnet 127.0.0.1 ${port}`],
  ["telnet-ssl", "telnet-ssl", (port: number) => `telnet-ssl 127.0.0.1 ${port}`],
  ["busybox", "busybox", (port: number) => `busybox telnet 127.0.0.1 ${port}`],
  ["plink", "putty-tools", (port: number) => `plink -telnet -P ${port} 127.0.0.1`],
] as const;

for (const [program, debianPackage, command] of CLIENTS) {
  const remedy = `needs script and ${program}: apt-get install bsdutils ${debianPackage}`;
  const isThere = hasScript && await runs("sh", ["-c", `command -v ${program}`]);
  testWith(
    { remedy, isThere },
    `${program}: what is half typed stays`,
    async () => {
      for (const size of SIZES) {
        await using server = await startTestServer(PERSON);
        await staysInOneOf(size, server, command(server.port));
      }
    },
  );
}

/** Types, edits and reads in a window of some size. */
async function staysInOneOf(size: Size, server: TestServer, command: string): Promise<void> {
  await using bob = await Guest.join(server, "bob");
  await using anna = await joinedBy(command, size);
  await bob.hearUntil("anna has joined the chat");
  await talksHalfTyped(anna, bob, size);
  await bob.hears("Server: anna has left the chat");
}

/** Comes by a program, gives a name, and has the server edit the lines. */
async function joinedBy(command: string, size: Size): Promise<TerminalGuest> {
  const guest = TerminalGuest.byProgram(command, size);
  await guest.seesSomewhere("Welcome to the chat!");
  await guest.type("anna\r");
  await guest.seesSomewhere("Hello anna");
  await guest.hasAtCursor("#lobby> ");
  return guest;
}
