import { assert, assertEquals } from "@std/assert";
import { nameOf, PATIENCE_MS, Round } from "../support/postal_round.ts";

Deno.test("a life begins with its hello, and everything else waits until that has come back", () => {
  const it = new Round();
  it.offer("x", "y");
  assertEquals(it.mail, []);
  it.hello();
  it.offer("z");
  const [hello] = it.sent;
  assertEquals(it.mail, ["1: hello"]);
  it.deliver([hello!]);
  assertEquals(it.sent.map(({ nth, behind }) => [nth, behind]), [[2, 1], [3, 2], [4, 3]]);
  it.deliver();
  assertEquals([it.came, it.postman.waiting], [["hello", "x", "y", "z"], 0]);
});

Deno.test("nothing is sent before the way is there, and then the hello first", () => {
  const it = new Round(false);
  it.hello();
  it.offer("x");
  assertEquals(it.mail, []);
  it.postman.way(true);
  assertEquals(it.mail, ["1: hello"]);
});

Deno.test("where another hello was faster a life tries again, and what waits goes on waiting", () => {
  const it = new Round();
  it.offer("x");
  it.hello("a0"); // which is no more the last one
  const first = it.sent.splice(0);
  it.deliver([...first, ...first]);
  assertEquals([it.came, it.mail], [["hello"], []]);
  it.hello();
  it.deliver();
  assertEquals([it.came, it.mail], [["hello", "hello"], ["2: x"]]);
  assertEquals(it.refused, []);
});

Deno.test("what comes on a good way is sent at once, one behind the other", () => {
  const it = Round.begun();
  it.offer("x", "y");
  assertEquals(it.sent.map(({ way, nth, behind }) => [way, nth, behind]), [[1, 2, 1], [1, 3, 2]]);
});

Deno.test("what does not come back is sent again: first the oldest alone, the rest when that has come back", () => {
  const it = Round.begun();
  it.offer("x", "y");
  assertEquals(it.mail, ["1: x", "1: y"]); // and they get lost
  it.pass(1500);
  assertEquals(it.mail, []);
  it.pass(250);
  it.offer("z");
  assertEquals(it.mail, ["2: x"]);
  it.postman.way(true);
  it.deliver();
  assertEquals([it.came, it.mail], [["x"], ["3: y", "3: z"]]);
  assertEquals(it.tally.resent, 3);
});

Deno.test("it waits for an echo twice as long each time, up to 12 s, and as at first when one has come", () => {
  const it = Round.begun(), sentAt: number[] = [];
  it.offer("x");
  it.sent = [];
  for (let at = 0; at < 60_000; at += 250) {
    it.pass(250);
    if (it.sent.splice(0).length > 0) sentAt.push(at + 250);
  }
  const waits = sentAt.map((at, i) => at - (sentAt[i - 1] ?? 0));
  assertEquals(waits, [1750, 3250, 6250, 12_250, 12_250, 12_250]);
  it.postman.way(true);
  it.deliver();
  it.offer("y");
  it.sent = [];
  it.pass(1750);
  assertEquals(it.sent.length, 1);
});

Deno.test("as long as something comes back nothing is sent again", () => {
  const it = Round.begun();
  it.offer(..."abcdefgh");
  for (const record of it.sent.splice(0)) {
    it.pass(1500);
    it.deliver([record]);
  }
  assertEquals([it.came.length, it.sent.length, it.tally.resent], [8, 0, 0]);
});

Deno.test("at a gap everything from there on is sent again over a new way, once", () => {
  const it = Round.begun();
  it.offer("x", "y", "z");
  const [, ...behind] = it.sent.splice(0); // x gets lost
  it.deliver(behind);
  assertEquals(it.mail, ["2: x"]);
  it.postman.way(true);
  it.deliver();
  it.deliver();
  assertEquals(it.came, ["x", "y", "z"]);
});

Deno.test("over a new way everything is sent again; a copy that comes late then is heard without harm", () => {
  const it = Round.begun();
  it.offer("x", "y");
  const late = it.sent.splice(0);
  it.postman.way(false);
  it.offer("z");
  assertEquals(it.mail, []);
  it.postman.way(true);
  assertEquals(it.sent.map(({ way, behind }) => [way, behind]), [[2, 0]]);
  it.deliver(late); // it was stored all the same
  assertEquals(it.came, ["x", "y"]);
  it.deliver();
  assertEquals([it.came, it.postman.waiting], [["x", "y", "z"], 0]);
});

Deno.test("where the probe comes over an older way, nothing waits for its copy, which may be lost", () => {
  const it = Round.begun();
  it.offer("x");
  const late = it.sent.splice(0);
  it.pass(1750);
  assertEquals(it.mail, ["2: x"]);
  it.deliver(late);
  it.offer("y");
  assertEquals(it.sent.map(({ way, nth, behind }) => [way, nth, behind]), [[3, 3, 0]]);
});

Deno.test("what was never sent is refused on the spot where the way has been lost for too long", () => {
  const it = Round.begun();
  it.postman.way(false);
  it.offer("x");
  it.pass(3000);
  it.offer("y");
  it.pass(1250);
  assertEquals(it.refused, [["x", "cut_off"]]);
  it.pass(3000);
  assertEquals([it.refused.length, it.postman.waiting], [2, 0]);
});

Deno.test("where the oldest has waited for too long the next one is refused at once", () => {
  const it = Round.begun();
  it.offer("sent");
  it.postman.way(false);
  it.pass(PATIENCE_MS);
  it.offer("in time");
  it.pass(250);
  it.offer("too late");
  assertEquals(it.refused, [["too late", "cut_off"]]);
});

Deno.test("of what was sent only the ledger tells: it is sent again after its time too, and judged there", () => {
  const it = Round.begun();
  it.offer("x");
  it.sent = [];
  it.postman.way(false);
  it.pass(60_000);
  assertEquals([it.refused, it.postman.waiting], [[], 1]);
  it.postman.way(true);
  const [copy] = it.sent;
  assertEquals(copy!.by, 1_000_000 + PATIENCE_MS);
  assertEquals(it.lives.judge(1_060_000, copy!), "late");
  assertEquals(it.postman.heard(copy!, "late", 1_060_000), { kind: "deed", deed: "x" });
  assertEquals(it.postman.waiting, 0);
});

Deno.test("what was taken in time and never heard of counts, and is no more refused", () => {
  const it = Round.begun();
  it.offer("x");
  const taken = it.sent.splice(0);
  it.postman.way(false);
  it.pass(10_000);
  it.postman.way(true);
  const time = 1_000_001; // when the ledger took it; it tells it only now
  assertEquals(it.postman.heard(taken[0]!, it.lives.judge(time, taken[0]!), time), {
    kind: "deed",
    deed: "x",
  });
  it.deliver();
  assertEquals([it.refused, it.postman.waiting], [[], 0]);
});

Deno.test("what must count waits for as long as it takes, and has no time on it", () => {
  const it = Round.begun();
  it.postman.way(false);
  it.postman.offer({ kind: "deed", deed: "left" });
  it.pass(600_000);
  it.postman.way(true);
  assertEquals(it.sent.map((record) => ["by" in record, nameOf(record.act)]), [[false, "left"]]);
});

Deno.test("what waits for a probe that never comes back is refused in time, though the way is there", () => {
  const it = Round.begun();
  it.offer("probe");
  it.pass(1750);
  it.offer("x");
  it.pass(PATIENCE_MS + 250);
  assertEquals(it.refused, [["x", "cut_off"]]);
});

Deno.test("at most 8,192 acts that may be refused are under way, until some have come back", () => {
  const it = Round.begun();
  it.offer(...Array.from({ length: 8193 }, (_, i) => `${i}`));
  it.postman.offer({ kind: "deed", deed: "left" });
  assertEquals([it.refused, it.postman.waiting], [[["8192", "crowded"]], 8193]);
  const [first, ...rest] = it.sent.splice(0);
  it.deliver([first!]);
  it.offer("next", "too many");
  assertEquals(it.refused.slice(1), [["too many", "crowded"]]);
  it.deliver(rest);
  it.deliver();
  assertEquals([it.came.length, it.postman.waiting], [8194, 0]);
});

Deno.test("what was refused takes no room any more", () => {
  const it = Round.begun();
  it.postman.way(false);
  for (let round = 0; round < 3; round++) {
    it.offer(...Array.from({ length: 8192 }, (_, i) => `${i}`));
    it.pass(PATIENCE_MS + 250);
  }
  assertEquals(it.refused.filter(([, why]) => why !== "cut_off"), []);
});

Deno.test("when everybody of a node leaves at once, what others say is not refused", () => {
  const it = Round.begun();
  for (let left = 0; left < 20_000; left++) it.postman.offer({ kind: "deed", deed: `left ${left}` });
  it.offer("x");
  assertEquals([it.refused, it.postman.waiting], [[], 20_001]);
});

Deno.test("numbers of what was refused are not given, so that nothing is missing in the ledger", () => {
  const it = Round.begun();
  it.postman.way(false);
  it.offer("refused");
  it.pass(PATIENCE_MS + 250);
  it.offer("x");
  it.postman.way(true);
  assertEquals(it.sent.map(({ nth, behind }) => [nth, behind]), [[2, 0]]);
});

Deno.test("a best-before is by the ledger's clock, as closely as the echoes tell", () => {
  const it = Round.begun();
  const byOf = () => {
    it.offer("x");
    const by = it.sent.at(-1)!.by!;
    it.clock.pass(10);
    it.deliver();
    return by - it.clock.now() + 10;
  };
  assertEquals(byOf(), it.aheadMs + PATIENCE_MS);
  it.aheadMs -= 3_600_000; // set back
  byOf();
  assert(Math.abs(byOf() - it.aheadMs - PATIENCE_MS) <= 10);
  it.aheadMs += 7_200_000; // and forward
  byOf();
  assert(Math.abs(byOf() - it.aheadMs - PATIENCE_MS) <= 10);
});

Deno.test("echoes that are heard late make no best-before earlier", () => {
  const it = Round.begun();
  it.offer("x");
  const [x] = it.sent.splice(0), time = 1_000_000;
  it.clock.pass(3000); // the node stood still
  it.postman.heard(x!, it.lives.judge(time, x!), time);
  it.offer("y");
  assertEquals(it.sent[0]!.by, 1_003_000 + PATIENCE_MS);
  assertEquals(it.tally.echoMs, 3000);
});

Deno.test("also a copy tells the time of the ledger, where the first echo was heard late", () => {
  const it = new Round();
  it.hello();
  const [hello] = it.sent.splice(0), taken = it.aheadMs;
  it.clock.pass(8000); // the ledger stood still
  it.postman.heard(hello!, it.lives.judge(taken, hello!), taken);
  it.postman.heard(hello!, it.lives.judge(taken + 8000, hello!), taken + 8000);
  it.offer("x");
  assertEquals(it.sent[0]!.by, taken + 8000 + PATIENCE_MS);
});

Deno.test("a life that is over gives back what was under way, the oldest first, and sends nothing more", () => {
  const it = Round.begun();
  it.offer("x", "y");
  it.postman.way(false);
  it.offer("z");
  it.sent = [];
  assertEquals(it.postman.end().map(nameOf), ["x", "y", "z"]);
  it.postman.way(true);
  it.pass(60_000);
  assertEquals([it.sent, it.refused, it.postman.waiting], [[], [], 0]);
});
