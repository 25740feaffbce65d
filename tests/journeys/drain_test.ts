/** A server that is drained, as an operator does it: a real process, a signal or a command, and people who talk. */

import { assertEquals, assertMatch, assertRejects, assertStringIncludes } from "@std/assert";
import { programLine } from "../cli/program.ts";
import { freePort } from "../support/free_port.ts";
import { Guest, serverCommand } from "../support/journey.ts";
import { untilListenersAre } from "../support/listeners.ts";
import { ServerProcess } from "../support/server_process.ts";

const TOLD =
  /^This server stops in \d+ seconds: finish what you are saying, and come back when it runs again\.$/;

/** A server in a process of its own. */
async function begun(...more: string[]) {
  const flags = ["--host", "127.0.0.1", "--port", "0", "--data", "none", ...more];
  const server = await ServerProcess.start({ command: [...serverCommand(), ...flags], folder: Deno.cwd() });
  const address = { hostname: "127.0.0.1", port: await server.port };
  return { server, address, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

Deno.test("SIGUSR2 lets nobody in any more, and ends the server with 0 when the last one has gone", async () => {
  await using it = await begun("--admin", "none");
  const { server, address } = it;
  await using ann = await Guest.join(address, "ann");
  await using nameless = await Guest.connect(address);
  await nameless.hearUntil("Welcome to the chat!");
  const draining = server.prints("Draining; number of people in the chat: 1; stopping in 30000 ms");
  Deno.kill(server.pid, "SIGUSR2");
  await draining;
  await ann.hears(
    "This server stops in 30 seconds: finish what you are saying, and come back when it runs again.",
  );
  assertStringIncludes(await nameless.hearEnd(), "Goodbye: the server is stopping.\n");
  await untilListenersAre(0, address.port); // a call may reach a port that closes a moment longer
  await assertRejects(() => Deno.connect(address), Deno.errors.ConnectionRefused);
  Deno.kill(server.pid, "SIGUSR2"); // nobody is told again
  await ann.say("bye then");
  const drained = server.prints("Drained; number of people still here: 0");
  await ann.say("/quit");
  await drained;
  assertEquals(await ann.hearEnd(), "Goodbye!\n");
  assertEquals(await server.code, 0);
});

Deno.test("chat-server drain does the same by the admin door, and SIGTERM ends the wait at once", async () => {
  const admin = `127.0.0.1:${freePort()}`;
  await using it = await begun("--admin", admin, "--drain-ms", "600000");
  const { server, address } = it;
  await using ann = await Guest.join(address, "ann");
  const [program, ...args] = programLine(["drain", "--admin", admin]);
  const { code, stdout } = await new Deno.Command(program, { args }).output();
  assertEquals([code, new TextDecoder().decode(stdout)], [
    0,
    "The server lets nobody in any more. It stops when those who are here have gone (1), in 600 seconds at the latest.\n",
  ]);
  await ann.hearUntil(TOLD);
  const ready = await fetch(`http://${admin}/readyz`);
  assertEquals(ready.status, 503);
  assertMatch(
    await ready.text(),
    /^door: closed\ndrain: the server stops in \d{3} s at the latest; people here: 1\n/,
  );
  assertEquals(await (await fetch(`http://${admin}/healthz`)).text(), "alive\n");
  assertEquals(await server.end(), 0);
  assertEquals(await ann.hearEnd(), "Goodbye: the server is stopping.\n");
});

Deno.test("a drain ends with a goodbye when its time is up", async () => {
  await using it = await begun("--admin", "none", "--drain-ms", "300");
  await using ann = await Guest.join(it.address, "ann");
  assertEquals(await it.server.end("SIGUSR2"), 0);
  assertEquals(
    await ann.hearEnd(),
    "This server stops in 1 second: finish what you are saying, and come back when it runs again.\n" +
      "Goodbye: the server is stopping.\n",
  );
});

for (const [way, workers] of [["SIGUSR2", 1], ["the admin door", 1], ["the admin door", 2]] as const) {
  const name =
    `a node that waits for the others at its start ends when it is drained by ${way}, workers: ${workers}`;
  Deno.test(name, async () => {
    const nobody = freePort();
    const bus = ["--bus", `nats://127.0.0.1:${nobody}`, "--node", "berlin", "--admin", "127.0.0.1:0"];
    bus.push(`--workers=${workers}`);
    const [program, ...args] = [...serverCommand(), "--data=none", "--host=127.0.0.1", "--port=0", ...bus];
    await using child = new Deno.Command(program, { args, stdin: "null", stdout: "piped" }).spawn();
    let log = "";
    for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
      const isWaiting = log.includes("Cannot connect to nats:");
      log += text;
      if (isWaiting || !log.includes("Cannot connect to nats:")) continue;
      if (way === "SIGUSR2") child.kill("SIGUSR2");
      else {
        const [, address] = /Admin door on (\S+)/.exec(log)!;
        const body = { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" };
        assertEquals((await (await fetch(`http://${address}/drain`, body)).json()).people, 0);
      }
    }
    assertEquals((await child.status).code, 0);
  });
}
