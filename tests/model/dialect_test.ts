import { assertEquals } from "@std/assert";
import { type Dialect, dialectKey, DIALECTS, LANGUAGES } from "../../lib/model/dialect.ts";

Deno.test("dialectKey() gives every dialect a number of its own, from 0 to DIALECTS - 1", () => {
  const all: Dialect[] = LANGUAGES.flatMap((language) =>
    [true, false].flatMap((color) =>
      (["\n", "\r\n"] as const).map((lineEnd) => ({ language, color, lineEnd }))
    )
  );
  assertEquals(all.map(dialectKey).sort((a, b) => a - b), Array.from({ length: DIALECTS }, (_, i) => i));
});

Deno.test("dialectKey() is the same for equal dialects", () => {
  const dialect: Dialect = { color: true, language: "zh", lineEnd: "\r\n" };
  assertEquals(dialectKey(dialect), dialectKey({ ...dialect }));
});
