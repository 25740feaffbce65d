/** What Tab offers. */

import { assert, assertEquals } from "@std/assert";
import { complete } from "../../lib/commands/complete.ts";
import { COMMANDS } from "../../lib/commands/table.ts";
import { takenBehind } from "../../lib/commands/take.ts";
import { VERBS } from "../../lib/model/verb.ts";
import { NO_COMPLETION } from "../../lib/terminal/editor_host.ts";
import { Chat, type Typist } from "../support/chat.ts";
import { party } from "../support/party.ts";

function choosing(chat: Chat, { guest }: Typist) {
  const { people, rooms } = chat.services;
  return { people, rooms, guest };
}

/** What a line may become. */
function lines(chat: Chat, typist: Typist, text: string): string[] {
  const { from, candidates } = complete(text, choosing(chat, typist));
  return candidates.map((word) => text.slice(0, from) + word);
}

Deno.test("Tab offers commands behind a slash, those that work before one has a name too", async () => {
  using test = await party(["ann"]);
  const { chat, ann } = test;
  const offered = (text: string) => lines(chat, ann, text);
  assertEquals(offered("/jo"), ["/join "]);
  assertEquals(offered("/JO"), ["/join "]);
  assertEquals(offered("／ｊｏ"), ["／join "]);
  assertEquals(offered("/who"), ["/who ", "/whois "]);
  assertEquals(offered("/"), VERBS.map((verb) => `/${verb} `));
  assertEquals(offered("/xyzzy"), []);
  assertEquals(complete("/l", undefined).candidates, ["/lang "]);
  assertEquals(complete("/lang z", undefined), { from: 6, candidates: ["zh "] });
  assertEquals(complete("/join #", undefined), NO_COMPLETION);
  assertEquals(complete("ann", undefined), { from: 0, candidates: [] });
});

Deno.test("Tab offers people where a person is meant, by the beginning of their name in any script", async () => {
  using test = await party(["ann", "Anton", "Zoë", "小明", "bob"]);
  const { chat, ann } = test;
  const offered = (text: string) => lines(chat, ann, text);
  assertEquals(offered("/msg an"), ["/msg Anton "]); // not oneself
  assertEquals(offered("/w ZOE"), ["/w Zoë "]);
  assertEquals(offered("／msg　小"), ["／msg　小明 "]);
  assertEquals(offered("/whois "), ["Anton", "Zoë", "小明", "bob"].map((name) => `/whois ${name} `));
  assertEquals(offered("/whois bob b"), []);
  assertEquals(offered("hello @zo"), ["hello @Zoë "]);
  assertEquals(offered("@b"), ["@bob "]);
  assertEquals(offered("你好＠小"), ["你好＠小明 "]);
  assertEquals(offered("/me waves at @b"), ["/me waves at @bob "]);
  assertEquals(offered("/msg bob see @z"), ["/msg bob see @Zoë "]);
  assertEquals(offered("mail me@bob"), []);
});

Deno.test("Tab offers a name with a colon at the start of a line, of those who will read it", async () => {
  using test = await party(["ann", "Anton", "Andy", "bob"]);
  const { chat, ann, Anton, bob } = test;
  for (const typist of [ann, Anton]) await typist.types("/join #ops");
  const offered = (text: string) => lines(chat, ann, text);
  assertEquals(offered("an"), ["Anton: "]);
  assertEquals(lines(chat, bob, "an"), ["ann: ", "Anton: ", "Andy: "]); // all are in the lobby
  assertEquals(["", "hello an", "b", "//an", ":)"].map(offered), [[], [], [], [], []]);
});

Deno.test("Tab offers members to kick, others to invite, and of the ignored those who are", async () => {
  using test = await party(["ann", "bob", "bea", "ben"]);
  const { chat, ann, bob } = test;
  for (const typist of [ann, bob]) await typist.types("/join #ops");
  await ann.types("/ignore ben");
  const offered = (text: string) => lines(chat, ann, text);
  assertEquals(offered("/kick b"), ["/kick bob "]);
  assertEquals(offered("/owner "), ["/owner bob "]);
  assertEquals(offered("/invite b"), ["/invite bea ", "/invite ben "]);
  assertEquals(offered("/unignore b"), ["/unignore ben "]);
  assertEquals(offered("/ignore b"), ["/ignore bob ", "/ignore bea ", "/ignore ben "]);
});

Deno.test("Tab offers rooms one may know of, and leaves those one is in", async () => {
  using test = await party(["ann", "bob"]);
  const { chat, ann, bob } = test;
  for (const line of ["/join #secret", "/room private", "/join #Sécurité", "/join #ops"]) {
    await ann.types(line);
  }
  const offered = (text: string) => lines(chat, bob, text);
  assertEquals(offered("/join #s"), ["/join #Sécurité "]);
  assertEquals(offered("/join sec"), ["/join #Sécurité "]);
  assertEquals(offered("/join ＃o"), ["/join #ops "]);
  assertEquals(offered("/who #"), ["/who #lobby ", "/who #Sécurité ", "/who #ops "]);
  assertEquals(offered("come to #se"), ["come to #Sécurité "]);
  assertEquals(lines(chat, ann, "/join #s"), ["/join #secret ", "/join #Sécurité "]);
  await ann.types("/join #secret");
  await ann.types("/invite bob");
  assertEquals(offered("/join #s"), ["/join #secret ", "/join #Sécurité "]);
  assertEquals(offered("/leave "), ["/leave #lobby "]);
  assertEquals(offered("/history 5 #"), ["/history 5 #lobby "]);
  assertEquals(offered("/join #ops "), []); // a password
});

Deno.test("Tab offers words of settings, kinds of rooms, languages, time zones part by part, filters", async () => {
  using test = await party(["ann", "bob"]);
  const { chat, ann } = test;
  const offered = (text: string) => lines(chat, ann, text);
  assertEquals(offered("/color o"), ["/color on ", "/color off "]);
  assertEquals(offered("/lang "), ["/lang en ", "/lang zh "]);
  assertEquals(offered("/room p"), ["/room public ", "/room private ", "/room password "]);
  assertEquals(offered("/room history "), ["/room history on ", "/room history off "]);
  assertEquals(["/room password ", "/room public ", "/room toString "].map(offered), [[], [], []]);
  assertEquals(offered("/set re"), ["/set replay "]);
  assertEquals(offered("/set bell m"), ["/set bell mention "]);
  assertEquals(offered("/help hi"), ["/help history "]);
  assertEquals(offered("/help /hi"), ["/help history "]);
  assertEquals(offered("/tz eu"), ["/tz Europe/"]);
  assertEquals(offered("/tz europe/berl"), ["/tz Europe/Berlin "]);
  assertEquals(offered("/tz america/arg"), ["/tz America/Argentina/"]);
  assertEquals(offered("/tz sy"), ["/tz system "]);
  assertEquals(offered("/search in"), ["/search in:"]);
  assertEquals(offered("/search tea from:b"), ["/search tea from:bob "]);
  assertEquals(offered("/search in:#l"), ["/search in:#lobby "]);
  assertEquals(offered("/search since:2"), []);
});

Deno.test("Tab offers a bounded number of people in a crowd, and shows that there are more", async () => {
  using test = await party(["ann"]);
  const { chat, ann } = test;
  for (let i = 1; i <= 41; i++) chat.enter(`bob${i}`);
  const { candidates } = complete("/msg b", choosing(chat, ann));
  assertEquals(candidates.length, 41);
  assertEquals([candidates[0], candidates[39], candidates[40]], ["bob1 ", "bob40 ", "…"]);
  assertEquals(complete("/msg bob41", choosing(chat, ann)).candidates, ["bob41 "]);
});

Deno.test("what each command takes agrees with how it is typed", () => {
  for (const verb of VERBS) {
    const { takes, usage } = COMMANDS[verb];
    const takesNothing = usage === `/${verb}`;
    assertEquals(takes.length === 0, takesNothing, usage);
    assertEquals(takenBehind([], takes) === undefined, takesNothing, usage);
  }
});

Deno.test("whatever is typed, what Tab offers begins within the text (every cut of some lines)", async () => {
  using test = await party(["ann", "小明"]);
  const { chat, ann } = test;
  const typed = [
    "／msg 小明 see @ann in #lobby",
    "/room history on",
    "//x @小",
    "/search from：小 in:#l",
    " /tz Asia/",
  ];
  for (const line of typed) {
    for (let end = 0; end <= line.length; end++) {
      const { from } = complete(line.slice(0, end), choosing(chat, ann));
      assert(from >= 0 && from <= end, line.slice(0, end));
    }
  }
});
