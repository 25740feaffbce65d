/** Sessions on one of several nodes, whose log tells later: what waits for it, and what comes of whoever does not wait. */

import { assertEquals } from "@std/assert";
import { JSON_LINES } from "../support/samples.ts";
import { begin } from "../support/conversation.ts";
import { settled } from "../support/fake_clock.ts";
import { TwoNodes, twoNodes } from "../support/two_nodes.ts";

Deno.test("a session's lines wait for the one before, the first for its coming, and go out in order", async () => {
  using test = await twoNodes([], ["bob"]);
  const { nodes, bob } = test, { here } = nodes;
  const ann = begin(here);
  for (const line of ["ann", "one", "/nick anna", "two"]) ann.say(line);
  await settled();
  assertEquals([here.fold.people.size, ann.reader.intake.lines], [1, 1]);
  for (let i = 0; i < 4; i++) await nodes.settle();
  assertEquals(bob.hears(), [
    "Server: ann has joined the chat",
    "ann: one",
    "Server: ann is now known as anna",
    "anna: two",
  ]);
  ann.type.close();
  assertEquals(await ann.farewell, { kind: "hung_up" });
  await nodes.settle();
  assertEquals(bob.hears(), ["Server: anna has left the chat"]);
});

Deno.test("somebody whose connection ends while they come leaves once, after the log has told both", async () => {
  for (const how of ["close", "end"] as const) {
    using test = await twoNodes([], ["bob"]);
    const { nodes, bob } = test, { here } = nodes;
    const ann = begin(here);
    ann.say("ann");
    await settled();
    if (how === "close") ann.type.close();
    else ann.reader.end({ kind: "too_slow", stalledMs: 30_000 });
    await settled();
    assertEquals(bob.hears(), []);
    await nodes.settle();
    await nodes.settle();
    assertEquals(bob.hears(), ["Server: ann has joined the chat", "Server: ann has left the chat"]);
    assertEquals((await ann.farewell).kind, how === "close" ? "hung_up" : "too_slow");
  }
});

Deno.test("a name that somebody else got first is asked for again, and counts as a try", async () => {
  using nodes = new TwoNodes();
  const ann = begin(nodes.here), other = begin(nodes.there, { nameTries: 1 });
  ann.say("ann");
  other.say("ann");
  await nodes.settle();
  await nodes.settle();
  assertEquals(ann.reader.person as string, "ann");
  assertEquals(await other.farewell, { kind: "too_many_tries", nameTries: 1 });
  ann.type.close();
  await ann.farewell;
});

Deno.test("nobody is sent away as nameless while the log has not told their coming", async () => {
  using nodes = new TwoNodes();
  const ann = begin(nodes.here), late = begin(nodes.here);
  ann.say("ann");
  late.say("bad name");
  await settled();
  await nodes.here.clock.advance(60_000);
  assertEquals([ann.reader.farewell, late.reader.farewell?.kind], [undefined, "nameless"]);
  await nodes.settle();
  assertEquals([ann.reader.farewell, ann.reader.person as string], [undefined, "ann"]);
  ann.type.close();
  await ann.farewell;
});

Deno.test("a program's requests are answered in order, refused ones too, and under their refs", async () => {
  using test = await twoNodes([], ["bob"]);
  const { nodes, bob } = test, { here } = nodes;
  const bot = begin(here, {}, JSON_LINES);
  const asks = (verb: string, argument: string, ref: number) =>
    bot.say(JSON.stringify({ verb, argument, ref }));
  asks("nick", "robot", 1);
  asks("say", "hi", 2);
  asks("join", "#ops", 3);
  for (let i = 0; i < 3; i++) await nodes.settle();
  nodes.bus.here.isCutOff = true;
  asks("say", "lost", 4);
  asks("who", "", 5);
  for (let i = 0; i < 2; i++) await nodes.settle();
  const answers = bot.terminal.heard.trimEnd().split("\n").map((line) => JSON.parse(line))
    .filter(({ ref }) => ref !== undefined);
  assertEquals(answers.map(({ ref, kind, about, reason }) => [ref, about ?? reason ?? kind]), [
    [1, "greeting"],
    [2, "done"],
    [3, "room_made"],
    [4, "cut_off"],
    [5, "who"],
  ]);
  assertEquals(bob.hears(), ["Server: robot has joined the chat", "robot: hi"]);
  nodes.bus.here.isCutOff = false;
  bot.type.close();
  await bot.farewell;
});

Deno.test("a session ends with its node's life, and whoever sat there may come in again", async () => {
  using test = await twoNodes([], ["bob"]);
  const { nodes, bob } = test;
  const ann = begin(nodes.here);
  ann.say("ann");
  await nodes.settle();
  nodes.log.end(nodes.bus.here.life);
  await nodes.settle();
  assertEquals(await ann.farewell, { kind: "cut_off" });
  await nodes.settle();
  assertEquals(bob.hears(), ["Server: ann has joined the chat", "Server: ann has left the chat"]);
  assertEquals((await nodes.enter(nodes.there, "ann")).guest.name as string, "ann");
});
