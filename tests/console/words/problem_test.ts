import { assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { isLasting, type Problem, systemReason } from "../../../lib/console/words/problem.ts";
import { EN } from "../../../lib/console/words/en.ts";
import { problemText, wordsOf } from "../../../lib/console/words/words.ts";
import { ZH } from "../../../lib/console/words/zh.ts";

const PROBLEMS: readonly Problem[] = [
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

Deno.test("every problem has words of its own, in both languages", () => {
  for (const words of [EN, ZH]) {
    const said = PROBLEMS.map((it) => problemText(it, words));
    assertEquals(new Set(said).size, PROBLEMS.length);
    assertEquals(said.filter((text) => text === "" || /undefined|[.。]$/.test(text)), []);
  }
  for (const it of PROBLEMS.slice(1)) assertNotEquals(problemText(it, EN), problemText(it, ZH));
});

Deno.test("wordsOf() speaks English where Chinese cannot be shown", () => {
  const kicked = (language: "en" | "zh", isAscii: boolean) =>
    wordsOf({ language, isAscii }).source.kicked("anna");
  assertEquals([kicked("zh", false), kicked("zh", true), kicked("en", false)], [
    "已踢出 anna。",
    "Kicked anna.",
    "Kicked anna.",
  ]);
});

Deno.test("everything else the console says has words of its own too, in both languages", () => {
  const said = [EN, ZH].map(({ source }) => [
    ...[source.kicked("anna"), source.notDone("no such task"), source.isRecording, source.isOffline],
    source.fileEnded("a.log", "disk full"),
    ...[source.noJson, "no permission", source.noUpdate].map((why) => source.cutShort("r.jsonl", why)),
  ]);
  assertEquals(new Set(said.flat()).size, 16);
  for (const sentence of said.flat()) assertMatch(sentence, /[.。]$/);
  for (const reason of ["disk full", "no permission", "no such task"]) {
    assertEquals(said.flat().filter((sentence) => sentence.includes(reason)).length, 2);
  }
});

Deno.test("isLasting() is what time alone does not mend", () => {
  const passing = PROBLEMS.filter((problem) => !isLasting(problem)).map(({ kind }) => kind);
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
