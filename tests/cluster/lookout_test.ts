import { assertEquals } from "@std/assert";
import type { Life } from "../../lib/cluster/bus.ts";
import { Lives } from "../../lib/cluster/lives.ts";
import { BEAT_MS, Lookout, MAX_MISSED } from "../../lib/cluster/lookout.ts";
import { goneOf, helloOf, lifeOf } from "../support/stamps.ts";

const A = lifeOf("a1"), B = lifeOf("b1"), C = lifeOf("c1");

/** The lookout of node a, which knows b and c, and a clock. */
class Watch {
  readonly lives = new Lives();
  readonly lookout = new Lookout(this.lives);
  now = 0;

  constructor() {
    for (const life of ["a1", "b1", "c1"]) this.lives.judge(0, helloOf(life));
  }

  /** Own beats come back, each with what others said before it. */
  beats(count: number, ...others: readonly Life[]): Life[] {
    return Array.from({ length: count }, () => {
      this.now += BEAT_MS;
      for (const other of others) assertEquals(this.heard(other), []);
      return this.heard(A);
    }).flat();
  }

  heard(life: Life): Life[] {
    return this.lookout.heard(life, A, this.now);
  }
}

Deno.test("a node of which nothing was heard for 6 own beats is silent, and nobody else is", () => {
  const it = new Watch();
  assertEquals(MAX_MISSED, 6);
  assertEquals(it.beats(5, C), []);
  assertEquals([it.lookout.missed(B), it.lookout.missed(C), it.lookout.missed(A)], [5, 1, 0]);
  assertEquals(it.beats(1, C), [B]);
});

Deno.test("a node that is heard just in time is counted anew", () => {
  const it = new Watch();
  it.beats(5);
  assertEquals([it.beats(5, B, C), it.beats(4), it.beats(1)], [[], [], [B, C]]);
});

Deno.test("time alone is no silence: whose own beats do not come back judges nobody", () => {
  const it = new Watch();
  it.beats(5);
  it.now += 3_600_000;
  assertEquals(it.beats(5), []);
  assertEquals(it.beats(1), [B, C]);
});

Deno.test("own beats that come all at once, after standing still, are one", () => {
  const it = new Watch();
  it.beats(1);
  it.now += 20_000;
  assertEquals(Array.from({ length: 20 }, () => it.heard(A)).flat(), []);
  assertEquals(it.lookout.missed(B), 1);
});

Deno.test("over another way silence begins anew: what was said meanwhile was not heard", () => {
  const it = new Watch();
  it.beats(5);
  it.lookout.forget();
  assertEquals([it.lookout.missed(B), it.beats(5), it.beats(1)], [0, [], [B, C]]);
});

Deno.test("a node that the ledger did not believe to be silent is counted anew", () => {
  const it = new Watch();
  assertEquals([it.beats(6, C), it.beats(5, C), it.beats(1, C)], [[B], [], [B]]);
});

Deno.test("lives that are over, and those that nobody knows, are not looked out for", () => {
  const it = new Watch();
  it.lives.judge(0, goneOf("a1", "b1", { nth: 2 }));
  it.heard(lifeOf("nobody's"));
  assertEquals(it.beats(6), [C]);
  assertEquals([it.lookout.missed(B), it.lookout.missed(lifeOf("nobody's"))], [0, 0]);
});

Deno.test("a new life has all its beats before it", () => {
  const it = new Watch();
  it.beats(5);
  it.lives.judge(0, helloOf("b2", "b1"));
  assertEquals([it.beats(1, C), it.beats(4, C), it.beats(1, C)], [[], [], [lifeOf("b2")]]);
});
