import { assertEquals, assertNotEquals } from "@std/assert";
import {
  BELLS,
  type Dialect,
  dialectKey,
  DIALECTS,
  JOINS,
  LANGUAGES,
  USUAL,
} from "../../lib/model/dialect.ts";

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

Deno.test("dialectKey() gives numbers beyond to those who set something about live lines, each look its own", () => {
  const zones = ["UTC", "Asia/Tokyo", "+05:45"];
  const looks = FOR_PEOPLE.flatMap((dialect) =>
    JOINS.flatMap((joins) => [
      { ...dialect, joins },
      ...zones.map((timeZone) => ({ ...dialect, joins, stamps: true, timeZone })),
    ])
  );
  const keys = looks.map(dialectKey);
  assertEquals(new Set(keys).size, looks.length);
  for (const [i, { joins, stamps }] of looks.entries()) {
    assertEquals(keys[i]! < DIALECTS, joins === "on" && !stamps);
  }
  assertEquals(looks.map(dialectKey), keys);
  for (const bell of BELLS) assertEquals(looks.map((look) => dialectKey({ ...look, bell })), keys);
  const programs = FOR_PROGRAMS.map((program) => ({ ...program, joins: "few" as const, stamps: true }));
  assertEquals(programs.map(dialectKey), FOR_PROGRAMS.map(dialectKey));
});

Deno.test("dialectKey() of a page is that of a program, but for those who see fewer come and go", () => {
  for (const program of FOR_PROGRAMS) {
    const page = { ...program, isPage: true };
    assertEquals(dialectKey({ ...page, stamps: true, bell: "all" }), dialectKey(program));
    assertEquals(new Set(JOINS.map((joins) => dialectKey({ ...page, joins }))).size, JOINS.length);
    assertEquals(dialectKey({ ...page, isPage: false, joins: "few" }), dialectKey(program));
  }
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
