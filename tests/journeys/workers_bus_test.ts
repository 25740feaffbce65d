/** A machine with several workers is a part of a chat of several machines: real processes on a real NATS server. */

import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { GONE_MS, machine } from "../support/bus_machine.ts";
import { DataFolder } from "../support/data_folder.ts";
import { Guest } from "../support/journey.ts";
import { untilListenersAre } from "../support/listeners.ts";
import { NatsServer, natsThere } from "../support/nats_server.ts";
import { testWith } from "../support/outside_tool.ts";
import { untilGone } from "../support/taken_out.ts";
import { TestNode } from "../support/test_nodes.ts";

const nats = await natsThere();

testWith(nats, "people on two workers and on another machine are in one chat, with one history", async () => {
  await using server = await NatsServer.start();
  await using folder = await DataFolder.make();
  await using lisbon = await TestNode.start(server, "lisbon");
  await using berlin = await machine(server, { folder });
  await using ann = await berlin.join(1, "ann");
  await using ben = await berlin.join(2, "ben");
  await using cat = await Guest.connect(lisbon);
  await cat.say("Ann"); // a name is had once, everywhere
  await cat.hearUntil("somebody here has this name");
  await cat.say("cat");
  assertMatch(await cat.hearUntil("Hello cat"), /ann, ben/);
  const all = [ann, ben, cat];
  for (const [i, name] of ["ann", "ben", "cat"].entries()) {
    await all[i]!.say(`hello from ${name}`);
    for (const guest of all) if (guest !== all[i]) await guest.hearUntil(`${name}: hello from ${name}`);
  }
  await ann.say("/whois ben");
  await ann.hearUntil("is at the node berlin/2");
  await cat.say("/whois ann");
  await cat.hearUntil("is at the node berlin/1");
  await ben.say("/whois cat");
  await ben.hearUntil("is at the node lisbon");
  await ben.say("/health");
  await ben.hearUntil("This is the node berlin/2.");
  for (const guest of all) {
    await guest.say("/who");
    await guest.hearUntil("3 people");
  }
  await ann.say("/join #ops");
  await ann.hearUntil("#ops");
  await ann.say("/room password tea");
  await ann.hearUntil("made #ops password-protected");
  for (const [name, guest] of [["ben", ben], ["cat", cat]] as const) {
    await ann.say(`/msg ${name} come in`); // comes behind all that ann had seen
    await guest.hearUntil(`[ann -> ${name}] come in`);
    await guest.say("/join #ops tea");
    await ann.hearUntil(`${name} has joined #ops`);
    await guest.say("/reply only for you");
    await ann.hearUntil(`[${name} -> ann] only for you`);
  }
  await ann.say("/kick cat go");
  await cat.hearUntil(/ann.*#ops|#ops.*ann/);
  await ben.say("/forget");
  await ben.hearUntil("Erased: 1 line of yours");
  for (const guest of all) {
    await guest.say("/search hello");
    await guest.hearUntil('2 lines with "hello"');
  }
  assertEquals(await berlin.ask("/readyz"), "ready\n");
  const metrics = await berlin.ask("/metrics");
  assertMatch(metrics, /^chat_guests 2$/m);
  assertMatch(metrics, /^chat_bus_people 3$/m);
  assertMatch(metrics, /^chat_bus_up 1$/m);
  await ben.say("/quit");
  await ben.hearUntil("Goodbye");
  for (const guest of [ann, cat]) {
    await guest.hearUntil("ben has left");
    assertEquals(guest.text.match(/ben has left the chat/g)?.length, 1);
  }
  assertEquals(await berlin.process.end(), 0);
  assertStringIncludes(berlin.process.output, "Stopping; number of people in the chat: 1");
  await cat.hearUntil("ann has left");
});

/** Somebody says lines as a program; the number of the last one. */
async function numberOf(guest: Guest, text: string): Promise<number> {
  await guest.say(JSON.stringify({ verb: "say", argument: text }));
  return JSON.parse(await guest.hearUntil(/"kind": ?"done"/)).id;
}

testWith(nats, "a killed process: its people leave once, and it goes on from what it kept", async () => {
  await using server = await NatsServer.start();
  await using folder = await DataFolder.make();
  await using lisbon = await TestNode.start(server, "lisbon");
  await using dan = await Guest.join(lisbon, "dan");
  {
    await using berlin = await machine(server, { folder });
    await using ann = await berlin.join(1, "ann");
    await using ben = await berlin.join(2, "ben");
    await dan.hearUntil("ben has joined");
    await ann.say("before");
    for (const guest of [ben, dan]) await guest.hearUntil("ann: before");
    await berlin.process.end("SIGKILL");
  }
  for (let i = 0; i < 2; i++) await dan.hearUntil(/(ann|ben) has left/, GONE_MS); // whoever is missed first
  await dan.say("meanwhile");
  await using berlin = await machine(server, { folder });
  await using ann = await berlin.join(1, "ann"); // the name is free
  await using ben = await berlin.join(2, "ben");
  for (const guest of [ann, ben]) {
    await guest.say("/history");
    await guest.hearUntil("ann: before");
    await guest.hearUntil("dan: meanwhile");
  }
  await ben.say("and after");
  for (const guest of [ann, dan]) await guest.hearUntil("ben: and after");
  for (const name of ["ann", "ben"]) {
    assertEquals(dan.text.match(new RegExp(`${name} has left`, "g"))?.length, 1);
  }
});

testWith(nats, "what somebody at a worker takes back is taken out of the stream at once", async () => {
  await using server = await NatsServer.start();
  await using folder = await DataFolder.make();
  await using berlin = await machine(server, { folder });
  await using ann = await berlin.join(1, "ann");
  await using ben = await berlin.join(2, "ben");
  await ann.say("confidential");
  await ben.hearUntil("ann: confidential");
  assertEquals(await server.holds("confidential"), true);
  await ann.say("/forget");
  await ann.hearUntil("Erased: 1 line of yours");
  await untilGone(server, "confidential"); // before any other node would do it
  await using lisbon = await TestNode.start(server, "lisbon"); // reads all of it
  await using cat = await Guest.join(lisbon, "cat");
  await cat.say("hello");
  await ben.hearUntil("cat: hello");
  for (const guest of [ben, cat]) {
    await guest.say("/search confidential");
    await guest.hearUntil(/[Nn]o lines?/);
  }
});

testWith(nats, "without a folder, a worker begins with what the main thread knows", async () => {
  await using server = await NatsServer.start();
  await using lisbon = await TestNode.start(server, "lisbon");
  await using cat = await Guest.join(lisbon, "cat");
  await cat.say("before berlin");
  await cat.say("/json");
  const last = await numberOf(cat, "the last before");
  await using berlin = await machine(server);
  await using ann = await berlin.join(1, "ann");
  await using ben = await berlin.join(2, "ben");
  for (const guest of [ann, ben]) {
    await guest.say("/history");
    await guest.hearUntil("cat: before berlin");
    await guest.hearUntil("cat: the last before");
    await guest.say("/who");
    await guest.hearUntil("cat");
  }
  await ben.say("/json");
  assert(await numberOf(ben, "after") > last);
});

testWith(nats, "the next process listens beside the one that drains, and the chat goes on", async () => {
  await using server = await NatsServer.start();
  await using folder = await DataFolder.make();
  await using nextFolder = await DataFolder.make();
  await using old = await machine(server, { folder, flags: ["--drain-ms=600000"] });
  await using ann = await old.join(1, "ann");
  await using ben = await old.join(2, "ben");
  const flags = [`--port=${old.port}`];
  await using next = await machine(server, { folder: nextFolder, node: "berlin-2", flags });
  assertEquals(next.port, old.port);
  const draining = old.process.prints("Draining");
  assertEquals(JSON.parse(await old.ask("/drain", {})).people, 2);
  await draining;
  for (const guest of [ann, ben]) await guest.hearUntil("This server stops in");
  await untilListenersAre(2, old.port); // the workers of the next one
  await using cat = await Guest.join(next, "cat");
  await ann.hearUntil("cat has joined");
  await cat.say("hello");
  for (const guest of [ann, ben]) await guest.hearUntil("cat: hello");
  await ann.say("I come back");
  await cat.hearUntil("ann: I come back");
  for (const [name, guest] of [["ann", ann], ["ben", ben]] as const) {
    await guest.say("/quit");
    await cat.hearUntil(`${name} has left`);
  }
  assertEquals(await old.process.code, 0);
  await using again = await Guest.join(next, "ann");
  await again.say("/history");
  await again.hearUntil("ann: I come back");
});
