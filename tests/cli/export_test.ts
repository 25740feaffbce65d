import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { exportedPieces, type ExportWanted } from "../../lib/cli/export.ts";
import { StartRefused } from "../../lib/runtime/start_refused.ts";
import { savedRoom } from "../contracts/samples.ts";
import { keptLine, keptOf } from "./kept.ts";

const lines = [
  keptLine(1, "#lobby", "hi"),
  keptLine(2, "#dev", "你好", { name: "小明" as never }),
  keptLine(60, "#lobby", "waves", { kind: "acted" }),
];

function exported(wanted: Partial<ExportWanted>, kept = keptOf(lines), usualZone = "UTC"): string {
  const all = { room: undefined, format: "text", zone: undefined, ...wanted } as const;
  return [...exportedPieces(kept, all, usualZone)].join("");
}

Deno.test("exportedPieces() as text prints a room as people read it, in the time zone wanted", () => {
  assertEquals(exported({ room: "#lobby" }), "2026-01-05 14:05 anna: hi\n2026-01-05 14:06 * anna waves\n");
  assertEquals(exported({ room: "#dev", zone: "+8" }), "2026-01-05 22:05 小明: 你好\n");
  assertEquals(exported({ room: "#dev", zone: "asia/tokyo" }), "2026-01-05 23:05 小明: 你好\n");
  assertEquals(exported({ room: "#dev" }, keptOf(lines), "-03:00"), "2026-01-05 11:05 小明: 你好\n");
});

Deno.test("exportedPieces() as jsonl prints an object a line, of one room or of all in their order", () => {
  assertEquals(
    exported({ format: "jsonl", room: "#dev", zone: "+8" }),
    `{"id":2,"time":"2026-01-05T14:05:02.000Z","room":"#dev","kind":"said","name":"小明","text":"你好","roomKind":"public"}\n`,
  );
  const all = exported({ format: "jsonl" }).trimEnd().split("\n").map((line) => JSON.parse(line).id);
  assertEquals(all, [1, 2, 60]);
});

Deno.test("exportedPieces() as jsonl tells how rooms are: all on their first line, what is closed on every line", () => {
  const messages = ["#den", "#open", "#den", "#open", "#gone", "#gone"].map((room, at) =>
    keptLine(at + 1, room, "x")
  );
  const kept = {
    ...keptOf(messages),
    rooms: () => [
      savedRoom("#den", { kind: "password", password: "$hash", owners: ["anna@192.0.2.1"], topic: "t" }),
      savedRoom("#open", { pastFrom: 2 }),
    ],
  };
  const told = exported({ format: "jsonl" }, kept).trimEnd().split("\n").map((line) =>
    Object.entries(JSON.parse(line)).filter(([key]) => /^room./.test(key))
  );
  assertEquals(told, [
    [["roomKind", "password"], ["roomTopic", "t"], ["roomOwners", ["anna@192.0.2.1"]]],
    [["roomKind", "public"], ["roomPast", "closed"]],
    [["roomKind", "password"]],
    [],
    [["roomPast", "closed"]],
    [["roomPast", "closed"]],
  ]);
});

Deno.test("exportedPieces() names the server in the title of a page, and nowhere else", () => {
  const page = (server?: string) =>
    [...exportedPieces(keptOf(lines), { room: "#dev", format: "html", zone: undefined }, "UTC", server)].join(
      "",
    );
  assertStringIncludes(page("The <Keep>"), "<title>#dev, The &lt;Keep&gt;</title>");
  assertStringIncludes(page(), "<title>#dev</title>");
});

Deno.test("exportedPieces() finds a room as /join does", () => {
  for (const room of ["dev", "#DEV", " #dev "]) assertStringIncludes(exported({ room }), "小明");
});

Deno.test("exportedPieces() tells which rooms there are where it needs one", () => {
  const refused = (wanted: Partial<ExportWanted>, kept = keptOf(lines)) =>
    assertThrows(() => exported(wanted, kept), StartRefused).message;
  const all =
    "Cannot export all rooms as text: name one with --room (there are #lobby, #dev), or use --format jsonl";
  assertEquals(refused({}), all);
  assertEquals(refused({ format: "html" }), all.replace("text", "html"));
  assertEquals(refused({ room: "#x" }), 'Cannot export "#x": there is no such room (there are #lobby, #dev)');
  assertEquals(
    refused({ room: "#a\x1b[31m b" }),
    'Cannot export "#a b": a name is made of letters, digits, dots, _ and - (there are #lobby, #dev)',
  );
  assertEquals(
    refused({ room: "#" }, keptOf(lines.filter(({ room }) => room === "#dev"))),
    'Cannot export "#": a name needs at least one letter or digit (there is #dev)',
  );
  assertStringIncludes(refused({}, keptOf([])), "(there is none yet)");
  const many = keptOf(Array.from({ length: 100 }, (_, i) => keptLine(i + 1, `#r${i}`, "x")));
  assertStringIncludes(refused({}, many), "#r29, 70 more)");
});

Deno.test("exportedPieces() refuses a time zone that there is not, wherever it was given", () => {
  const refused = (wanted: Partial<ExportWanted>, usual?: string) =>
    assertThrows(() => exported({ room: "#dev", ...wanted }, keptOf(lines), usual), StartRefused).message;
  assertStringIncludes(refused({ zone: "Mars/Base" }), '"Mars/Base"');
  assertStringIncludes(refused({}, "Mars/Base"), '"Mars/Base"');
});

Deno.test("exportedPieces() holds a page at a time, and leaves out what is said after it began", () => {
  const kept = keptOf(Array.from({ length: 1234 }, (_, i) => keptLine(i + 1, "#r", `${i}`)));
  for (const room of ["#r", undefined]) {
    const pieces = [
      ...exportedPieces({ ...kept, lastId: 1200 }, { room, format: "jsonl", zone: undefined }, "UTC"),
    ];
    const counts = pieces.map((piece) => piece.split("\n").length - 1);
    assertEquals(counts.filter((count) => count > 0), [500, 500, 200]);
  }
  assertEquals(new Set(kept.limits), new Set([500]));
});

Deno.test("exportedPieces() reads nothing before it is asked to", () => {
  const kept = keptOf(lines);
  const pieces = exportedPieces(kept, { room: "#lobby", format: "text", zone: undefined }, "UTC");
  pieces.next();
  assertEquals(kept.limits, []);
  pieces.next();
  assertEquals(kept.limits.length, 1);
});
