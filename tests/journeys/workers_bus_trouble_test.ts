/** A machine with several workers on a bus is in trouble: what people see at its workers, and at another machine. */

import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { GONE_MS, machine } from "../support/bus_machine.ts";
import { DataFolder, smallDisks } from "../support/data_folder.ts";
import { Guest } from "../support/journey.ts";
import { NatsServer, natsThere } from "../support/nats_server.ts";
import { testWith } from "../support/outside_tool.ts";
import { TestNode } from "../support/test_nodes.ts";

const nats = await natsThere();

testWith(nats, "the bus goes: lines wait, or are refused and never said later, on all workers", async () => {
  await using server = await NatsServer.start();
  await using folder = await DataFolder.make();
  await using lisbon = await TestNode.start(server, "lisbon");
  await using berlin = await machine(server, { folder, flags: ["--patience=2"] });
  await using ann = await berlin.join(1, "ann");
  await using ben = await berlin.join(2, "ben");
  await using cat = await Guest.join(lisbon, "cat");
  await cat.say("one");
  for (const guest of [ann, ben]) await guest.hearUntil("cat: one");
  const lost = berlin.process.prints("The connection to NATS is lost");
  await server.kill();
  await lost;
  for (const guest of [ann, ben]) {
    await guest.say("never said");
    await guest.hearUntil("Not said: this node is cut off from the others");
    await guest.say("/history"); // reading goes on
    await guest.hearUntil("cat: one");
  }
  assertEquals(await berlin.ask("/readyz"), "bus: this node is cut off from the others\n");
  assertMatch(await berlin.ask("/metrics"), /^chat_bus_up 0$/m);
  await server.start();
  await cat.say("again");
  for (const guest of [ann, ben]) await guest.hearUntil("cat: again", GONE_MS);
  for (const [name, guest] of [["ann", ann], ["ben", ben]] as const) {
    await guest.say(`said by ${name}`);
    await cat.hearUntil(`${name}: said by ${name}`, GONE_MS);
  }
  assertEquals(cat.text.includes("never said"), false);
  for (const guest of [ann, ben, cat]) assertEquals(/has left/.test(guest.text), false);
});

testWith(
  nats,
  "a process that stands still is fenced: its people come in again, on all workers",
  async () => {
    await using server = await NatsServer.start();
    await using folder = await DataFolder.make();
    await using lisbon = await TestNode.start(server, "lisbon");
    await using berlin = await machine(server, { folder });
    await using ann = await berlin.join(1, "ann");
    await using ben = await berlin.join(2, "ben");
    await using cat = await Guest.join(lisbon, "cat");
    await ann.hearUntil("cat has joined");
    Deno.kill(berlin.process.pid, "SIGSTOP");
    for (let i = 0; i < 2; i++) await cat.hearUntil(/(ann|ben) has left/, GONE_MS); // whoever is missed first
    await cat.say("meanwhile");
    Deno.kill(berlin.process.pid, "SIGCONT");
    for (const guest of [ann, ben]) await guest.hearEnd(GONE_MS);
    await using eve = await berlin.join(2, "eve");
    await eve.say("/history");
    await eve.hearUntil("cat: meanwhile");
    await eve.say("here again");
    await cat.hearUntil("eve: here again");
    await cat.say("/who");
    assertEquals(/ann|ben/.test(await cat.hearUntil("2 people")), false);
  },
);

testWith(nats, "two machines of one name: the older one stops with a sentence, on all workers", async () => {
  await using server = await NatsServer.start();
  await using folder = await DataFolder.make();
  await using berlin = await machine(server, { folder });
  await using ann = await berlin.join(1, "ann");
  await using ben = await berlin.join(2, "ben");
  await using _other = await machine(server);
  for (const guest of [ann, ben]) assertStringIncludes(await guest.hearEnd(GONE_MS), "Goodbye");
  assertEquals(await berlin.process.code, 1);
  assertStringIncludes(berlin.process.output, 'another node calls itself "berlin" too');
});

testWith(
  nats.isThere ? await smallDisks() : nats,
  "a full disk of a machine on a bus: all workers say so, and nothing is lost",
  async () => {
    await using server = await NatsServer.start();
    await using folder = await DataFolder.onSmallDisk(900);
    assert(folder !== undefined);
    await using lisbon = await TestNode.start(server, "lisbon");
    await using cat = await Guest.join(lisbon, "cat");
    {
      await using berlin = await machine(server, { folder });
      await using ann = await berlin.join(1, "ann");
      await using ben = await berlin.join(2, "ben");
      await Deno.writeFile(`${folder.path}/ballast`, new Uint8Array(800 * 1024)).catch(() => {}); // as much as fits
      for (let n = 0; !ben.text.includes("not being saved"); n++) {
        assert(n < 200, "the disk did not fill");
        await cat.say(`${n} ${"x".repeat(3000)}`);
        for (const guest of [ann, ben]) await guest.hearUntil(`cat: ${n} `);
        await ben.say("/health");
        await ben.hearUntil(/^The server is/);
      }
      await ann.say("/health");
      await ann.hearUntil("not being saved");
      assertMatch(await berlin.ask("/readyz"), /^store: .*full/);
      await cat.say("said in hard times");
      for (const guest of [ann, ben]) await guest.hearUntil("cat: said in hard times");
      await berlin.process.end("SIGKILL");
    }
    await Deno.remove(`${folder.path}/ballast`);
    await using berlin = await machine(server, { folder }); // reads again what it could not keep
    await using dan = await berlin.join(2, "dan");
    await dan.say("/history 100");
    await dan.hearUntil("cat: 0 ");
    await dan.hearUntil("cat: said in hard times");
  },
);
