import { assertEquals, assertMatch } from "@std/assert";
import { settled } from "../support/fake_clock.ts";
import { LoneNode } from "../support/lone_node.ts";
import { deedOf, goneOf, helloOf, lifeOf } from "../support/stamps.ts";

Deno.test("a node is ready once it knows all there was, and the others know its life", async () => {
  const it = new LoneNode();
  it.open();
  it.ledger.keep(helloOf("b1"), deedOf("b1", "x", { nth: 2 }));
  it.ledger.reading.way(true);
  await settled();
  assertEquals([it.heard, it.mail, it.isReady], [["x", "turn"], [], false]);
  await it.ledger.caughtUp();
  await settled();
  assertEquals([it.mail, it.isReady, it.bus.condition().isReady], [["a1: hello undefined"], false, false]);
  it.ledger.keepSent();
  await settled();
  assertEquals([it.isReady, it.bus.condition().isReady], [true, true]);
});

Deno.test("what was done before a node began is past, and the operator reads once how much that was", async () => {
  const it = new LoneNode();
  it.open();
  it.ledger.keep(helloOf("b1"), deedOf("b1", "x", { nth: 2 }), deedOf("b1", "y", { nth: 3, behind: 2 }));
  await it.ledger.caughtUp();
  it.ledger.keepSent();
  it.ledger.keep(goneOf("b1", "a1", { nth: 4, behind: 3 }), deedOf("b1", "z", { nth: 5, behind: 4 }));
  it.ledger.keepSent();
  assertEquals(it.entries.map(({ deed, isPast }) => [deed, isPast]), [
    ["x", true],
    ["y", true],
    ["z", undefined], // between two lives it is up to date
  ]);
  assertEquals(it.logged.filter((line) => line.includes("entries")), [
    "info Caught up with the other nodes; entries: 2",
  ]);
});

Deno.test("it says that it lives once a second, from its hello on", async () => {
  const it = new LoneNode();
  it.open();
  await it.ledger.caughtUp();
  await it.clock.advance(2000);
  assertEquals(it.ledger.beats, []);
  it.ledger.keepSent();
  assertEquals(it.ledger.beats, [lifeOf("a1")]);
  await it.clock.advance(3000);
  assertEquals(it.ledger.beats.length, 4);
});

Deno.test("it says that a silent node is gone, and tells that its life is over when the ledger does", async () => {
  const it = await LoneNode.begun();
  it.ledger.keep(helloOf("b1"));
  for (let beat = 0; beat < 6; beat++) {
    await it.clock.advance(1000);
    it.ledger.reading.beat(lifeOf("a1"));
  }
  assertEquals(it.mail, ["a1: gone b1"]);
  assertEquals(it.ledger.sent[0]!.by, it.ledger.time + 6000 + 2000); // it is worth nothing when it comes later
  it.forget();
  it.ledger.time += 6000;
  it.ledger.keepSent();
  it.ledger.keep(deedOf("b1", "still here", { nth: 2 }));
  assertEquals(it.heard, ["ended b1", "turn", "turn"]);
});

Deno.test("whoever starts is told of the lives that are over when its own has begun: people may be in by them", async () => {
  const first = await LoneNode.begun();
  first.ledger.keep(helloOf("b1"), goneOf("a1", "b1", { nth: 2 }));
  const it = new LoneNode(JSON.parse(JSON.stringify(first.bus.saved())), 1);
  it.open();
  assertEquals([it.ledger.seq, it.ledger.openedAt], [3, 1_000_000]);
  it.ledger.keep(
    helloOf("c1"),
    goneOf("c1", "a1", { nth: 2 }),
    helloOf("d1"),
    goneOf("c1", "d1", { nth: 3 }),
  );
  assertEquals(it.heard, ["turn"]);
  await it.ledger.caughtUp();
  it.ledger.keepSent();
  assertEquals(it.heard, ["turn", "ended a1", "ended b1", "ended d1", "turn"]);
});

Deno.test("a fenced node refuses what is under way, and begins a new life by itself", async () => {
  const it = await LoneNode.begun();
  it.bus.append("sent");
  it.ledger.reading.way(false);
  it.bus.append("waits");
  it.bus.append("left", true);
  it.ledger.sent = [];
  it.ledger.reading.way(true);
  it.ledger.sent = [];
  it.ledger.keep(helloOf("b1"), goneOf("b1", "a1", { nth: 2 }));
  const events = ["refused sent", "refused waits", "refused left", "turn"];
  assertEquals([it.heard, it.mail], [events, ["a2: hello a1"]]);
  assertEquals(it.refused.map(([, why]) => why), ["over", "over", "over"]);
  assertEquals(it.bus.condition().isReady, false);
  it.forget();
  it.ledger.keepSent();
  assertEquals([it.heard, it.bus.condition().isReady], [["ended a1", "turn"], true]);
  it.bus.append("x");
  it.ledger.keepSent();
  assertEquals(it.entries, [{ seq: 5, time: 1_000_000, deed: "x", life: lifeOf("a2") }]);
});

Deno.test("what is appended while it is fenced waits until the new life has begun", async () => {
  const it = await LoneNode.begun();
  it.bus.append("x");
  it.onHeard = (what) => {
    if (what === "refused x" || what === "ended a1") it.bus.append(`after ${what}`, true);
  };
  it.ledger.keep(helloOf("b1"), goneOf("b1", "a1", { nth: 2 }));
  const [x] = it.ledger.sent.splice(0, 1);
  assertEquals(it.mail, ["a2: hello a1"]);
  it.ledger.keepSent();
  it.ledger.keep(x);
  assertEquals(it.entries.map(({ deed }) => deed), ["after refused x", "after ended a1"]);
  assertEquals(it.refused, [["x", "over"]]);
});

Deno.test("what the fenced life has sent does not count when it comes, here and for others", async () => {
  const it = await LoneNode.begun();
  it.bus.append("x");
  const [x] = it.ledger.sent.splice(0);
  it.ledger.keep(helloOf("b1"), goneOf("b1", "a1", { nth: 2 }), x);
  it.ledger.keepSent();
  it.ledger.keep(x);
  assertEquals([it.entries, it.refused], [[], [["x", "over"]]]);
});

Deno.test("a node may be fenced again, before its new life has begun and after", async () => {
  const it = await LoneNode.begun();
  it.ledger.keep(helloOf("b1"), goneOf("b1", "a1", { nth: 2 }));
  it.ledger.keep(goneOf("b1", "a2", { nth: 3 })); // of which nobody has heard
  it.ledger.keepSent();
  it.forget();
  it.ledger.keep(goneOf("b1", "a2", { nth: 4 }));
  assertEquals([it.heard, it.mail], [["turn"], ["a3: hello a2"]]);
  it.forget();
  it.ledger.keepSent();
  assertEquals(it.heard, ["ended a1", "ended a2", "turn"]);
});

Deno.test("a hello that finds another one in its place is said anew behind that one", async () => {
  const it = new LoneNode(undefined, 1);
  it.open();
  await it.ledger.caughtUp();
  it.ledger.keep(helloOf("a1")); // of the process before this one, and late
  it.ledger.keep(...it.ledger.sent.splice(0));
  assertEquals(it.mail, ["a2: hello a1"]);
  it.ledger.keepSent();
  await settled();
  assertEquals([it.isReady, it.heard.includes("ended a1")], [true, true]);
});

Deno.test("a second node of the same name stops the first one, with a sentence", async () => {
  const it = await LoneNode.begun();
  it.ledger.keep(helloOf("a9", "a1"));
  assertMatch(it.failures.join(), /^another node calls itself "a" too: .*--node/);
  assertEquals([it.heard, it.ledger.sent], [[], []]);
});

Deno.test("a node that reads of a newer one stops with a sentence, and stops again when it is started again", async () => {
  const it = await LoneNode.begun(), newer = helloOf("b1", undefined, 2);
  it.bus.append("x");
  it.ledger.keep(newer, deedOf("b1", "who knows", { nth: 2 }));
  assertMatch(it.failures.join(), /^the node "b" is newer than this one: update/);
  assertEquals([it.entries, it.heard, it.bus.saved().seq, it.clock.timers], [[], [], 1, 0]);
  it.bus.append("y");
  assertEquals(it.refused, [["y", "over"]]);
  const again = new LoneNode(it.bus.saved());
  again.open();
  again.ledger.keep(newer);
  assertEquals(again.failures.length, 1);
});

Deno.test("the operator reads of other nodes as they come and go, not of what was before, and of the own end", async () => {
  const it = new LoneNode();
  it.open();
  it.ledger.keep(helloOf("b1"), helloOf("c1"), goneOf("b1", "c1", { nth: 2 }));
  await it.ledger.caughtUp();
  it.ledger.keepSent();
  assertEquals(it.logged, []);
  it.ledger.keep(helloOf("c2", "c1"), goneOf("b1", "c2", { nth: 3 }), goneOf("b1", "a1", { nth: 4 }));
  assertEquals(it.logged, [
    "info Node c takes part",
    "warning Node c is silent: its people leave",
    "warning The other nodes took this one for dead: its people have to come in again",
  ]);
});

Deno.test("a node that stops ends its life behind what it did, begins no other, and takes nothing more", async () => {
  const it = await LoneNode.begun();
  it.bus.append("last");
  it.bus.leave();
  it.bus.leave();
  assertEquals(it.mail, ["a1: last"]);
  it.onHeard = (what) => what === "last" && it.bus.append("follows", true);
  it.forget();
  it.ledger.keep(...it.ledger.sent.splice(0));
  assertEquals([it.heard, it.mail], [["last", "turn"], ["a1: follows"]]);
  it.ledger.keep(...it.ledger.sent.splice(0));
  await it.clock.advance(250);
  assertEquals([it.mail, it.ledger.sent[0]!.by], [["a1: gone a1"], undefined]); // it is true whenever it comes
  it.bus.append("too late", true);
  assertEquals([it.mail, it.refused], [["a1: gone a1"], [["too late", "over"]]]);
  it.forget();
  it.ledger.keepSent();
  assertEquals([it.heard, it.mail, it.bus.condition().isReady], [["turn"], [], false]);
  const { beats } = it.ledger, heard = beats.length;
  await it.clock.advance(5000);
  assertEquals([it.mail, beats.length, it.logged, it.failures], [[], heard, [], []]);
  assertEquals(it.bus.saved().lives.map(({ isOver }) => isOver), [true]);
  const next = new LoneNode(JSON.parse(JSON.stringify(it.bus.saved())), 1);
  next.open();
  await next.ledger.caughtUp();
  assertEquals(next.mail, ["a2: hello a1"]);
  next.ledger.keepSent();
  assertEquals(next.bus.condition().isReady, true);
});

Deno.test("the others hear at once of a node that stops, and list and accuse it no more", async () => {
  const it = await LoneNode.begun();
  it.ledger.keep(helloOf("b1"), deedOf("b1", "x", { nth: 2 }), goneOf("b1", "b1", { nth: 3, behind: 2 }));
  it.ledger.keep(deedOf("b1", "y", { nth: 4, behind: 3 }));
  assertEquals(it.heard, ["x", "ended b1", "turn", "turn"]);
  assertEquals([it.bus.condition().peers, it.logged], [[], [
    "info Node b takes part",
    "info Node b has stopped",
  ]]);
  for (let beat = 0; beat < 10; beat++) {
    await it.clock.advance(1000);
    it.ledger.reading.beat(lifeOf("a1"));
  }
  assertEquals(it.mail, []);
});

Deno.test("a node that is taken for dead, or replaced, while it stops begins no other life and fails by nothing", async () => {
  for (const end of [goneOf("b1", "a1", { nth: 2 }), helloOf("a2", "a1")]) {
    const it = await LoneNode.begun();
    it.ledger.keep(helloOf("b1"));
    it.bus.append("x");
    it.bus.leave();
    it.forget();
    it.ledger.keep(end);
    assertEquals([it.heard, it.failures, it.bus.condition().isReady], [["refused x", "turn"], [], false]);
    it.ledger.keepSent();
    await it.clock.advance(5000);
    assertEquals([it.mail, it.heard], [[], ["refused x", "turn", "turn"]]);
  }
});

Deno.test("a node that cannot read says for 15 s that it lives, and takes nobody for dead meanwhile", async () => {
  const it = await LoneNode.begun(), { beats, reading } = it.ledger;
  it.ledger.keep(helloOf("b1"));
  reading.way(false);
  beats.length = 0;
  for (let second = 0; second < 20; second++) {
    await it.clock.advance(1000);
    reading.beat(lifeOf("a1"));
  }
  assertEquals(beats, Array(14).fill(lifeOf("a1")));
  reading.way(true);
  await it.clock.advance(1000);
  assertEquals([beats.length, it.mail, it.bus.condition().peers[0]!.missedBeats], [15, [], 0]);
});
