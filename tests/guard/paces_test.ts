import { assertEquals, assertLessOrEqual } from "@std/assert";
import fc from "../support/fast_check.ts";
import { Paces } from "../../lib/guard/paces.ts";

const ONE = { maxGuestsPerAddress: 1 };

const BOUNDS = { paceLines: 10, paceBurst: 5 };

const HOME = "192.0.2.1", ELSEWHERE = "198.51.100.7";

/** Somebody who comes, says so many lines at once, and goes; returns how long they had to wait, in milliseconds. */
function visit(paces: Paces, lines: number, now: number, address = HOME): number {
  const pace = paces.begin(BOUNDS, address, now);
  let waitedMs = 0;
  for (let i = 0; i < lines; i++) waitedMs += pace.take(now + waitedMs);
  paces.end(pace, BOUNDS, address, now + waitedMs);
  return waitedMs;
}

Deno.test("Paces: whoever goes after a burst and comes again goes on at the pace", () => {
  const paces = new Paces(ONE);
  assertEquals([visit(paces, 5, 0), visit(paces, 5, 0), visit(paces, 3, 500)], [0, 500, 300]);
});

Deno.test("Paces: what was used up grows back while nobody is there", () => {
  const paces = new Paces(ONE);
  visit(paces, 5, 0);
  assertEquals([visit(paces, 3, 300), visit(paces, 5, 10_000)], [0, 0]);
});

Deno.test("Paces: what a crowd has used up is shared by those who come, each takes a burst of it at most", () => {
  const paces = new Paces(ONE), crowd = [1, 2, 3].map(() => paces.begin(BOUNDS, HOME, 0));
  for (const pace of crowd) for (let i = 0; i < 5; i++) pace.take(0);
  for (const pace of crowd) paces.end(pace, BOUNDS, HOME, 0);
  const later = [1, 2, 3, 4].map(() => paces.begin(BOUNDS, HOME, 0));
  assertEquals(later.map((pace) => pace.used(0)), [5, 5, 5, 0]);
});

Deno.test("Paces: somebody of another network has a burst of their own, another address of a /64 has not", () => {
  const paces = new Paces(ONE);
  visit(paces, 5, 0);
  visit(paces, 5, 0, "2001:db8::1");
  assertEquals([visit(paces, 5, 0, ELSEWHERE), visit(paces, 1, 0, "2001:db8::2")], [0, 100]);
  assertEquals(visit(paces, 1, 0, `::ffff:${HOME}`), 100);
});

Deno.test("Paces forget the oldest networks: only a crowd of floods makes so many", () => {
  const paces = new Paces(ONE);
  visit(paces, 5, 0, ELSEWHERE);
  for (let i = 0; i < 10_000; i++) visit(paces, 1, 0, `10.0.${i >> 8}.${i & 255}`);
  assertEquals([visit(paces, 5, 0, ELSEWHERE), visit(paces, 5, 0, "10.0.39.15")], [0, 100]);
});

Deno.test("Paces: it grows back as fast as for all who may be there at once", () => {
  const paces = new Paces({ maxGuestsPerAddress: 3 });
  visit(paces, 5, 0);
  assertEquals(paces.begin(BOUNDS, HOME, 100).used(100), 2);
});

Deno.test("Paces: people who come and go are no faster than twice as many who stay (property)", () => {
  const deeds = fc.array(
    fc.record({ who: fc.nat(2), goes: fc.boolean(), waitsMs: fc.integer({ min: 0, max: 200 }) }),
    { maxLength: 200 },
  );
  fc.assert(fc.property(deeds, (deeds) => {
    const paces = new Paces({ maxGuestsPerAddress: 3 }),
      here = [0, 1, 2].map(() => paces.begin(BOUNDS, HOME, 0));
    const dueAt: (number | undefined)[] = []; // a line that waits for its pace
    let now = 0, said = 0;
    for (const { who, goes, waitsMs } of deeds) {
      now += waitsMs;
      for (const [at, due] of dueAt.entries()) {
        if (due === undefined || due > now) continue;
        dueAt[at] = undefined;
        said++;
      }
      if (goes) {
        paces.end(here[who]!, BOUNDS, HOME, now);
        here[who] = paces.begin(BOUNDS, HOME, now);
        dueAt[who] = undefined;
      } else dueAt[who] ??= now + here[who]!.take(now);
    }
    // Three who stay are at the pace, and what those have used up who went grows back as fast.
    assertLessOrEqual(said, 3 * BOUNDS.paceBurst + (3 + 3) * BOUNDS.paceLines * now / 1000);
  }));
});
