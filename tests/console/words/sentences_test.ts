import { assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { type Hitch, isLasting, systemReason } from "../../../lib/console/words/problem.ts";
import { CHINESE, ENGLISH, sentencesIn } from "../../../lib/console/words/sentences.ts";

const HITCHES: readonly Hitch[] = [
  { kind: "unreachable", reason: "Connection refused" },
  { kind: "broken", reason: "reset" },
  { kind: "ended" },
  { kind: "silent", seconds: 15 },
  { kind: "long_line" },
  { kind: "no_json" },
  { kind: "no_update" },
  { kind: "no_token" },
  { kind: "wrong_token" },
  { kind: "refused", status: 503, sentence: "There are 8 consoles" },
  { kind: "refused", status: 500, sentence: "" },
  { kind: "version", theirs: 0, ours: 1 },
  { kind: "version", theirs: 2, ours: 1 },
];

Deno.test("every hitch has words of its own, in both languages", () => {
  for (const { hitch } of [ENGLISH, CHINESE]) {
    const said = HITCHES.map((it) => hitch(it));
    assertEquals(new Set(said).size, HITCHES.length);
    assertEquals(said.filter((text) => text === "" || /undefined|[.。]$/.test(text)), []);
  }
  for (const it of HITCHES.slice(1)) assertNotEquals(ENGLISH.hitch(it), CHINESE.hitch(it));
});

Deno.test("sentencesIn() speaks English where Chinese cannot be shown", () => {
  const kicked = (language: "en" | "zh", isAscii: boolean) =>
    sentencesIn({ language, isAscii }).kicked("anna");
  assertEquals([kicked("zh", false), kicked("zh", true), kicked("en", false)], [
    "已踢出 anna。",
    "Kicked anna.",
    "Kicked anna.",
  ]);
});

Deno.test("everything else the console says has words of its own too, in both languages", () => {
  const said = [ENGLISH, CHINESE].map(({ kicked, notDone, isRecording, isOffline, fileEnded, cutShort }) => [
    ...[kicked("anna"), notDone("no such task"), isRecording, isOffline, fileEnded("a.log", "disk full")],
    cutShort("r.jsonl", { kind: "no_json" }),
    cutShort("r.jsonl", { kind: "broken", reason: "no permission" }),
    cutShort("r.jsonl", { kind: "no_update" }),
  ]);
  assertEquals(new Set(said.flat()).size, 16);
  for (const sentence of said.flat()) assertMatch(sentence, /[.。]$/);
  for (const reason of ["disk full", "no permission", "no such task"]) {
    assertEquals(said.flat().filter((sentence) => sentence.includes(reason)).length, 2);
  }
});

Deno.test("isLasting() is what time alone does not mend", () => {
  const passing = HITCHES.filter((hitch) => !isLasting(hitch)).map(({ kind }) => kind);
  assertEquals(passing, ["unreachable", "broken", "ended", "silent"]);
});

Deno.test("systemReason() finds the last of a chain of reasons", () => {
  const system =
    "error sending request for url (http://x/): client error (Connect): Connection refused (os error 111)";
  assertEquals(systemReason(new TypeError(system)), "Connection refused");
  assertEquals(
    systemReason(new TypeError("fetch failed", { cause: new Error(system) })),
    "Connection refused",
  );
  assertEquals([systemReason("x: y"), systemReason(new Error(""))], ["y", "no reason given"]);
});
