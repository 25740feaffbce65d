import { assertEquals, assertNotEquals } from "@std/assert";
import { type Dialect, dialectKey, DIALECTS, LANGUAGES, USUAL } from "../../lib/model/dialect.ts";

const FOR_PEOPLE: Dialect[] = LANGUAGES.flatMap((language) =>
  [true, false].flatMap((color) =>
    (["\n", "\r\n"] as const).map((lineEnd) => ({
      language,
      color,
      lineEnd,
      json: false,
      timeZone: "UTC",
      ...USUAL,
    }))
  )
);
const FOR_PROGRAMS: Dialect[] = LANGUAGES.map((language) => ({
  ...{ language, color: false, lineEnd: "\n", json: true, timeZone: "UTC", ...USUAL },
}));

Deno.test("dialectKey() gives every dialect a number of its own, from 0 to DIALECTS - 1", () => {
  const all = [...FOR_PEOPLE, ...FOR_PROGRAMS];
  assertEquals(all.map(dialectKey).sort((a, b) => a - b), Array.from({ length: DIALECTS }, (_, i) => i));
});

Deno.test("dialectKey() is the same for equal dialects", () => {
  const dialect: Dialect = {
    color: true,
    language: "zh",
    lineEnd: "\r\n",
    json: false,
    timeZone: "UTC",
    ...USUAL,
  };
  assertEquals(dialectKey(dialect), dialectKey({ ...dialect }));
});

Deno.test("dialectKey() is the same where live lines look the same: any time zone, JSON to any kind of terminal", () => {
  for (const dialect of FOR_PEOPLE) {
    assertEquals(dialectKey({ ...dialect, timeZone: "Asia/Tokyo" }), dialectKey(dialect));
    const { language } = dialect;
    const program = FOR_PROGRAMS.find((program) => program.language === language)!;
    assertEquals(dialectKey({ ...dialect, json: true }), dialectKey(program));
    assertNotEquals(dialectKey(dialect), dialectKey(program));
  }
});
