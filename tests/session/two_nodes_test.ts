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

Deno.test("whoever is put out while the log has their line goes at once, and leaves behind it", async () => {
  using test = await twoNodes([], ["bob"]);
  const { nodes, bob } = test;
  const ann = begin(nodes.here), cleo = begin(nodes.here);
  ann.say("ann");
  await nodes.settle();
  ann.say("one");
  cleo.say("cleo");
  await settled();
  for (const { reader } of [ann, cleo]) reader.end({ kind: "stopping" });
  assertEquals([await ann.farewell, await cleo.farewell], [{ kind: "stopping" }, { kind: "stopping" }]);
  await nodes.settle();
  await nodes.settle();
  const heard = bob.hears();
  assertEquals(heard.filter((line) => line.includes("ann")), [
    "Server: ann has joined the chat",
    "ann: one",
    "Server: ann has left the chat",
  ]);
  assertEquals(heard.filter((line) => line.includes("cleo")), [
    "Server: cleo has joined the chat",
    "Server: cleo has left the chat",
  ]);
});

Deno.test("whoever goes on elsewhere while the log has their line is not shown it there, and answered once", async () => {
  using test = await twoNodes([], ["bob"]);
  const { nodes, bob } = test;
  const here = begin(nodes.here, {}, JSON_LINES);
  const linesOf = (heard: string) => heard.trimEnd().split("\n").map((line) => JSON.parse(line));
  here.say(JSON.stringify({ verb: "nick", argument: "robot" }));
  await nodes.settle();
  here.say(JSON.stringify({ verb: "resume" }));
  await nodes.settle();
  const { token } = linesOf(here.terminal.heard).find(({ token }) => token !== undefined);
  here.say(JSON.stringify({ verb: "say", argument: "hi", ref: 1 }));
  await settled();
  const elsewhere = begin(nodes.here, {}, JSON_LINES);
  elsewhere.say(JSON.stringify({ verb: "resume", argument: token, seen: 0 }));
  await settled();
  await nodes.settle();
  elsewhere.say(JSON.stringify({ verb: "say", argument: "hi", ref: 1 })); // before its client has read the answer
  await nodes.settle();
  assertEquals(await here.farewell, { kind: "resumed" });
  assertEquals(linesOf(elsewhere.terminal.heard).filter(({ kind }) => kind === "said"), []);
  assertEquals(linesOf(elsewhere.terminal.heard).filter(({ ref }) => ref === 1).length, 1);
  assertEquals(bob.hears(), ["Server: robot has joined the chat", "robot: hi"]);
  elsewhere.type.close();
  elsewhere.reader.end({ kind: "quit" });
  await elsewhere.farewell;
  await nodes.settle();
});

Deno.test("what a program asks for after it came back waits for what the log has not told, at each return", async () => {
  using test = await twoNodes([], ["bob"]);
  const { nodes, bob } = test;
  const asks = (at: { say(line: string): void }, verb: string, argument: string, more = {}) =>
    at.say(JSON.stringify({ verb, argument, ...more }));
  const first = begin(nodes.here, {}, JSON_LINES);
  asks(first, "nick", "robot");
  asks(first, "resume", "");
  for (let i = 0; i < 2; i++) await nodes.settle();
  const token = /"token":"([^"]+)"/.exec(first.terminal.heard)![1]!;
  asks(first, "say", "one", { ref: 1 });
  await settled();
  const second = begin(nodes.here, {}, JSON_LINES), third = begin(nodes.here, {}, JSON_LINES);
  for (const back of [second, third]) {
    asks(back, "resume", token, { seen: 0 });
    asks(back, "who", "", { ref: 2 });
    await settled();
  }
  for (let i = 0; i < 3; i++) await nodes.settle();
  assertEquals(bob.hears(), ["Server: robot has joined the chat", "robot: one"]);
  assertEquals(third.terminal.heard.match(/"ref":\d/g), ['"ref":1', '"ref":2']);
  third.reader.end({ kind: "quit" });
  for (const { farewell } of [first, second, third]) await farewell;
  await nodes.settle();
});
