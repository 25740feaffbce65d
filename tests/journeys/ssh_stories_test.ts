/** What happens to somebody at OpenSSH's client: a name that is taken, a dumb terminal, and each way to go. */

import { Guest } from "../support/journey.ts";
import { outsideProgram, testWith } from "../support/outside_tool.ts";
import { installed, SshPrograms } from "../support/ssh_programs.ts";
import { TerminalGuest } from "../support/terminal_guest.ts";

const script = await outsideProgram("script", "bsdutils"), openSsh = await installed("ssh", "openssh-client");
const tool = script.isThere ? openSsh : script;

testWith(
  tool,
  "ssh with a name that is taken: the reason is shown, and another one is asked for",
  async () => {
    await using programs = await SshPrograms.make();
    await using server = await programs.server();
    await using bob = await Guest.join(server, "bob");
    await using anna = joining(programs, server.port, "bob");
    await anna.seesSomewhere('"bob" cannot be your name: somebody here has this name');
    await anna.seesSomewhere("Welcome to the chat! Please enter your username:");
    await anna.type("annx\x7fa\r");
    await anna.seesSomewhere("Hello anna, here with you: bob.");
    await bob.hearUntil("anna has joined the chat");
    await anna.hasAtCursor("#lobby> ");
  },
);

testWith(tool, "ssh from a dumb terminal: what is typed is echoed, and nothing is drawn again", async () => {
  await using programs = await SshPrograms.make();
  await using server = await programs.server();
  await using bob = await Guest.join(server, "bob");
  await using anna = joining(programs, server.port, "anna", "TERM=dumb");
  await anna.seesSomewhere("Hello anna");
  await bob.hearUntil("anna has joined the chat");
  await anna.type("hel\x7fllo");
  await anna.hasAtCursor("hello");
  await anna.type("\r");
  await bob.hears("anna: hello");
  await bob.say("hi");
  await anna.seesSomewhere("bob: hi");
  await anna.type("nobody reads this\x03\x04");
  await anna.seesSomewhere("exit 0");
  await anna.seesSomewhere("Goodbye!");
  await bob.hears("Server: anna has left the chat");
});

testWith(tool, "ssh that is ended by its own ~. has left the chat at once", async () => {
  await using programs = await SshPrograms.make();
  await using server = await programs.server();
  await using bob = await Guest.join(server, "bob");
  await using anna = joining(programs, server.port, "anna");
  await anna.hasAtCursor("#lobby> ");
  await bob.hearUntil("anna has joined the chat");
  await anna.type("\r~.");
  await anna.seesSomewhere("exit 255");
  await bob.hears("Server: anna has left the chat");
});

testWith(
  tool,
  "somebody at ssh whom the operator puts out reads the goodbye, and the exit status is 1",
  async () => {
    await using programs = await SshPrograms.make();
    await using server = await programs.process();
    await using anna = joining(programs, await server.port, "anna");
    await anna.hasAtCursor("#lobby> ");
    const [, door] = /Admin door on (\S+)/.exec(server.output)!;
    const inside = await (await fetch(`http://${door}/snapshot`)).json();
    const { id } = inside.tasks.find(({ kind, name }: Record<string, unknown>) =>
      kind === "reader" && name === "anna"
    );
    const body = JSON.stringify({ id }), headers = { "content-type": "application/json" };
    await (await fetch(`http://${door}/kick`, { method: "POST", body, headers })).body?.cancel();
    await anna.seesSomewhere("exit 1");
    await anna.seesSomewhere("Goodbye: ");
    await server.hasPrinted("anna has left the chat (kicked)");
  },
);

/** Comes by OpenSSH under a name; the exit status is shown behind all else. */
function joining(programs: SshPrograms, port: number, name: string, environment = ""): TerminalGuest {
  const command = [environment, ...programs.openSsh(port), `${name}@127.0.0.1`].join(" ");
  return TerminalGuest.byProgram(`sh -c '${command}; echo "exit $?"'`);
}
