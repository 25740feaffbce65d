import { assertEquals } from "@std/assert";
import { MAX_NAMES, NameTrail } from "../../lib/chat/name_trail.ts";
import type { Name } from "../../lib/text/clean.ts";
import { ann, bob } from "../support/samples.ts";

const eve = "eve" as Name;

Deno.test("NameTrail knows somebody's lines from other people's of the same name", () => {
  const trail = new NameTrail(ann, { id: 10, since: 0 });
  trail.count(0, true);
  trail.rename(bob, 20);
  trail.count(0, true);
  trail.count(0, true);
  trail.rename(ann, 30);
  trail.count(0, true);
  trail.rename(eve, 40);
  const ids = [9, 10, 19, 20, 29, 30, 39, 40, 99];
  assertEquals(ids.filter((id) => trail.has({ id, name: ann })), [10, 19, 30, 39]);
  assertEquals(ids.filter((id) => trail.has({ id, name: bob })), [20, 29]);
  assertEquals(ids.filter((id) => trail.has({ id, name: eve })), [40, 99]);
  assertEquals([trail.name, trail.spans().at(-1)!.from], [eve, 40]);
  assertEquals(trail.spans(), [
    { name: ann, from: 10, upTo: 20, lines: 1 },
    { name: bob, from: 20, upTo: 30, lines: 2 },
    { name: ann, from: 30, upTo: 40, lines: 1 },
    { name: eve, from: 40, upTo: Infinity, lines: 0 },
  ]);
});

Deno.test("NameTrail counts all lines, and those that are kept under each name", () => {
  const trail = new NameTrail(ann, { id: 10, since: 1000 });
  assertEquals([trail.lines, trail.lastLineAt], [0, 1000]);
  trail.count(2000, false);
  trail.count(3000, true);
  trail.rename(bob, 20);
  trail.count(4000, true);
  assertEquals([trail.lines, trail.lastLineAt], [3, 4000]);
  assertEquals(trail.spans().map(({ name, lines }) => [name, lines]), [[ann, 1], [bob, 1]]);
});

Deno.test("NameTrail keeps only names that something was said under, and not too many", () => {
  const trail = new NameTrail(ann, { id: 0, since: 0 });
  for (let i = 1; i <= 5 * MAX_NAMES; i++) {
    if (i % 2 === 0) trail.count(0, true);
    trail.rename((i % 4 === 1 ? bob : `name${i}`) as Name, i);
  }
  const earlier = trail.spans().slice(0, -1);
  assertEquals([earlier.length, Math.min(...earlier.map(({ from }) => from))], [
    MAX_NAMES,
    3 * MAX_NAMES + 1,
  ]);
  assertEquals([trail.has({ id: 1, name: bob }), trail.has({ id: 4 * MAX_NAMES + 1, name: bob })], [
    false,
    true,
  ]);
  trail.forget(trail.spans());
  assertEquals(trail.spans().length, 1);
  assertEquals(trail.has({ id: 4 * MAX_NAMES + 1, name: bob }), false);
});
