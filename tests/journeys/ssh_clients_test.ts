/** OpenSSH's client without a terminal, and for one command: lines in, lines out, and an exit status. */

import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { Guest } from "../support/journey.ts";
import { outsideProgram, testWith } from "../support/outside_tool.ts";
import { ProgramGuest } from "../support/program_guest.ts";
import { installed, run, SshPrograms } from "../support/ssh_programs.ts";

const openSsh = await installed("ssh", "openssh-client");
const openSsl = await outsideProgram("openssl", "openssl", ["version"]);

testWith(openSsh, "ssh without a terminal: lines as with nc, and the end of input is the end", async () => {
  await using programs = await SshPrograms.make();
  await using server = await programs.server();
  await using bob = await Guest.join(server, "bob");
  await using anna = ProgramGuest.start([...programs.openSsh(server.port), "anna@127.0.0.1"]);
  await anna.sees("Hello anna, here with you: bob.");
  await anna.say("你好");
  await bob.hearUntil("anna: 你好");
  await bob.say("hello");
  await anna.sees("bob: hello\n");
  const piped = await run(
    [...programs.openSsh(server.port), "-T", "-C", "carl@127.0.0.1"],
    "one\n/who\nlast",
  );
  assertEquals(piped.status, 0);
  assertMatch(
    piped.output,
    /Hello carl[^\r]*\n3 people are here: bob, anna \[ssh\], carl \[ssh\][^\r]*\nGoodbye!\n$/,
  );
  assertEquals(piped.errors, "");
  for (const line of ["carl: one", "carl: last", "carl has left the chat"]) await bob.hearUntil(line);
});

testWith(openSsh, "ssh for one command: its answer alone, usage for what is none, and 0 or 1", async () => {
  await using programs = await SshPrograms.make();
  await using server = await programs.server();
  await using bob = await Guest.join(server, "bob");
  const start = programs.openSsh(server.port);
  for (const command of ["who", "/who"]) {
    assertEquals(await run([...start, "anna@127.0.0.1", command]), {
      status: 0,
      output: "2 people are here: bob, anna [ssh]. You are anna.\n",
      errors: "",
    });
  }
  assertEquals(await run([...start, "anna@127.0.0.1", "say", "hello", "all"]), {
    status: 0,
    output: "",
    errors: "",
  });
  await bob.hearUntil("anna: hello all");
  const atTerminal = await run([...start, "-tt", "anna@127.0.0.1", "/who"]);
  assertEquals([atTerminal.status, atTerminal.output.endsWith("You are anna.\x1b[0m\r\n")], [0, true]);
  const nonsense = await run([...start, "anna@127.0.0.1", "make", "coffee"]);
  assertEquals([nonsense.status, nonsense.output], [1, ""]);
  assertMatch(nonsense.errors, /There is no command "make" here\. Usage: ssh HOST COMMAND/);
  const taken = await run([...start, "bob@127.0.0.1", "who"]);
  assertEquals([taken.status, taken.output], [1, ""]);
  assertStringIncludes(taken.errors, '"bob" cannot be your name: somebody here has this name');
});

testWith(openSsh, "ssh with names that nobody can have: a sentence, and the name is asked for", async () => {
  await using programs = await SshPrograms.make();
  await using server = await programs.server();
  await using bob = await Guest.join(server, "bob");
  const refused = ["root", "a b", "[bot]", "/quit", "x".repeat(200), "bob"];
  for (const [at, name] of refused.entries()) {
    const { status, output } = await run(
      [...programs.openSsh(server.port), "-l", name, "127.0.0.1"],
      `anna${at}\n`,
    );
    assertMatch(
      output,
      /^"[^\n]+\n(.+\n)?Welcome to the chat! Please enter your username:\nHello anna\d/,
      name,
    );
    assertEquals(status, 0);
    await bob.hearUntil(`anna${at} has left the chat`);
  }
});

testWith(
  openSsh,
  "ssh with one key, with another one and with none: all are guests, and the log has the keys",
  async () => {
    await using programs = await SshPrograms.make();
    await using server = await programs.process();
    const port = await server.port, start = programs.openSsh(port);
    for (const type of ["ed25519", "ecdsa", "rsa"] as const) {
      const key = await programs.key(type);
      const { output } = await run([...start, "-i", key.path, `with-${type}@127.0.0.1`, "who"]);
      assertEquals(output, `1 person is here: with-${type} [ssh]. You are with-${type}.\n`);
      await server.hasPrinted(`(ssh, key ${key.fingerprint})`);
    }
    assertEquals((await run([...start, "anna@127.0.0.1", "who"])).status, 0);
    await server.hasPrinted(" (ssh)\n"); // no key
    assertEquals(await server.end(), 0);
  },
);

testWith(openSsh.isThere ? openSsl : openSsh, "ssh inside TLS is SSH, from the address outside", async () => {
  await using programs = await SshPrograms.make();
  await using server = await programs.process();
  const port = await server.port;
  const through = `openssl s_client -quiet -bind 127.0.0.5 -connect 127.0.0.1:${port}`;
  const start = programs.openSsh(port);
  const { output } = await run([...start, "-o", `ProxyCommand=${through}`, "anna@127.0.0.1", "who"]);
  assertEquals(output, "1 person is here: anna [ssh]. You are anna.\n");
  await server.hasPrinted("anna has joined the chat from 127.0.0.5\n");
});
