import { assertEquals } from "@std/assert";
import { refused } from "../../lib/model/notice.ts";

Deno.test("refused() wraps a refusal as a notice", () => {
  assertEquals(refused({ kind: "line_not_text" }), { kind: "refusal", refusal: { kind: "line_not_text" } });
});
