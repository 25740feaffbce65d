import { assert, assertEquals, assertMatch, assertStrictEquals } from "@std/assert";
import { NodeBus } from "../../lib/cluster/node_bus.ts";
import type { Stamped } from "../../lib/cluster/stamped.ts";
import { busContract } from "../contracts/bus_contract.ts";
import { FakeClock, settled } from "../support/fake_clock.ts";
import { HandLedger } from "../support/hand_ledger.ts";
import { NodeUnderTest, PATIENCE_MS } from "../support/node_under_test.ts";
import { deedOf, goneOf, helloOf, lifeOf } from "../support/stamps.ts";

busContract("NodeBus", () => {
  const ledger = new HandLedger<Stamped<{ readonly word: string }>>();
  const bus = new NodeBus<{ readonly word: string }>({
    ledger,
    node: "a",
    newLife: () => lifeOf("a1"),
    version: 1,
    saved: undefined,
    clock: new FakeClock(),
    patienceMs: PATIENCE_MS,
    log: () => {},
    onTurn: () => {},
    onFenced: () => {},
    onFailed: (reason) => assert(false, reason),
  });
  const told = async () => {
    ledger.seq = Math.max(ledger.seq, bus.number());
    await ledger.caughtUp();
    ledger.keepSent();
  };
  return {
    bus,
    told,
    get time() {
      return ledger.time;
    },
    set time(time) {
      ledger.time = time;
    },
  };
});

Deno.test("a node is ready once it knows all there was, and the others know its life", async () => {
  const it = new NodeUnderTest();
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

Deno.test("an own deed is told as the very object it was, and one of another node with its life", async () => {
  const ledger = new HandLedger<Stamped<object>>(), told: unknown[] = [], deed = { word: "own" };
  const bus = new NodeBus<object>({
    ledger,
    node: "a",
    newLife: () => lifeOf("a1"),
    version: 1,
    saved: undefined,
    clock: new FakeClock(),
    patienceMs: PATIENCE_MS,
    log: () => {},
    onTurn: () => {},
    onFenced: () => {},
    onFailed: () => {},
  });
  bus.open(0, { told: (entry) => told.push(entry.deed), refused: () => {}, ended: () => {} });
  bus.append(deed);
  await ledger.caughtUp();
  ledger.keepSent();
  assertStrictEquals(told[0], deed);
  bus.close();
});

Deno.test("an entry has the ledger's number and time, and the life by which it was done", async () => {
  const it = await NodeUnderTest.begun();
  it.bus.append("own");
  it.ledger.time += 500;
  it.ledger.keep(helloOf("b1"), deedOf("b1", "x", { nth: 2 }));
  it.ledger.keepSent();
  assertEquals(it.entries, [
    { seq: 3, time: 1_000_500, deed: "x", life: lifeOf("b1") },
    { seq: 4, time: 1_000_500, deed: "own", life: lifeOf("a1") },
  ]);
  assertEquals(it.heard, ["x", "turn", "own", "turn"]);
});

Deno.test("what is told to a few has the number of the last entry, not of what nobody is told", async () => {
  const it = await NodeUnderTest.begun();
  it.bus.append("x");
  it.ledger.keepSent();
  it.ledger.keep(helloOf("b1"));
  assertEquals([it.bus.number(), it.bus.saved().seq], [2, 3]);
});

Deno.test("what does not count is not told: copies, gaps, and what comes too late, which is refused here", async () => {
  const it = await NodeUnderTest.begun();
  it.bus.append("late");
  const [late] = it.ledger.sent;
  it.ledger.time += PATIENCE_MS + 1000;
  it.ledger.keepSent();
  it.ledger.keep(late, helloOf("b1"), deedOf("b1", "gap", { nth: 3 }));
  it.ledger.keep(deedOf("b1", "late there", { nth: 2, by: 1 }));
  assertEquals([it.entries, it.refused], [[], [["late", "cut_off"]]]);
  assertEquals(it.heard, ["refused late", "turn", "turn", "turn"]);
});

Deno.test("a deed is told or refused once, also when copies of it come later", async () => {
  const it = await NodeUnderTest.begun();
  it.bus.append("x");
  const [first] = it.ledger.sent.splice(0);
  await it.clock.advance(2000);
  const [copy] = it.ledger.sent.splice(0);
  it.ledger.keep(copy, first, copy);
  assertEquals(it.heard, ["x", "turn"]);
  assertEquals([it.bus.condition().resent, it.bus.condition().waiting], [1, 0]);
});

Deno.test("a record that is told a second time is passed over", async () => {
  const it = await NodeUnderTest.begun();
  it.ledger.keep(helloOf("b1"));
  it.ledger.reading.record(2, 0, deedOf("b1", "x", { nth: 2 }));
  it.ledger.reading.turn();
  assertEquals([it.entries, it.bus.saved().seq], [[], 2]);
});

Deno.test("while cut off it refuses after its patience, and never what was sent", async () => {
  const it = await NodeUnderTest.begun();
  it.bus.append("sent");
  it.ledger.reading.way(false);
  it.bus.append("waits");
  it.bus.append("left", true);
  await it.clock.advance(PATIENCE_MS + 500);
  it.bus.append("at once");
  assertEquals(it.refused, [["waits", "cut_off"], ["at once", "cut_off"]]);
  it.ledger.sent = [];
  it.ledger.time += 100;
  it.ledger.reading.way(true);
  it.ledger.keepSent();
  assertEquals(it.entries.map(({ deed }) => deed), ["sent", "left"]);
  assertEquals([it.bus.condition().refused, it.bus.condition().isUp], [2, true]);
});

Deno.test("it says that it lives once a second, from its hello on, while the way is up", async () => {
  const it = new NodeUnderTest();
  it.open();
  await it.ledger.caughtUp();
  await it.clock.advance(2000);
  assertEquals(it.ledger.beats, []);
  it.ledger.keepSent();
  assertEquals(it.ledger.beats, [lifeOf("a1")]);
  await it.clock.advance(3000);
  it.ledger.reading.way(false);
  await it.clock.advance(3000);
  assertEquals(it.ledger.beats.length, 4);
});

Deno.test("it says that a silent node is gone, and tells that its life is over when the ledger does", async () => {
  const it = await NodeUnderTest.begun();
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

Deno.test("a node that is told gone by two is told to be over once", async () => {
  const it = await NodeUnderTest.begun();
  it.ledger.keep(helloOf("b1"), helloOf("c1"), helloOf("d1"));
  it.ledger.keep(goneOf("c1", "b1", { nth: 2 }), goneOf("d1", "b1", { nth: 2 }), helloOf("b2", "b1"));
  assertEquals(it.heard, ["turn", "ended b1", "turn"]);
});

Deno.test("a node that starts anew ends the life it had before, without anybody saying so", async () => {
  const it = await NodeUnderTest.begun();
  it.ledger.keep(helloOf("b1"), helloOf("b2", "b1"));
  assertEquals(it.heard, ["ended b1", "turn"]);
});

Deno.test("whoever starts is told of the lives that are over when its own has begun: people may be in by them", async () => {
  const first = await NodeUnderTest.begun();
  first.ledger.keep(helloOf("b1"), goneOf("a1", "b1", { nth: 2 }));
  const it = new NodeUnderTest(JSON.parse(JSON.stringify(first.bus.saved())), 1);
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
  const it = await NodeUnderTest.begun();
  it.bus.append("sent");
  it.ledger.reading.way(false);
  it.bus.append("waits");
  it.bus.append("left", true);
  it.ledger.sent = [];
  it.ledger.reading.way(true);
  it.ledger.sent = [];
  it.ledger.keep(helloOf("b1"), goneOf("b1", "a1", { nth: 2 }));
  const events = ["refused sent", "refused waits", "refused left", "ended a1", "fenced", "turn"];
  assertEquals([it.heard, it.mail], [events, ["a2: hello a1"]]);
  assertEquals(it.refused.map(([, why]) => why), ["over", "over", "over"]);
  assertEquals(it.bus.condition().isReady, false);
  it.forget();
  it.ledger.keepSent();
  assertEquals([it.heard, it.bus.condition().isReady], [["turn"], true]); // the end of a1 was told
  it.bus.append("x");
  it.ledger.keepSent();
  assertEquals(it.entries, [{ seq: 5, time: 1_000_000, deed: "x", life: lifeOf("a2") }]);
});

Deno.test("what is appended while it is fenced waits until the new life has begun", async () => {
  const it = await NodeUnderTest.begun();
  it.bus.append("x");
  it.onHeard = (what) => {
    if (what === "refused x" || what === "ended a1" || what === "fenced") {
      it.bus.append(`after ${what}`, true);
    }
  };
  it.ledger.keep(helloOf("b1"), goneOf("b1", "a1", { nth: 2 }));
  const [x] = it.ledger.sent.splice(0, 1);
  assertEquals(it.mail, ["a2: hello a1"]);
  it.ledger.keepSent();
  it.ledger.keep(x);
  assertEquals(it.entries.map(({ deed }) => deed), ["after refused x", "after ended a1", "after fenced"]);
  assertEquals(it.refused, [["x", "over"]]);
});

Deno.test("what the fenced life has sent does not count when it comes, here and for others", async () => {
  const it = await NodeUnderTest.begun();
  it.bus.append("x");
  const [x] = it.ledger.sent.splice(0);
  it.ledger.keep(helloOf("b1"), goneOf("b1", "a1", { nth: 2 }), x);
  it.ledger.keepSent();
  it.ledger.keep(x);
  assertEquals([it.entries, it.refused], [[], [["x", "over"]]]);
});

Deno.test("a node may be fenced again, before its new life has begun and after", async () => {
  const it = await NodeUnderTest.begun();
  it.ledger.keep(helloOf("b1"), goneOf("b1", "a1", { nth: 2 }));
  it.ledger.keep(goneOf("b1", "a2", { nth: 3 })); // of which nobody has heard
  it.ledger.keepSent();
  it.forget();
  it.ledger.keep(goneOf("b1", "a2", { nth: 4 }));
  assertEquals([it.heard, it.mail], [["ended a2", "fenced", "turn"], ["a3: hello a2"]]);
  it.forget();
  it.ledger.keepSent();
  assertEquals(it.heard, ["ended a1", "turn"]);
});

Deno.test("a hello that finds another one in its place is said anew behind that one", async () => {
  const it = new NodeUnderTest(undefined, 1);
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
  const it = await NodeUnderTest.begun();
  it.ledger.keep(helloOf("a9", "a1"));
  assertMatch(it.failures.join(), /^another node calls itself "a" too: .*--node/);
  assertEquals([it.heard, it.ledger.sent], [[], []]);
});

Deno.test("a node that reads of a newer one stops with a sentence, and stops again when it is started again", async () => {
  const it = await NodeUnderTest.begun(), newer = helloOf("b1", undefined, 2);
  it.bus.append("x");
  it.ledger.keep(newer, deedOf("b1", "who knows", { nth: 2 }));
  assertMatch(it.failures.join(), /^the node "b" is newer than this one: update/);
  assertEquals([it.entries, it.heard, it.bus.saved().seq, it.clock.timers], [[], [], 1, 0]);
  it.bus.append("y");
  assertEquals(it.refused, [["y", "over"]]);
  const again = new NodeUnderTest(it.bus.saved());
  again.open();
  again.ledger.keep(newer);
  assertEquals(again.failures.length, 1);
});

Deno.test("a ledger of no use is told once", async () => {
  const it = await NodeUnderTest.begun();
  it.ledger.reading.failed("it ends at 11, and this node knows 17");
  it.ledger.reading.failed("again");
  assertEquals(it.failures, ["it ends at 11, and this node knows 17"]);
});

Deno.test("a ledger whose beginning is missing is of no use to a node that knows nothing", () => {
  for (const first of [deedOf("b1", "x", { nth: 7 }), helloOf("b2", "b1"), goneOf("b1", "c1", { nth: 2 })]) {
    const it = new NodeUnderTest();
    it.open();
    it.ledger.seq = 40;
    it.ledger.keep(first);
    assertMatch(it.failures.join(), /^what stands before 41 is missing: start this node with a backup/);
  }
});

Deno.test("a server that was alone goes on behind its last line", async () => {
  const it = new NodeUnderTest();
  it.open(40);
  it.ledger.seq = 40;
  await it.ledger.caughtUp();
  it.bus.append("x");
  it.ledger.keepSent();
  assertEquals([it.entries[0]!.seq, it.bus.number(), it.failures], [42, 42, []]);
});

Deno.test("what is no record changes nothing, and is told the operator once", async () => {
  const it = await NodeUnderTest.begun(), { life, ...bare } = deedOf("b1", "x", { nth: 2 });
  it.ledger.keep(helloOf("b1"));
  const none: unknown[] = [null, 7, "x", [], {}, bare, { ...bare, life: 1 }, { ...bare, life, act: null }];
  for (const field of ["way", "nth", "behind", "by"]) {
    for (const value of ["1", null, -1, 1.5, [1], { a: 1 }]) {
      if (field !== "by" || typeof value !== "number") none.push({ ...bare, life, [field]: value });
    }
  }
  const acts = [
    { kind: "wave" },
    { kind: "deed" },
    { kind: "gone", gone: null },
    { kind: "hello", node: "", version: 1 },
    { kind: "hello", node: "b", was: 1, version: 1 },
    { kind: "hello", node: "c", version: "1" },
  ];
  for (const act of acts) none.push({ ...bare, life, act });
  const before = it.bus.saved().lives;
  it.ledger.keep(...none);
  assertEquals(it.bus.saved().lives, before);
  assertEquals([it.entries, it.failures, it.warnings.length], [[], [], 1]);
  assertEquals(it.bus.condition().ignored, none.length);
  it.ledger.keep({ ...bare, life });
  assertEquals(it.entries.map(({ deed }) => deed), ["x"]);
});

Deno.test("a turn without a record is none", async () => {
  const it = await NodeUnderTest.begun();
  it.ledger.reading.turn();
  assertEquals(it.heard, []);
});

Deno.test("it says how it stands with the others", async () => {
  const it = await NodeUnderTest.begun();
  it.ledger.time = it.clock.time() - 700;
  it.ledger.keep(helloOf("b1"));
  for (let beat = 0; beat < 2; beat++) {
    await it.clock.advance(1000);
    it.ledger.reading.beat(lifeOf("a1"));
  }
  it.bus.append("x");
  assertEquals(it.bus.condition(), {
    isUp: true,
    isReady: true,
    waiting: 1,
    echoMs: 0,
    resent: 0,
    refused: 0,
    ignored: 0,
    behindMs: 700,
    peers: [{ node: "b", life: lifeOf("b1"), missedBeats: 2 }],
  });
});

Deno.test("closed, it tells nothing, waits for nothing, and has closed its ledger", async () => {
  const it = await NodeUnderTest.begun();
  it.bus.append("x");
  await it.bus.close();
  it.ledger.keepSent();
  it.bus.append("y");
  it.ledger.reading.beat(lifeOf("a1"));
  it.ledger.reading.failed("late");
  assertEquals([it.heard, it.failures, it.clock.timers, it.ledger.isClosed], [[], [], 0, true]);
});
