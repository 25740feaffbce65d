import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { firstWord, parseLine, verbOf } from "../../lib/commands/command.ts";
import { COMMANDS } from "../../lib/commands/table.ts";
import { ALIASES, TOPICS, VERBS } from "../../lib/model/verb.ts";
import { cleanText } from "../../lib/render/clean_text.ts";
import { answer, party } from "../support/party.ts";
import { text } from "../support/samples.ts";

const parsed = (line: string) => {
  const it = parseLine(cleanText(line));
  return it.kind === "say" ? it.text : `<${it.verb}> ${it.argument}`;
};

Deno.test("parseLine() takes a line for something to say, or for a verb and its argument", () => {
  assertEquals(["hello", " /who", "a /b", "", " "].map(parsed), ["hello", " /who", "a /b", "", " "]);
  assertEquals(["/who", "/WHO", "/nick  bob ", "/me  waves a  lot", "/", "/ x"].map(parsed), [
    ...["<who> ", "<who> ", "<nick> bob", "<me> waves a  lot", "<> ", "<> x"],
  ]);
});

Deno.test("parseLine() takes one slash off a line that begins with two", () => {
  assertEquals(["//shrug", "//", "///x", "//  who"].map(parsed), ["/shrug", "/", "//x", "/  who"]);
});

Deno.test("parseLine() gives clean text of clean text (property)", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }).map(cleanText), (line) => {
    const it = parseLine(line);
    for (const part of it.kind === "say" ? [it.text] : [it.verb, it.argument]) {
      assertEquals(cleanText(part), part);
    }
  }));
});

Deno.test("firstWord() takes the first word off", () => {
  assertEquals(
    ["bob hello  you", "bob", "bob ", "", "你好 x"].map((line) => firstWord(text(line)).join("|")),
    [
      ...["bob|hello  you", "bob|", "bob|", "|", "你好|x"],
    ],
  );
});

Deno.test("verbOf() knows every verb and its short form, and nothing that only looks like one", () => {
  for (const verb of VERBS) assertEquals(verbOf(verb), verb);
  for (const [alias, verb] of Object.entries(ALIASES)) assertEquals(verbOf(alias), verb);
  for (const word of ["", "Who", "whom", "w ", "__proto__", "constructor", "toString", "hasOwnProperty"]) {
    assertEquals(verbOf(word), undefined, word);
  }
});

Deno.test("every verb has a topic, a command and a way it is typed, and none of them twice", () => {
  assertEquals(Object.keys(COMMANDS).sort(), [...VERBS].sort());
  assertEquals(new Set(VERBS).size, VERBS.length);
  assertEquals(Object.values(TOPICS).flat().length, VERBS.length);
  for (const verb of VERBS) {
    const { usage, brief = usage } = COMMANDS[verb];
    for (const typed of [usage, brief]) assertEquals(typed.split(" ")[0], `/${verb}`);
  }
});

Deno.test("an unknown verb is answered with the one that was meant, or with how to say it", async () => {
  using test = await party(["ann"]);
  const meant = async (line: string) => /did you mean (\/\w+)/.exec((await answer(test.ann, line))[0]!)?.[1];
  const typos: Record<string, string> = {
    ...{ "/hlep": "/help", "/wo": "/who", "/joni #x": "/join", "/serach x": "/search", "/whoi": "/whois" },
    ...{ "/his": "/history", "/quitt": "/quit", "/ME2": "/me", "/unignor": "/unignore" },
  };
  for (const [typed, verb] of Object.entries(typos)) assertEquals(await meant(typed), verb, typed);
  for (const typed of ["/shrug", "/xyzzy plugh", "/", "/" + "x".repeat(400), "/__proto__", "/你好"]) {
    assertEquals(await meant(typed), undefined, typed);
  }
  assertEquals(await answer(test.ann, "/shrug"), [
    "There is no command /shrug. Type /help to see all commands, //shrug to say it.",
  ]);
  const [long] = await answer(test.ann, "/" + "x".repeat(400));
  assertEquals(long!.length < 200, true); // no reply outgrows its question
});
