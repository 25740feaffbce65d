import { assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import { parseLine, verbOf } from "../../lib/commands/line.ts";
import { firstWord } from "../../lib/text/clean_parts.ts";
import { COMMANDS } from "../../lib/commands/table.ts";
import { ALIASES, TOPICS, VERBS } from "../../lib/model/verb.ts";
import { cleanText } from "../../lib/text/clean_text.ts";
import { answer, party } from "../support/party.ts";

const parsed = (line: string) => {
  const it = parseLine(cleanText(line));
  if (it.kind === "mistyped") return `(${it.verb}?)`;
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

Deno.test("parseLine() takes the slash and the blanks of every keyboard, and the verb in any width", () => {
  for (
    const line of [
      ...["/msg ben hi", "／msg ben hi", "／ｍｓｇ ben hi", "／ＭＳＧ　ben　hi", "/msg\u00a0ben\u00a0hi"],
      ...["⁄msg ben hi", "∕msg\u2003ben hi", "／msg\u202fben hi　"],
    ]
  ) {
    const it = parseLine(cleanText(line));
    assertEquals([it.kind, it.kind === "command" && it.verb as string], ["command", "msg"], line);
    if (it.kind === "command") assertEquals(firstWord(it.argument) as string[], ["ben", "hi"], line);
  }
  assertEquals(["／／shrug", "／/shrug", "/／shrug", "／／／x", "／", "ａ／ｂ"].map(parsed), [
    ...["/shrug", "/shrug", "/shrug", "/／x", "<> ", "ａ／ｂ"],
  ]);
});

Deno.test("parseLine() does not take what is nearly a private command for something to say", () => {
  const mistyped = [
    " /msg ben hi",
    "  ／w ben hi",
    "、msg ben hi",
    "・msg ben hi",
    "\\msg ben hi",
    "＼ｍｓｇ ben hi",
  ];
  for (const line of mistyped) assertEquals(parsed(line), "(msg?)", line);
  assertEquals(["、r hi", "　／reply hi", " /join #ops word", "、room password word"].map(parsed), [
    ...["(reply?)", "(reply?)", "(join?)", "(room?)"],
  ]);
  const said = [
    ...[
      " /who",
      " /usr/bin is full",
      "、who",
      "、今天",
      "\\w stands for letters",
      "\\o/",
      "!msg ben hi",
      ".msg x y",
    ],
    ...["msg ben hi", " /msg", "、msg ", "a /msg ben hi", ": /msg ben hi", " //msg ben hi", "\\\\msg ben hi"],
  ];
  for (const line of said) assertEquals(parsed(line), line);
});

Deno.test("a command typed with a Chinese keyboard does what it does with any other", async () => {
  const typed: readonly [plain: string, wide: string][] = [
    ["/join #ops", "／join ＃ops"],
    ["/join #ops", "／ｊｏｉｎ　＃ops"],
    ["/who #ops", "/who ＃ops"],
    ["/leave #ops", "／leave　﹟ops"],
    ["/history 1 #ops", "/history １ ＃ops"],
    ["/history 1", "/history　１"],
    ["/search from:ann in:#ops since:2d", "/search from：ann in：＃ops since：２ｄ"],
    ["/search said in:#lobby", "/search said ｉｎ：＃lobby"],
    ["/set replay 5", "/set　replay　５"],
    ["/color on", "/color ｏｎ"],
    ["/lang en", "/lang ｅｎ"],
    ["/tz +8", "/tz ＋８"],
    ["/tz -3:30", "/tz －３：３０"],
    ["/tz Asia/Shanghai", "／tz Asia／Shanghai"],
    ["/room announce", "/room ａｎｎｏｕｎｃｅ"],
    ["/room history off", "/room　history　ｏｆｆ"],
    ["/topic -", "/topic －"],
    ["/help search", "/help ／search"],
    ["/help search", "／ｈｅｌｐ ｓｅａｒｃｈ"],
    ["/msg bob hi", "／msg　bob　hi"],
    ["/json off", "/json ｏｆｆ"],
    ["/hlep", "／ｈｌｅｐ"],
  ];
  for (const [plain, wide] of typed) {
    const answers = await Promise.all([plain, wide].map(async (line) => {
      using test = await party(["ann", "bob"]);
      await test.ann.types("said in the lobby");
      await test.ann.types("/join #ops");
      await test.ann.types("said in ops");
      return [await answer(test.ann, line), test.bob.hears()];
    }));
    assertEquals(answers[1], answers[0], wide);
  }
});

Deno.test("what is nearly a private command is not sent, and the typist is told what to type", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  for (const line of [" /msg bob the key", "、msg bob the key", "\\msg bob the key"]) {
    assertEquals(await answer(ann, line), [
      "Your line was not sent: it looks like /msg. Type /msg without anything before it, or //msg to say it.",
    ]);
  }
  assertEquals(await answer(ann, "/ msg bob the key"), [
    "There is no command /, did you mean /msg? Type /help to see all commands.",
  ]);
  assertEquals(bob.hears(), []);
});

Deno.test("parseLine() gives clean text of clean text (property)", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }).map(cleanText), (line) => {
    const it = parseLine(line);
    const parts = it.kind === "say" ? [it.text] : it.kind === "command" ? [it.verb, it.argument] : [];
    for (const part of parts) {
      assertEquals(cleanText(part), part);
    }
  }));
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
