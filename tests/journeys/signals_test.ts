/** Signals, as an operator sends them to a whole process. @module */

import { assertEquals } from "@std/assert";
import { Guest, serverCommand } from "../support/journey.ts";
import { ServerProcess } from "../support/server_process.ts";

/** A server in a process of its own, with a config file and a message of the day that a test can write. */
async function begun() {
  const folder = await Deno.makeTempDir({ prefix: "chat-signals-" });
  const write = (name: string, text: string) => Deno.writeTextFile(`${folder}/${name}`, text);
  await write("motd.txt", "Welcome.\n");
  await write("chat.toml", `motd = "${folder}/motd.txt"\n`);
  const flags = [
    "--host",
    "127.0.0.1",
    "--port",
    "0",
    "--data",
    "none",
    "--admin",
    "none",
    "--max-rooms",
    "7",
  ];
  const server = await ServerProcess.start({
    command: [...serverCommand(), ...flags, "--config", `${folder}/chat.toml`],
    folder: Deno.cwd(),
  });
  const address = { hostname: "127.0.0.1", port: await server.port };
  const signal = async (name: Deno.Signal, told: string) => {
    const printed = server.prints(told);
    Deno.kill(server.pid, name);
    await printed;
  };
  const remove = async () => {
    await server[Symbol.asyncDispose]();
    await Deno.remove(folder, { recursive: true });
  };
  return { folder, write, server, address, signal, [Symbol.asyncDispose]: remove };
}

Deno.test("SIGHUP has the settings and the message of the day read again, and everybody stays", async () => {
  await using it = await begun();
  await using ann = await Guest.join(it.address, "ann");
  await ann.hears("Message of the day:", "  Welcome.");
  await it.write("motd.txt", "Closed on Monday.\n");
  await it.write(
    "chat.toml",
    `motd = "${it.folder}/motd.txt"\nname = "The Keep"\nport = 4000\nmax-rooms = 9\n`,
  );
  await it.signal("SIGHUP", `Settings read again: name is "The Keep", motd is "${it.folder}/motd.txt"`);
  await using bob = await Guest.connect(it.address);
  await bob.say("bob");
  await bob.hearUntil("Hello bob, this is The Keep, here with you: ann.");
  await bob.hears("Message of the day:", "  Closed on Monday.");
  await ann.hears("Server: bob has joined the chat");
  await it.write("chat.toml", "name = = x\n");
  await it.signal(
    "SIGHUP",
    `Settings stay as they were: Cannot read the config file "${it.folder}/chat.toml": line 1,`,
  );
  await Deno.remove(`${it.folder}/chat.toml`);
  await it.signal("SIGHUP", "Settings stay as they were: Cannot read the config file");
  await bob.say("still here");
  await ann.hears("bob: still here");
  assertEquals(await it.server.end(), 0);
  assertEquals(await ann.hearEnd(), "Goodbye: the server is stopping.\n");
});

Deno.test("signals that mean nothing to a chat end nothing, and SIGQUIT stops it with a goodbye", async () => {
  await using it = await begun();
  await using ann = await Guest.join(it.address, "ann");
  await it.signal("SIGALRM", "Ignored SIGALRM");
  await ann.say("/who");
  await ann.hearUntil("1 person is here: ann.");
  assertEquals(await it.server.end("SIGQUIT"), 0);
  assertEquals(await ann.hearEnd(), "Goodbye: the server is stopping.\n");
});
