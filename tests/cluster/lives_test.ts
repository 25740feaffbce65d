import { assertEquals } from "@std/assert";
import { Lives, type Verdict } from "../../lib/cluster/lives.ts";
import type { Stamped } from "../../lib/cluster/stamped.ts";
import { deedOf, goneOf, helloOf, lifeOf } from "../support/stamps.ts";

/** When everything here happens, in milliseconds since 1970. */
const NOW = 5000;

const verdicts = (lives: Lives, ...records: readonly Stamped<string>[]): Verdict[] =>
  records.map((record) => lives.judge(NOW, record));

Deno.test("what a life does counts, each thing once, from its hello on", () => {
  const lives = new Lives();
  const records = [
    deedOf("a1", "before it", { nth: 1 }),
    helloOf("a1"),
    deedOf("a1", "x", { nth: 2 }),
    deedOf("a1", "y", { nth: 3 }),
  ];
  assertEquals(verdicts(lives, ...records), ["fenced", "counts", "counts", "counts"]);
  const again = [deedOf("a1", "x", { way: 2, nth: 2, behind: 0 }), deedOf("a1", "y", { way: 2, nth: 3 })];
  assertEquals(verdicts(lives, ...again), ["again", "again"]);
});

Deno.test("what stands behind something that is missing is a gap, until that comes", () => {
  const lives = new Lives();
  const first = [helloOf("a1"), deedOf("a1", "z", { nth: 4 }), deedOf("a1", "zz", { nth: 5 })];
  assertEquals(verdicts(lives, ...first), ["counts", "gap", "gap"]);
  const anew = [2, 3, 4].map((nth) => deedOf("a1", "", { way: 2, nth, behind: nth === 2 ? 0 : nth - 1 }));
  assertEquals(verdicts(lives, ...anew), ["counts", "counts", "counts"]);
});

Deno.test("numbers of what was refused before it was sent may be left out, where nothing stands behind them", () => {
  const lives = new Lives();
  const records = [helloOf("a1"), deedOf("a1", "", { nth: 7, behind: 1 }), deedOf("a1", "", { nth: 8 })];
  assertEquals(verdicts(lives, ...records), ["counts", "counts", "counts"]);
});

Deno.test("a new way has to say where it begins", () => {
  const lives = new Lives();
  verdicts(lives, helloOf("a1"), deedOf("a1", "", { nth: 2 }));
  assertEquals(verdicts(lives, deedOf("a1", "second of it", { way: 2, nth: 4, behind: 3 })), ["gap"]);
  assertEquals(verdicts(lives, deedOf("a1", "first of it", { way: 2, nth: 3, behind: 0 })), ["counts"]);
});

Deno.test("what comes late over an older way is stale: it comes over the newer one, too", () => {
  const lives = new Lives();
  verdicts(lives, helloOf("a1"), deedOf("a1", "", { way: 3, nth: 2, behind: 0 }));
  assertEquals(verdicts(lives, deedOf("a1", "", { way: 2, nth: 3, behind: 2 })), ["stale"]);
  assertEquals(verdicts(lives, deedOf("a1", "", { way: 3, nth: 3, behind: 2 })), ["counts"]);
});

Deno.test("what the ledger takes after its time is late for good, and what stands behind it is none the worse", () => {
  const lives = new Lives();
  const records = [
    helloOf("a1"),
    deedOf("a1", "just in time", { nth: 2, by: NOW }),
    deedOf("a1", "late", { nth: 3, by: NOW - 1 }),
    deedOf("a1", "next", { nth: 4 }),
    deedOf("a1", "late", { way: 2, nth: 3, behind: 0, by: NOW + 1 }),
  ];
  assertEquals(verdicts(lives, ...records), ["counts", "counts", "late", "counts", "again"]);
});

Deno.test("a life that is said to be over does nothing more; saying so twice is no harm", () => {
  const lives = new Lives();
  const records = [
    helloOf("a1"),
    helloOf("b1"),
    helloOf("c1"),
    goneOf("b1", "a1", { nth: 2 }),
    deedOf("a1", "still here", { nth: 2 }),
    goneOf("c1", "a1", { nth: 2 }),
    goneOf("c1", "nobody", { nth: 3 }),
    helloOf("a1"),
  ];
  assertEquals(verdicts(lives, ...records), [
    "counts",
    "counts",
    "counts",
    "counts",
    "fenced",
    "already",
    "already",
    "fenced",
  ]);
  assertEquals([lives.over(), lives.living().map(({ life }) => life)], [[lifeOf("a1")], [
    lifeOf("b1"),
    lifeOf("c1"),
  ]]);
  assertEquals(["a1", "b1", "nobody"].map((life) => lives.isOver(lifeOf(life))), [true, false, true]);
});

Deno.test("a life takes the place of the one its hello names, which is over then", () => {
  const lives = new Lives();
  assertEquals(verdicts(lives, helloOf("a1"), helloOf("a2", "a1")), ["counts", "counts"]);
  assertEquals([lives.latest("a"), lives.latest("b"), lives.over()], [
    lifeOf("a2"),
    undefined,
    [lifeOf("a1")],
  ]);
  assertEquals(verdicts(lives, deedOf("a1", "", { nth: 2 }), deedOf("a2", "", { nth: 2 })), [
    "fenced",
    "counts",
  ]);
});

Deno.test("a hello that comes late takes nobody's place, and revives nobody", () => {
  const lives = new Lives();
  const records = [helloOf("a1"), helloOf("a3", "a1"), helloOf("a2", "a1"), helloOf("a4"), helloOf("a1")];
  assertEquals(verdicts(lives, ...records), ["counts", "counts", "fenced", "fenced", "fenced"]);
  assertEquals(lives.latest("a"), lifeOf("a3"));
});

Deno.test("of a hello that was sent again one counts, and what follows the copy over the newer way counts too", () => {
  const lives = new Lives();
  const records = [
    helloOf("a1"),
    helloOf("a1", undefined, 1, { way: 2, nth: 1, behind: 0 }),
    deedOf("a1", "", { way: 2, nth: 2 }),
    helloOf("a1", undefined, 1, { way: 2, nth: 3 }),
  ];
  assertEquals(verdicts(lives, ...records), ["counts", "again", "counts", "already"]);
});

Deno.test("lives go on from what was kept as JSON, as if they had never stopped", () => {
  const records = [
    helloOf("a1"),
    helloOf("b1"),
    deedOf("a1", "", { nth: 2 }),
    goneOf("a1", "b1", { nth: 3 }),
    deedOf("b1", "", { nth: 2 }),
    helloOf("b2", "b1"),
    deedOf("a1", "", { way: 2, nth: 5, behind: 4 }),
    deedOf("a1", "", { way: 2, nth: 4, behind: 0 }),
    helloOf("a2", "a1"),
    helloOf("c1"),
  ];
  const whole = new Lives(), expected = verdicts(whole, ...records);
  for (let at = 0; at <= records.length; at++) {
    const before = new Lives(), told = verdicts(before, ...records.slice(0, at));
    const after = new Lives(JSON.parse(JSON.stringify(before.saved())));
    assertEquals([...told, ...verdicts(after, ...records.slice(at))], expected);
    assertEquals(after.saved(), whole.saved());
  }
});

Deno.test("of a node that starts over and over the latest lives are remembered, and what is kept stays small", () => {
  const lives = new Lives();
  assertEquals(lives.isEmpty, true);
  for (let nth = 0; nth < 1000; nth++) {
    lives.judge(NOW, helloOf(`a${nth}`, nth === 0 ? undefined : `a${nth - 1}`));
  }
  assertEquals([lives.over().length, lives.over().at(-1), lives.saved().length], [32, lifeOf("a998"), 33]);
  assertEquals([lives.latest("a"), lives.isEmpty], [lifeOf("a999"), false]);
});

Deno.test("a node that was gone long ago is forgotten, and may come as a new one", () => {
  const lives = new Lives();
  verdicts(lives, helloOf("b0"), helloOf("a1"), goneOf("a1", "b0", { nth: 2 }));
  for (let nth = 0; nth < 32; nth++) {
    lives.judge(NOW, helloOf(`c${nth}`, nth === 0 ? undefined : `c${nth - 1}`));
  }
  assertEquals([lives.over().length, lives.latest("b")], [32, lifeOf("b0")]);
  lives.judge(NOW, helloOf("c32", "c31"));
  assertEquals([lives.latest("b"), lives.judge(NOW, helloOf("b1"))], [undefined, "counts"]);
});

Deno.test("a life may say itself that it is over, behind all it did: nothing of it counts then, and the next one follows", () => {
  const lives = new Lives();
  assertEquals(verdicts(lives, helloOf("b1"), goneOf("b1", "b1", { nth: 2 })), ["counts", "counts"]);
  assertEquals([lives.isOver(lifeOf("b1")), lives.living()], [true, []]);
  const late = [goneOf("b1", "b1", { nth: 2, way: 2, behind: 0 }), deedOf("b1", "x", { nth: 3 })];
  assertEquals(verdicts(lives, ...late), ["fenced", "fenced"]);
  assertEquals(verdicts(lives, helloOf("b2", "b1"), goneOf("b2", "b1", { nth: 2 })), ["counts", "already"]);
});
