import { assert, assertEquals } from "@std/assert";
import { companyOf, linesRead, NAMES, scenariosOf } from "./scenarios.ts";

const ALL = scenariosOf(NAMES);

Deno.test("every scenario has a name of its own, and room for what it plays", () => {
  assertEquals(new Set(ALL.map(({ name, about }) => `${name} ${about}`)).size, ALL.length);
  for (const { name, people, rooms, speakers, lines, terminals } of ALL) {
    assert(people <= 10_000, `${name}: names have four digits`);
    assert(speakers <= people && (speakers > 0) === (lines > 0), `${name}: some talk, or nobody`);
    assert(speakers + terminals <= people, `${name}: who is typing does not talk`);
    assert(rooms === 0 || people >= 2 * rooms, `${name}: somebody alone in a room cannot be seen`);
  }
});

Deno.test("every line is read by the others in the room", () => {
  const scenario = { ...ALL[0]!, people: 7, rooms: 3, speakers: 4, lines: 10 };
  assertEquals([0, 1, 2, 3].map((index) => companyOf(index, scenario)), [3, 2, 2, 3]);
  assertEquals(linesRead(scenario), (2 + 1 + 1 + 2) * 10);
  assertEquals(linesRead({ ...scenario, rooms: 1 }), 4 * 6 * 10);
  assertEquals(linesRead({ ...scenario, rooms: 0, speakers: 0 }), 0);
});
