import { assertEquals } from "@std/assert";
import { readinessText } from "../../../lib/doors/admin/readiness.ts";

Deno.test("readinessText() says in one word that all is well", () => {
  assertEquals(readinessText({ isAccepting: true, troubles: [] }), { isReady: true, text: "ready\n" });
});

Deno.test("readinessText() says line by line what is degraded", () => {
  assertEquals(readinessText({ isAccepting: true, troubles: ["store: the disk is full"] }), {
    isReady: false,
    text: "store: the disk is full\n",
  });
  assertEquals(readinessText({ isAccepting: false, troubles: ["store: the disk is full"] }), {
    isReady: false,
    text: "door: closed\nstore: the disk is full\n",
  });
  assertEquals(readinessText({ isAccepting: false, troubles: [] }).isReady, false);
});
