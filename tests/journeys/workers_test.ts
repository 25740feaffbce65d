/** A server with several workers is one chat: real processes, with people on two threads of one. */

import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { DataFolder } from "../support/data_folder.ts";
import { Guest } from "../support/journey.ts";
import { WorkerServer } from "../support/worker_server.ts";

const AT_ONCE = "--greet-after-ms=0";

Deno.test("people on two workers are in one chat, with one history", async () => {
  await using folder = await DataFolder.make();
  await using server = await WorkerServer.start([AT_ONCE, `--data=${folder.path}`]);
  await using ann = await server.join(1, "ann");
  await using ben = await server.connect(2);
  await ben.say("Ann"); // a name is had once, on all of them
  await ben.hearUntil("somebody here has this name");
  await ben.say("ben");
  await ben.hearUntil("Hello ben, here with you: ann");
  await ann.hearUntil("ben has joined");
  await ann.say("hello from one");
  await ben.hearUntil("ann: hello from one");
  await ben.say("hello from two");
  await ann.hearUntil("ben: hello from two");
  await ben.say("/history");
  await ben.hearUntil("ann: hello from one");
  await ben.hearUntil("ben: hello from two");
  await ben.hearUntil("The last 2 lines of #lobby");
  for (const guest of [ann, ben]) {
    await guest.say("/search hello");
    await guest.hearUntil('2 lines with "hello"');
  }
  await ann.say("/join #ops");
  await ann.hearUntil("#ops");
  await ann.say("/room password tea");
  await ann.hearUntil("made #ops password-protected");
  await ann.say("/msg ben come to ops"); // it comes behind all that she knew: on another worker things are told a little later
  await ben.hearUntil("[ann -> ben] come to ops");
  await ben.say("/join #ops tea");
  await ann.hearUntil("ben has joined #ops");
  await ann.say("/kick ben go");
  await ben.hearUntil(/ann.*#ops|#ops.*ann/);
  await ann.say("/msg ben only for you");
  await ben.hearUntil("[ann -> ben] only for you");
  await ben.say("/reply and only for you");
  await ann.hearUntil("[ben -> ann] and only for you");
  await ben.say("/forget");
  await ben.hearUntil("Erased: 1 line of yours"); // in the one store
  await ann.say("/search hello");
  await ann.hearUntil('1 line with "hello"');
  assertEquals(await server.ask("/readyz"), "ready\n");
  assertMatch(await server.ask("/metrics"), /^chat_guests 2$/m);
  await ben.say("/quit");
  await ben.hearUntil("Goodbye");
  await ann.hearUntil("ben has left");
  assertEquals(ann.text.match(/ben has left the chat/g)?.length, 1);
});

Deno.test("without a folder, people on two workers read back what was said all the same", async () => {
  await using server = await WorkerServer.start([AT_ONCE, "--data=none"]);
  await using ann = await server.join(1, "ann");
  await using ben = await server.join(2, "ben");
  await ann.say("one");
  await ben.hearUntil("ann: one");
  await ben.say("two");
  await ann.hearUntil("ben: two");
  for (const guest of [ann, ben]) {
    await guest.say("/history");
    await guest.hearUntil("The last 2 lines of #lobby");
  }
});

/** Somebody says a line as a program; its number. */
async function numberOf(guest: Guest, text: string): Promise<number> {
  await guest.say(JSON.stringify({ verb: "say", argument: text }));
  return JSON.parse(await guest.hearUntil(/"kind": ?"done"/)).id;
}

Deno.test("a stop says goodbye on all workers, and after a start with any number of them, numbers go on", async () => {
  await using folder = await DataFolder.make();
  const data = `--data=${folder.path}`;
  let last = 0;
  {
    await using server = await WorkerServer.start([AT_ONCE, data]);
    await using ann = await server.join(1, "ann");
    await using ben = await server.join(2, "ben");
    await ben.say("/json");
    for (const text of ["one", "two"]) last = await numberOf(ben, text);
    await ann.hearUntil("ben: two");
    assertEquals(await server.process.end(), 0);
    assertStringIncludes(await ann.hearEnd(), "Goodbye: the server is stopping.");
    assertStringIncludes(await ben.hearEnd(), "stopping");
    assertStringIncludes(server.process.output, "Stopping; number of people in the chat: 2");
  }
  for (const workers of ["1", "3", "2"]) {
    await using server = await WorkerServer.start([AT_ONCE, data], workers);
    await using cat = await Guest.join(server, "cat");
    await cat.say("/history");
    await cat.hearUntil("ben: two");
    await cat.say("/json");
    const number = await numberOf(cat, `with ${workers}`);
    assert(number > last, `${last}, then ${number}`);
    last = number;
    await server.process.end();
  }
});

Deno.test("what was said and shown is on disk, whatever ends the process", async () => {
  await using folder = await DataFolder.make();
  const flags = [AT_ONCE, `--data=${folder.path}`];
  {
    await using server = await WorkerServer.start(flags);
    await using ann = await server.join(1, "ann");
    await using ben = await server.join(2, "ben");
    for (let i = 0; i < 50; i++) await ann.say(`line ${i}`);
    await ben.hearUntil("ann: line 49");
    await server.process.end("SIGKILL");
  }
  await using server = await WorkerServer.start(flags);
  await using cat = await server.join(2, "cat");
  await cat.say("/history 50");
  await cat.hearUntil("ann: line 0");
  await cat.hearUntil("ann: line 49");
});

for (const [door, whose] of ["the main thread", "a worker"].entries()) {
  Deno.test(`a drain by the door of ${whose} lets nobody in any more, on any worker, and ends when all have gone`, async () => {
    await using server = await WorkerServer.start([AT_ONCE, "--data=none"]);
    await using ann = await server.join(1, "ann");
    await using ben = await server.join(2, "ben");
    assertEquals(JSON.parse(await server.ask("/drain", {}, door)).people, 2);
    for (const guest of [ann, ben]) await guest.hearUntil("30 seconds");
    assertStringIncludes(await server.ask("/readyz"), "door: closed\ndrain: the server stops in ");
    await ann.close();
    await ben.close();
    assertEquals(await server.process.code, 0);
  });
}

Deno.test(
  "SIGHUP puts settings in force on all workers",
  { ignore: Deno.build.os === "windows" },
  async () => {
    await using folder = await DataFolder.make();
    const file = `${folder.path}/chat.toml`;
    await Deno.writeTextFile(file, "pace-burst = 7\n");
    await using server = await WorkerServer.start([AT_ONCE, "--data=none", `--config=${file}`]);
    await Deno.writeTextFile(file, 'name = "Testville"\n');
    const changed = server.process.prints("Settings read again: ");
    Deno.kill(server.process.pid, "SIGHUP");
    await changed;
    for (const worker of [1, 2]) {
      await using guest = await server.connect(worker);
      await guest.say("ann");
      await guest.hearUntil("Testville");
      await guest.say("/quit");
      await guest.hearEnd();
    }
  },
);

/** What a program is told of one kind of notice. */
async function told(guest: Guest, about: string): Promise<Record<string, unknown>> {
  return JSON.parse(await guest.hearUntil(`"${about}"`));
}

Deno.test("a lost seat resumes at its own worker; at another one its client comes in anew, under its name", async () => {
  await using server = await WorkerServer.start([AT_ONCE, "--data=none"]);
  for (const worker of [1, 2]) {
    await using ann = await server.join(1, "ann");
    await ann.say("/json");
    await ann.say('{"verb":"resume"}');
    const { token } = await told(ann, "resumable");
    await ann.reset();
    await using again = await server.connect(worker);
    await again.say("/json");
    await again.say(JSON.stringify({ verb: "resume", argument: token, seen: 0 }));
    if (worker === 1) assertEquals((await told(again, "resumed")).you, "ann");
    else {
      await told(again, "not_resumable");
      await again.say('{"verb":"nick","argument":"ann"}');
      await told(again, "greeting");
    }
    await again.say('{"verb":"quit"}');
    await again.hearEnd();
  }
});

Deno.test("a second server on the same port is refused, with workers as without", async () => {
  await using server = await WorkerServer.start([AT_ONCE, "--data=none"]);
  for (const workers of ["2", "1"]) {
    const flags = ["--data=none", `--port=${server.port}`];
    const { code, stderr } = await WorkerServer.output(flags, workers);
    assertEquals(code, 2);
    assertStringIncludes(stderr, "the port is in use");
  }
});

Deno.test("all workers show the same certificate", async () => {
  await using folder = await DataFolder.make();
  await using server = await WorkerServer.start([`--data=${folder.path}`]);
  await server.process.hasPrinted("TLS on the same port");
  const caCerts = [await Deno.readTextFile(`${folder.path}/tls.pem`)];
  for (let i = 0; i < 12; i++) {
    using connection = await Deno.connectTls({ hostname: "localhost", port: server.port, caCerts });
    await connection.handshake();
  }
});
