import { assertEquals } from "@std/assert";
import { drainIn, kickIn, wishIn } from "../../lib/admin/orders.ts";

Deno.test("wishIn() reads what a console wants", () => {
  for (
    const wish of [{}, { paused: true }, { details: 0 }, { details: null }, { paused: false, details: 5 }]
  ) {
    assertEquals(wishIn(wish), wish);
  }
});

Deno.test("wishIn() refuses what it does not know", () => {
  for (const paused of ["true", 1, null, []]) {
    assertEquals(wishIn({ paused }), "paused must be true or false.");
  }
  for (const details of ["1", -1, 1.5, 1e300, true, {}]) {
    assertEquals(wishIn({ details }), "details must be the number of a task, or null.");
  }
  assertEquals(wishIn({ paused: true, speed: 2 }), `There is no field "speed", only paused and details.`);
});

Deno.test("kickIn() reads whom to kick, and refuses everything else", () => {
  assertEquals(kickIn({ id: 12 }), 12);
  for (const id of ["12", -1, 1.5, null, undefined]) {
    assertEquals(kickIn({ id }), "id must be the number of a task or a resource.");
  }
  assertEquals(kickIn({}), "id must be the number of a task or a resource.");
  assertEquals(kickIn({ id: 12, name: "anna" }), `There is no field "name", only id.`);
});

Deno.test("drainIn() takes no field", () => {
  assertEquals(drainIn({}), undefined);
  assertEquals(drainIn({ ms: 5 }), `There is no field "ms": send {}.`);
});
