import { assertEquals } from "@std/assert";
import { readinessText } from "../../lib/admin/readiness.ts";

Deno.test("readinessText() says in one word that all is well", () => {
  assertEquals(readinessText({ isAccepting: true, troubles: [], notes: [] }), {
    isReady: true,
    text: "ready\n",
  });
});

Deno.test("readinessText() says line by line what is degraded", () => {
  assertEquals(readinessText({ isAccepting: true, troubles: ["store: the disk is full"], notes: [] }), {
    isReady: false,
    text: "store: the disk is full\n",
  });
  assertEquals(readinessText({ isAccepting: false, troubles: ["store: the disk is full"], notes: [] }), {
    isReady: false,
    text: "door: closed\nstore: the disk is full\n",
  });
  assertEquals(readinessText({ isAccepting: false, troubles: [], notes: [] }).isReady, false);
});

Deno.test("readinessText() is ready where something has been that wants looking after, and says what", () => {
  const notes = ["store: the file was damaged"];
  assertEquals(readinessText({ isAccepting: true, troubles: [], notes }), {
    isReady: true,
    text: "ready\nstore: the file was damaged\n",
  });
  assertEquals(
    readinessText({ isAccepting: false, troubles: [], notes }).text,
    "door: closed\nstore: the file was damaged\n",
  );
});
