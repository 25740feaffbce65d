import { assert, assertEquals } from "@std/assert";
import fc from "../../support/fast_check.ts";
import { placed } from "../../../lib/console/table/columns.ts";
import { RESOURCE_COLUMNS, TASK_COLUMNS } from "../../../lib/console/table/table_columns.ts";

/** The names of the columns that find room. */
function names(columns: typeof TASK_COLUMNS, sorted: number, room: number): string {
  return placed(columns, sorted, room).map(({ index }) => columns[index]!.name).join(" ");
}

Deno.test("placed() shows at 80 columns what is needed to understand, and at 200 everything", () => {
  assertEquals(names(TASK_COLUMNS, 0, 79), "warn id state name total busy sched idle polls kind");
  assertEquals(placed(TASK_COLUMNS, 0, 199).length, TASK_COLUMNS.length);
  const resources = placed(RESOURCE_COLUMNS, 0, 79).map(({ index }) => RESOURCE_COLUMNS[index]!.name);
  assertEquals(resources.join(" "), "warn id parent kind total name outbox type");
});

Deno.test("placed() lets columns at the left give way to the one that is sorted, but not the anchors", () => {
  assertEquals(names(TASK_COLUMNS, 11, 79), "warn id name idle polls kind location fields");
  assertEquals(names(TASK_COLUMNS, 11, 39), "warn id name fields");
});

Deno.test("placed() fills the room, never more, and always with the sorted column", () => {
  fc.assert(fc.property(fc.nat(11), fc.integer({ min: 39, max: 300 }), (sorted, room) => {
    const places = placed(TASK_COLUMNS, sorted, room);
    assertEquals(places.reduce((sum, { width }) => sum + width + 1, -1), room);
    assert(places.some(({ index }) => index === sorted));
    assert(places.every(({ width }) => width >= 1));
  }));
});
