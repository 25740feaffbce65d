import { assertEquals, assertMatch } from "@std/assert";
import fc from "../support/fast_check.ts";
import { checkLine } from "../../lib/cli/import_line.ts";
import { handMade } from "./program.ts";

const LATEST = Date.UTC(2026, 10, 23);
const check = (line: unknown) =>
  checkLine(typeof line === "string" ? line : JSON.stringify(line), { maxLineBytes: 64, latest: LATEST });
const good = handMade("#lobby", "anna", "hi", 5);

function problemOf(line: unknown): string {
  const checked = check(line);
  return checked.kind === "problem" ? checked.problem : `nothing: ${JSON.stringify(checked.line)}`;
}

Deno.test("checkLine() takes a line with no more than it needs, and one that export wrote", () => {
  const line = {
    id: undefined,
    time: Date.UTC(2026, 0, 5, 14, 5),
    room: "#lobby",
    kind: "said",
    name: "anna",
    text: "hi",
  };
  assertEquals(check(good), { kind: "line", line } as unknown);
  assertEquals(
    check({ id: 7, kind: "acted", more: [1], ...good }),
    { kind: "line", line: { ...line, id: 7, kind: "acted" } } as unknown,
  );
  assertEquals(
    check({ ...good, time: "2026-01-05T15:05:00.000+01:00", room: "lobby" }),
    { kind: "line", line } as unknown,
  );
});

Deno.test("checkLine() takes a line of later than now where an id tells its place", () => {
  const ahead = { ...good, time: "2031-01-05T15:05:00Z" };
  assertMatch(problemOf(ahead), /in the future/);
  const checked = check({ ...ahead, id: 7 });
  assertEquals(checked.kind === "line" && checked.line.time, Date.UTC(2031, 0, 5, 15, 5));
});

Deno.test("checkLine() reads what a line tells of its room, and names what it cannot", () => {
  const aboutOf = (facts: Record<string, unknown>) => {
    const checked = check({ ...good, ...facts });
    return checked.kind === "line" ? checked.line.about : checked.problem;
  };
  assertEquals(aboutOf({}), undefined);
  assertEquals(aboutOf({ topic: 5, owners: "all", closed: "no", kind: "said" }), undefined);
  assertEquals(aboutOf({ roomKind: "public" }), { kind: "public", isClosed: false });
  assertEquals(aboutOf({ roomKind: "announce", roomPast: "closed" }), { kind: "announce", isClosed: true });
  for (const kind of ["private", "invite-only", "password"]) {
    assertEquals(aboutOf({ roomKind: kind }), { kind, isClosed: true } as unknown);
  }
  assertEquals(
    aboutOf({ roomTopic: "\x1b[31mred" + "x".repeat(300), roomOwners: ["Anna@::ffff:192.0.2.1"] }),
    {
      isClosed: false,
      topic: `red${"x".repeat(197)}…`,
      owners: ["anna@192.0.2.1"],
    },
  );
  assertMatch(String(aboutOf({ roomKind: "Private" })), /^"roomKind" is "Private", it takes public, private/);
  assertMatch(String(aboutOf({ roomKind: null })), /^"roomKind" is null/);
  assertMatch(String(aboutOf({ roomPast: true })), /^"roomPast" is true, it takes closed/);
  assertMatch(String(aboutOf({ roomTopic: 7 })), /^"roomTopic" is 7, it takes text/);
  for (
    const owners of ["anna@x", ["anna"], ["@x"], [7], ["anna@"], Array(101).fill("a@b"), [
      `${"a".repeat(200)}@b`,
    ]]
  ) {
    assertMatch(String(aboutOf({ roomOwners: owners })), /^"roomOwners" is .*, it takes up to 100 such as/);
  }
});

Deno.test("checkLine() makes text harmless as if it had been typed", () => {
  const checked = check({ ...good, text: "\x1b[31mred\x1b[0m\tand\u202e\nnew" });
  assertEquals(checked.kind === "line" && checked.line.text as string, "red and new");
});

Deno.test("checkLine() keeps the words of several lines apart, whatever ends a line", () => {
  const text = "one\ntwo\r\nthree\rfour\u2028five\u2029six\u0085seven\veight\fnine\tten\n";
  const checked = check({ ...good, text });
  assertEquals(
    checked.kind === "line" && (checked.line.text as string).trimEnd(),
    "one two three four five six seven eight nine ten",
  );
});

Deno.test("checkLine() makes nobody of two lines", () => {
  const checked = check({ ...good, name: "anna\n", room: "#lobby\r\n" });
  assertEquals(checked.kind === "line" && [checked.line.name, checked.line.room] as unknown, [
    "anna",
    "#lobby",
  ]);
  assertMatch(problemOf({ ...good, name: "anna\nben" }), /^"name" is "anna\\nben": a name is made of/);
});

Deno.test("checkLine() takes a name that is reserved today under another, and says whose it was", () => {
  const checked = check({ ...good, name: "Servér" });
  assertEquals(checked.kind === "line" && [checked.line.name, checked.formerName] as unknown, [
    "guest-Servér",
    "Servér",
  ]);
  assertEquals("formerName" in check(good), false);
  assertMatch(problemOf({ ...good, name: "Server" }), /it is reserved for the server$/);
});

Deno.test("checkLine() refuses what is no object", () => {
  for (const line of ["", "hi", "[1]", "null", "{", '"x"']) {
    assertEquals(problemOf(line), "it is not a JSON object");
  }
  assertMatch((checkLine(undefined, { maxLineBytes: 1, latest: 0 }) as { problem: string }).problem, /UTF-8/);
});

Deno.test("checkLine() names the field that is wrong, what it is and what it takes", () => {
  const { time: _, ...timeless } = good;
  assertEquals(
    problemOf(timeless),
    '"time" is missing, it takes date, time and zone such as 2026-11-23T14:05:00Z',
  );
  for (
    const time of [
      ...["yesterday", "2026-01-05", "2026-01-05T14:05:00", "2026-02-30T14:05:00Z", "2026-13-01T00:00:00Z"],
      ...["2026-01-00T00:00:00Z", "2026-01-05T25:00:00Z", "2026-01-05 14:05:00Z", 1_767_622_800_000, null],
      ...["2026-01-05T24:00:00Z", "2026-01-05T14:60:00Z", "2026-01-05T14:05:61Z", "2026-01-05T14:05:60Z"],
      ...[
        "2026-01-05T14:05:00+24:00",
        "2026-01-05T14:05:00+01:60",
        "2026-01-05T14:05:00+0100",
        "2026-01-05T14:05:00.",
      ],
      ...[
        "2026-01-05T14:05:00.Z",
        "2026-01-05T14:05:00,5Z",
        "２026-01-05T14:05:00Z",
        "2026-02-29T00:00:00Z",
        "26-01-05T14:05Z",
      ],
    ]
  ) {
    assertMatch(problemOf({ ...good, time }), /^"time" is .*, it takes date, time and zone/);
  }
  assertEquals(problemOf({ ...good, time: "2024-02-29T00:00:00Z" }).startsWith("nothing"), true);
  assertMatch(problemOf({ ...good, time: "1969-12-31T23:59:59Z" }), /1970 or later/);
  assertMatch(problemOf({ ...good, time: "2026-11-23T00:00:01Z" }), /in the future/);
  for (const id of [0, -1, 1.5, "", "0", "-7", "1.5", "x", "9".repeat(65), [], true]) {
    assertMatch(
      problemOf({ ...good, id }),
      /^"id" is .*, it takes a whole number of 1 or more, or leave it out$/,
    );
  }
  assertEquals(problemOf({ ...good, kind: "joined" }), '"kind" is "joined", it takes said or acted');
  assertMatch(problemOf({ ...good, room: "#a b" }), /^"room" is "#a b": a name is made of letters/);
  assertMatch(problemOf({ ...good, room: 5 }), /^"room" is 5, it takes a name such as #lobby/);
  assertMatch(problemOf({ ...good, name: "Server" }), /^"name" is "Server": it is reserved/);
  assertMatch(problemOf({ ...good, name: "" }), /^"name" is "": a name needs/);
  assertMatch(problemOf({ ...good, name: ["anna"] }), /^"name" is \["anna"\], it takes a name/);
  assertMatch(problemOf({ ...good, text: 7 }), /^"text" is 7, it takes text/);
  assertMatch(problemOf({ ...good, text: " \u200b" }), /nothing that can be read/);
  assertMatch(
    problemOf({ ...good, text: "你".repeat(22) }),
    /^"text" has 66 bytes, and --max-line-bytes is 64/,
  );
});

Deno.test("checkLine() takes every form of time that RFC 3339 has", () => {
  const at = (time: string) => {
    const checked = check({ ...good, time });
    return checked.kind === "line" ? new Date(checked.line.time).toISOString() : checked.problem;
  };
  const times: Record<string, string> = {
    "2026-01-05t14:05:00z": "2026-01-05T14:05:00.000Z",
    "2026-01-05T14:05:00z": "2026-01-05T14:05:00.000Z",
    "2026-01-05t15:05:00+01:00": "2026-01-05T14:05:00.000Z",
    "2026-01-05T14:05:00-00:00": "2026-01-05T14:05:00.000Z",
    "2026-01-05T14:05Z": "2026-01-05T14:05:00.000Z",
    "1985-04-12T23:20:50.52Z": "1985-04-12T23:20:50.520Z",
    "1996-12-19T16:39:57-08:00": "1996-12-20T00:39:57.000Z",
    "1990-12-31T23:59:60Z": "1991-01-01T00:00:00.000Z",
    "1990-12-31T15:59:60-08:00": "1991-01-01T00:00:00.000Z",
    "1990-12-31T15:59:60.5-08:00": "1991-01-01T00:00:00.500Z",
    "2026-01-05T14:05:00.123456789Z": "2026-01-05T14:05:00.123Z",
    "2026-01-05T14:05:00.9999999999999999999Z": "2026-01-05T14:05:00.999Z",
    "2024-02-29T23:59:59.1-23:59": "2024-03-01T23:58:59.100Z",
    "2000-02-29T00:00:00Z": "2000-02-29T00:00:00.000Z",
  };
  for (const [time, wanted] of Object.entries(times)) assertEquals(at(time), wanted, time);
  assertMatch(at("0000-01-01T00:00:00Z"), /1970 or later/);
  assertMatch(at("0085-01-01T00:00:00Z"), /1970 or later/);
  assertMatch(at("0050-01-01T00:00:00Z"), /1970 or later/);
});

Deno.test("checkLine() reads times as the engine does where that knows their form (property)", () => {
  const time = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(LATEST) });
  fc.assert(fc.property(time, (time) => {
    const checked = check({ ...good, time: time.toISOString() });
    assertEquals(checked.kind === "line" && checked.line.time, time.getTime());
  }));
});

Deno.test("checkLine() compares ids of other systems to the last digit, and quotes those of the file", () => {
  const idIn = (id: string) => {
    const checked = check(JSON.stringify(good).replace("{", `{"id":${id},`));
    return checked.kind === "line" ? checked.line.id : checked.problem;
  };
  assertEquals(idIn("7"), 7);
  assertEquals(idIn("1161888007138312193"), 1161888007138312193n);
  assertEquals(idIn('"1161888007138312193"'), 1161888007138312193n);
  assertEquals([idIn('"7"'), idIn("7.0"), idIn("007")], [7n, 7n, "it is not a JSON object"]);
  assertEquals(idIn("9007199254740993") === idIn("9007199254740992"), false);
  assertEquals(idIn("null"), undefined);
  assertEquals(
    idIn("-1161888007138312193"),
    '"id" is -1161888007138312193, it takes a whole number of 1 or more, or leave it out',
  );
  assertMatch(String(idIn("1e400")), /^"id" is 1e400, /);
  assertMatch(String(idIn("10000000000000000.5")), /^"id" is 10000000000000000\.5, /);
  assertMatch(
    problemOf(JSON.stringify(good).replace('"hi"', "1161888007138312193")),
    /^"text" is 1161888007138312193,/,
  );
});

Deno.test("checkLine() takes null for an id and a kind that are left out", () => {
  assertEquals(check({ ...good, id: null, kind: null }), check(good));
});

Deno.test("checkLine() quotes nothing that could harm a terminal, and not much of it", () => {
  const problem = problemOf({ ...good, name: "\x1b]0;title\x07" + "x".repeat(1000) + "\u202e" });
  // deno-lint-ignore no-control-regex
  assertEquals(/[\x00-\x1f\u202e]/.test(problem), false);
  assertEquals(problem.length < 150, true);
});
