/** Lines of one person that are under way together, where the log tells later. */

import { assertEquals, assertThrows } from "@std/assert";
import { Later } from "../../lib/runtime/soon.ts";
import { AHEAD_MS, LinesAhead, MAX_AHEAD } from "../../lib/session/lines_ahead.ts";
import { begin } from "../support/conversation.ts";
import { FakeClock, settled } from "../support/fake_clock.ts";
import { type TwoNodes, twoNodes } from "../support/two_nodes.ts";

const PASTE = Array.from({ length: MAX_AHEAD + 1 }, (_, i) => `line ${i + 1}`);

/** Somebody who is in at a node, and types as a session has it. */
async function entered(nodes: TwoNodes, name: string) {
  const session = begin(nodes.here);
  session.say(name);
  await nodes.settle();
  return session;
}

Deno.test("lines that come together are under way together, at most so many, and are said in their order", async () => {
  using test = await twoNodes([], ["bob"]);
  const { nodes, bob } = test, { log } = nodes;
  const ann = await entered(nodes, "ann"), before = ann.reader.intake.lines;
  bob.hears();
  for (const line of PASTE) ann.say(line);
  await settled();
  assertEquals(ann.reader.intake.lines - before, MAX_AHEAD); // the last one waits
  log.settle();
  await nodes.there.flush();
  assertEquals(bob.hears(), PASTE.slice(0, MAX_AHEAD).map((line) => `ann: ${line}`));
  await nodes.settle();
  assertEquals(bob.hears(), [`ann: ${PASTE.at(-1)}`]);
  ann.type.close();
  await ann.farewell;
});

Deno.test("whatever else they do waits for all of them: a command, and the end of the connection", async () => {
  using test = await twoNodes([], ["bob"]);
  const { nodes, bob } = test, { here } = nodes;
  const ann = await entered(nodes, "ann");
  bob.hears();
  for (const line of ["one", "two", "/nick anna", "three", "four"]) ann.say(line);
  ann.type.close();
  await settled();
  assertEquals(here.fold.people.size, 2); // nobody has left
  for (let i = 0; i < 4; i++) await nodes.settle();
  assertEquals(await ann.farewell, { kind: "hung_up" });
  await nodes.settle();
  assertEquals(bob.hears(), [
    "ann: one",
    "ann: two",
    "Server: ann is now known as anna",
    "anna: three",
    "anna: four",
    "Server: anna has left the chat",
  ]);
});

Deno.test("whoever waits for long, is away or talks to one person alone does not say the next line before", async () => {
  using test = await twoNodes([], ["bob"]);
  const { nodes } = test, ann = await entered(nodes, "ann");
  const underWay = async (...lines: string[]) => {
    const before = ann.reader.intake.lines;
    for (const line of lines) ann.say(line);
    await settled();
    const count = ann.reader.intake.lines - before;
    for (let i = 0; i < lines.length + 1; i++) await nodes.settle();
    return count;
  };
  assertEquals(await underWay("one", "two"), 2);
  ann.say("one");
  await settled();
  await nodes.here.clock.advance(AHEAD_MS);
  assertEquals(await underWay("two"), 0);
  await underWay("/away tea");
  assertEquals(await underWay("one", "two"), 1); // the first one brings them back
  assertEquals(await underWay("one", "two"), 2);
  await underWay("/query bob");
  assertEquals(await underWay("one", "two"), 1);
  ann.type.close();
  await ann.farewell;
});

Deno.test("LinesAhead tells of a bug at once, and throws it to whoever waits, or comes later", async () => {
  const clock = new FakeClock(), first = new Later<void>(), second = new Later<void>();
  let bugs = 0;
  const ahead = new LinesAhead(clock, () => bugs++);
  assertEquals([ahead.hasRoom, ahead.settled()], [true, undefined]);
  ahead.add(first);
  ahead.add(second);
  const waiting = Promise.resolve(ahead.settled());
  first.reject(new Error("one"));
  assertEquals(bugs, 1);
  second.resolve(undefined);
  assertEquals(await waiting.catch((error: Error) => error.message), "one");
  assertThrows(() => ahead.settled(), Error, "one");
});
