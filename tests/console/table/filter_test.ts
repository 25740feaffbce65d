import { assertEquals } from "@std/assert";
import type { AnyRow } from "../../../lib/console/state/rows.ts";
import { filterOf, matches, searchedText } from "../../../lib/console/table/filter.ts";
import { filling, operation, resource, task } from "../made_up_inside.ts";

const anna = task(7, { kind: "pump", name: "Anna", fields: { peer: "127.0.0.1:4242", person: "Anna" } });
const box = resource(9, { kind: "outbox", type: "BoundedChannel", parent: 8, filling: filling() });

/** Whether a filter lets a row pass. */
function passes(row: AnyRow, typed: string, warnings: readonly string[] = []): boolean {
  return matches(row, filterOf(typed), searchedText(row), warnings);
}

Deno.test("matches() finds words anywhere in a row, whatever the letter case, and needs all of them", () => {
  const found = ["anna", "ANN", "tcp_door", "127.0.0.1:4242", "a line", "anna pump", "peer=127", "  "];
  assertEquals(found.filter((typed) => !passes(anna, typed)), []);
  assertEquals(["bob", "anna reader"].filter((typed) => passes(anna, typed)), []);
});

Deno.test("matches() leaves out what has an unwanted word; a word that is only begun changes nothing", () => {
  assertEquals(["-bob", "anna -reader", "-", "-kind:reader"].map((typed) => passes(anna, typed)), [
    ...[true, true, true, true],
  ]);
  assertEquals(["-anna", "pump -anna", "-kind:pump"].map((typed) => passes(anna, typed)), [
    false,
    false,
    false,
  ]);
});

Deno.test("matches() looks for a value in one field, its own or one of its facts", () => {
  const found = ["kind:pump", "state:idle", "person:anna", "id:7", "name:ann", "waits:line", "person:"];
  assertEquals(found.filter((typed) => !passes(anna, typed)), []);
  assertEquals(
    ["kind:anna", "person:bob", "room:", "constructor:native"].filter((typed) => passes(anna, typed)),
    [],
  );
});

Deno.test("matches() knows the fields of resources", () => {
  assertEquals(["type:bounded", "parent:8", "state:idle", "kind:outbox"].map((typed) => passes(box, typed)), [
    ...[true, true, true, true],
  ]);
  assertEquals(passes({ ...box, endedAt: 1 }, "state:done"), true);
  assertEquals(passes({ ...box, operations: [operation(1, 2, { isWaiting: true })] }, "state:waiting"), true);
});

Deno.test("matches() knows a row's warnings", () => {
  assertEquals(passes(box, "warn:slow", ["slow-reader"]), true);
  assertEquals(passes(box, "warn:slow", []), false);
});
