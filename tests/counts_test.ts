/** What the pages say was explored, planted and fuzzed is what there is: a number that was true once misleads. */

import { assert, assertEquals } from "@std/assert";
import { STORIES } from "./chaos/stories.ts";
import { ORDERS } from "./explored/orders.ts";
import { TARGETS } from "./fuzz/targets.ts";
import { filesIn, ROOT } from "./support/folders.ts";

/** How far the number of faults may be from the one that is told: some come with every change. */
const ROUNDED = 0.05;

const read = async (path: string) => (await Deno.readTextFile(new URL(path, ROOT))).replaceAll(/\s+/g, " ");
const verification = await read("docs/verification.md"), readme = await read("README.md");

/** The only number, or word, in a page at a place. */
function told(page: string, place: RegExp): string[] {
  const { 0: found, length } = [...page.matchAll(new RegExp(place, "g"))];
  assertEquals(length, 1, String(place));
  return found!.slice(1).map((word) => word.replaceAll(",", ""));
}

Deno.test("both pages tell the scenarios and orders that are explored", () => {
  const scenarios = String(Object.keys(ORDERS).length);
  const orders = String(Object.values(ORDERS).reduce((sum, each) => sum + each, 0));
  assertEquals(told(verification, /(\d+) scenarios, ([\d,]+) orders \(`deno/), [scenarios, orders]);
  assertEquals(told(readme, /\(([\d,]+) orders of (\d+) scenarios/), [orders, scenarios]);
});

Deno.test("the page tells the targets of the fuzzer, all of them", () => {
  const [table = ""] = told(verification, /\| target (.*?)Every input is tried/);
  const named = Array.from(table.matchAll(/\| (\w+) +\|/g), ([, name]) => name!);
  assertEquals(named.toSorted(), TARGETS.map(({ name }) => name).toSorted());
  assertEquals(told(verification, /It has (\d+) targets/), [String(TARGETS.length)]);
});

Deno.test("the page tells how many stories of chaos there are", () => {
  assertEquals(told(verification, /something fails, in (\d+) stories/), [String(STORIES.length)]);
});

Deno.test("the page tells about how many faults are planted", async () => {
  let faults = 0;
  for await (const file of filesIn("tests/")) {
    faults += (await Deno.readTextFile(new URL(file, ROOT))).match(/^ +find:/gm)?.length ?? 0;
  }
  const [count] = told(verification, /plant (\d+) faults/);
  assert(Math.abs(faults - Number(count)) <= ROUNDED * faults, `there are ${faults}, the page says ${count}`);
});
