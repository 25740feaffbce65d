import { assert, assertEquals, assertMatch, assertStrictEquals } from "@std/assert";
import { NodeBus } from "../../lib/cluster/node_bus.ts";
import type { Stamped } from "../../lib/cluster/stamped.ts";
import { busContract } from "../contracts/bus_contract.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { HandLedger } from "../support/hand_ledger.ts";
import { LoneNode, PATIENCE_MS } from "../support/lone_node.ts";
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
    onFailed: () => {},
  });
  bus.open(0, {
    told: (entry) => told.push(entry.deed),
    refused: () => {},
    ended: () => {},
    whispered: () => true,
  });
  bus.append(deed);
  await ledger.caughtUp();
  ledger.keepSent();
  assertStrictEquals(told[0], deed);
  bus.close();
});

Deno.test("an entry has the ledger's number and time, and the life by which it was done", async () => {
  const it = await LoneNode.begun();
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
  const it = await LoneNode.begun();
  it.bus.append("x");
  it.ledger.keepSent();
  it.ledger.keep(helloOf("b1"));
  assertEquals([it.bus.number(), it.bus.saved().seq], [2, 3]);
});

Deno.test("what does not count is not told: copies, gaps, and what comes too late, which is refused here", async () => {
  const it = await LoneNode.begun();
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
  const it = await LoneNode.begun();
  it.bus.append("x");
  const [first] = it.ledger.sent.splice(0);
  await it.clock.advance(2000);
  const [copy] = it.ledger.sent.splice(0);
  it.ledger.keep(copy, first, copy);
  assertEquals(it.heard, ["x", "turn"]);
  assertEquals([it.bus.condition().resent, it.bus.condition().waiting], [1, 0]);
});

Deno.test("a record that is told a second time is passed over", async () => {
  const it = await LoneNode.begun();
  it.ledger.keep(helloOf("b1"));
  it.ledger.reading.record(2, 0, deedOf("b1", "x", { nth: 2 }));
  it.ledger.reading.turn();
  assertEquals([it.entries, it.bus.saved().seq], [[], 2]);
});

Deno.test("while cut off it refuses after its patience, and never what was sent", async () => {
  const it = await LoneNode.begun();
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

Deno.test("a ledger of no use is told once", async () => {
  const it = await LoneNode.begun();
  it.ledger.reading.failed("it ends at 11, and this node knows 17");
  it.ledger.reading.failed("again");
  assertEquals(it.failures, ["it ends at 11, and this node knows 17"]);
});

Deno.test("a ledger whose beginning is missing is of no use to a node that knows nothing", () => {
  for (const first of [deedOf("b1", "x", { nth: 7 }), helloOf("b2", "b1"), goneOf("b1", "c1", { nth: 2 })]) {
    const it = new LoneNode();
    it.open();
    it.ledger.seq = 40;
    it.ledger.keep(first);
    assertMatch(it.failures.join(), /^what stands before 41 is missing: start this node with a backup/);
  }
});

Deno.test("a server that was alone goes on behind its last line", async () => {
  const it = new LoneNode();
  it.open(40);
  it.ledger.seq = 40;
  await it.ledger.caughtUp();
  it.bus.append("x");
  it.ledger.keepSent();
  assertEquals([it.entries[0]!.seq, it.bus.number(), it.failures], [42, 42, []]);
});

Deno.test("what is no record changes nothing, and is told the operator once", async () => {
  const it = await LoneNode.begun(), { life, ...bare } = deedOf("b1", "x", { nth: 2 });
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
  it.forget();
  it.ledger.keep(...none);
  assertEquals(it.bus.saved().lives, before);
  assertEquals([it.entries, it.failures, it.logged], [[], [], [
    "warning What the ledger has at 3 is no record of a node",
  ]]);
  assertEquals(it.bus.condition().ignored, none.length);
  it.ledger.keep({ ...bare, life });
  assertEquals(it.entries.map(({ deed }) => deed), ["x"]);
});

Deno.test("a turn without a record is none", async () => {
  const it = await LoneNode.begun();
  it.ledger.reading.turn();
  assertEquals(it.heard, []);
});

Deno.test("it says how it stands with the others", async () => {
  const it = await LoneNode.begun(), since = it.ledger.time;
  it.ledger.time = it.clock.time() - 700;
  it.ledger.keep(helloOf("b1"));
  for (let beat = 0; beat < 2; beat++) {
    await it.clock.advance(1000);
    it.ledger.reading.beat(lifeOf("a1"));
  }
  it.bus.append("x");
  assertEquals(it.bus.condition(), {
    node: "a",
    life: lifeOf("a1"),
    since,
    isUp: true,
    isReady: true,
    waiting: 1,
    echoMs: 0,
    resent: 0,
    refused: 0,
    ignored: 0,
    behindMs: 700,
    peers: [{ node: "b", life: lifeOf("b1"), since: it.ledger.time, missedBeats: 2 }],
  });
});

Deno.test("closed, it tells nothing, waits for nothing, and has closed its ledger", async () => {
  const it = await LoneNode.begun();
  it.bus.append("x");
  await it.bus.close();
  it.ledger.keepSent();
  it.bus.append("y");
  it.ledger.reading.beat(lifeOf("a1"));
  it.ledger.reading.failed("late");
  assertEquals([it.heard, it.failures, it.clock.timers, it.ledger.isClosed], [[], [], 0, true]);
});
