/** What the web page makes of the lines of the server. */

import { assertEquals } from "@std/assert";
import { createChat } from "../../../../lib/doors/web/page/chat.js";
import type {} from "../../../../lib/doors/web/page/app.js"; // so that `deno check` reads all of the page
import { filled, wordsIn } from "../../../../lib/doors/web/page/words.js";
import type { Asked, Chat, Line } from "../../../../lib/doors/web/page/types.d.ts";

const TIME = "2026-11-23T14:05:09.123Z";

/** A page whose reader is anna, in the lobby. */
function annas(): Chat {
  const chat = createChat();
  hear(chat, { about: "greeting", name: "anna", others: ["ben"] });
  return chat;
}

let lastId = 0;

/** Tells the page a line; what a kind always has is put in. */
function hear(chat: Chat, line: Partial<Line>, asked?: Partial<Asked>): void {
  const whole = { kind: "notice", id: ++lastId, time: TIME, text: "", ...line };
  chat.hear(whole, asked && { verb: "line", ...asked });
}

const said = (from: string, text: string, room = "#lobby"): Partial<Line> => ({
  kind: "said",
  from,
  text,
  room,
});

/** The rows of a conversation, as they could be read. */
function rows(chat: Chat, key: string): string[] {
  return (chat.tabs.get(key)?.rows ?? []).filter(({ kind }) => kind !== "answer").map((
    { kind, from, text, ref },
  ) =>
    (kind === "said" ? `${from}: ${text}` : kind === "acted" ? `* ${from} ${text}` : text) + (ref ? " …" : "")
  );
}

Deno.test("lines stand in their rooms, and private ones with their person", () => {
  const chat = annas();
  hear(chat, { about: "room_made", room: "#ops" }, {});
  hear(chat, said("ben", "hi"));
  hear(chat, { kind: "acted", from: "ben", text: "waves", room: "#ops" });
  hear(chat, { kind: "whispered", from: "ben", to: "anna", text: "psst" });
  hear(chat, said("ben", "elsewhere", "#unknown"));
  assertEquals(rows(chat, "#lobby"), ["ben: hi"]);
  assertEquals(rows(chat, "#ops"), ["* ben waves"]);
  assertEquals(rows(chat, "@ben"), ["ben: psst"]);
  assertEquals([...chat.tabs.keys()], ["#lobby", "#ops", "@ben"]);
  assertEquals(chat.current, "#ops");
});

Deno.test("what nobody looks at is unread, until somebody looks", () => {
  const chat = annas();
  hear(chat, { about: "room_made", room: "#ops" }, {});
  hear(chat, said("ben", "one"));
  hear(chat, said("ben", "two, Anna"));
  hear(chat, said("ben", "three", "#ops"));
  assertEquals([chat.unread, chat.mentions], [2, 1]);
  assertEquals(chat.tabs.get("#lobby")?.fresh?.text, "one");
  chat.look("#lobby");
  assertEquals([chat.unread, chat.mentions], [0, 0]);
  chat.isHidden = true;
  hear(chat, said("ben", "four"));
  assertEquals(chat.unread, 1);
  chat.isHidden = false;
  chat.look(chat.current);
  assertEquals(chat.unread, 0);
});

Deno.test("a line that is sent stands below the others until the server says its place", () => {
  const chat = annas();
  chat.send("#lobby", "mine", "1");
  hear(chat, said("ben", "before"));
  assertEquals(rows(chat, "#lobby"), ["ben: before", "anna: mine …"]);
  hear(chat, { kind: "done", ref: "1", id: 77 }, { tab: "#lobby" });
  hear(chat, said("ben", "after"));
  assertEquals(rows(chat, "#lobby"), ["ben: before", "anna: mine", "ben: after"]);
  assertEquals(chat.tabs.get("#lobby")?.rows.find(({ text }) => text === "mine")?.id, 77);
});

Deno.test("a line that is refused goes, and its reason stays", () => {
  const chat = annas();
  chat.send("#lobby", "mine", "1");
  hear(chat, { kind: "refused", ref: "1", text: "No." }, { tab: "#lobby" });
  assertEquals(rows(chat, "#lobby"), ["No."]);
});

Deno.test("a private line is shown once, as the server tells it", () => {
  const chat = annas();
  chat.open("@ben");
  chat.send("@ben", "psst", "1");
  hear(chat, { kind: "whispered", from: "anna", to: "ben", text: "psst" });
  hear(chat, { kind: "done", ref: "1", id: 78 }, { tab: "@ben" });
  assertEquals(rows(chat, "@ben"), ["anna: psst"]);
  assertEquals(chat.unread, 0);
});

Deno.test("/me and //x are shown as they are said", () => {
  const chat = annas();
  chat.send("#lobby", "/me waves", "1");
  chat.send("#lobby", "//shrug", "2");
  assertEquals(rows(chat, "#lobby"), ["* anna waves …", "anna: /shrug …"]);
});

Deno.test("the past goes before what is there, each line once", () => {
  const chat = annas();
  hear(chat, { ...said("ben", "now"), id: 9 });
  const messages = [3, 9].map((id) => ({ ...said("ben", `line ${id}`), id, time: TIME }));
  hear(chat, { about: "history", room: "#lobby", messages }, { isQuiet: true });
  assertEquals(rows(chat, "#lobby"), ["ben: line 3", "ben: now"]);
  const lobby = chat.tabs.get("#lobby")!;
  hear(chat, { about: "replay", room: "#lobby", messages });
  assertEquals(lobby.rows.filter(({ kind }) => kind === "said").length, 2);
  assertEquals([chat.oldest(lobby), lobby.isWhole, lobby.unread], [3, true, 0]);
});

Deno.test("a room that is left or lost is closed, and the server says where lines go", () => {
  const chat = annas();
  hear(chat, { about: "room_made", room: "#ops" }, {});
  hear(chat, { about: "removed_you", room: "#ops", by: "ben", current: "#lobby", text: "Out." });
  assertEquals([[...chat.tabs.keys()], chat.current, chat.target], [["#lobby"], "#lobby", "#lobby"]);
  assertEquals(chat.tab?.rows.at(-1)?.text, "Out.");
});

Deno.test("where a conversation is closed, one is looked at that is there", () => {
  const chat = annas();
  hear(chat, { about: "room_made", room: "#ops" }, {});
  hear(chat, { about: "room_left", room: "#lobby", current: "#ops" });
  hear(chat, { about: "query", name: "ben" }, {});
  chat.close("@ben");
  assertEquals([[...chat.tabs.keys()], chat.current], [["#ops"], "#ops"]);
});

Deno.test("who leaves in the middle of a query is told of as having left, and lines still go where they are typed", () => {
  const chat = annas();
  hear(chat, { about: "query", name: "ben" }, {});
  hear(chat, { kind: "left", from: "ben" });
  hear(chat, { about: "query_over", name: "ben", room: "#lobby", text: "What you type goes to #lobby now." });
  assertEquals(chat.tab?.rows.slice(1).map(({ text }) => text), ["ben has left the chat"]);
  assertEquals([chat.current, chat.target], ["@ben", "#lobby"]);
});

Deno.test("it is known that the person of a conversation has left, until whoever has the name writes", () => {
  const chat = annas(), hasLeft = () => chat.tabs.get("@ben")?.hasLeft;
  hear(chat, { kind: "left", from: "ben" });
  assertEquals(chat.tabs.has("@ben"), false);
  hear(chat, { kind: "whispered", from: "ben", to: "anna", text: "psst" });
  hear(chat, { kind: "left", from: "carl" });
  assertEquals(hasLeft(), undefined);
  hear(chat, { kind: "left", from: "ben" });
  hear(chat, { kind: "whispered", from: "anna", to: "ben", text: "and you" }); // was on its way
  assertEquals(hasLeft(), true);
  hear(chat, { kind: "whispered", from: "ben", to: "anna", text: "back" });
  assertEquals(hasLeft(), undefined);
  hear(chat, { about: "query_over", name: "ben", room: "#lobby" }); // also where nobody is told who leaves
  assertEquals(hasLeft(), true);
});

Deno.test("what nothing is left of is not shown as said", () => {
  const chat = annas();
  chat.send("#lobby", "\u200b", "1");
  hear(chat, { kind: "done", ref: "1", id: undefined }, { tab: "#lobby" });
  assertEquals(rows(chat, "#lobby"), []);
});

Deno.test("what becomes of a room is told in its words, and what is taken back in others", () => {
  const chat = annas(), room = "#lobby", from = "ben";
  const told = (...lines: Partial<Line>[]) => {
    for (const line of lines) hear(chat, { room, from, ...line });
    return rows(chat, room).splice(-lines.length);
  };
  assertEquals(
    told(
      { kind: "hook", hook: "deploy", isOn: true },
      { kind: "hook", hook: "deploy", isOn: false },
      { kind: "topic", text: "tea" },
      { kind: "topic" },
      { kind: "removed", by: "dora" },
      { kind: "room_history", isKept: false },
      { kind: "room_kind", roomKind: "invite-only" },
      { kind: "room_kind", roomKind: "password" },
    ),
    [
      "ben made the webhook deploy: programs speak in #lobby by it",
      "ben took back the webhook deploy of #lobby",
      "ben set the topic of #lobby: tea",
      "ben removed the topic of #lobby",
      "dora removed ben from #lobby",
      "ben turned off the history of #lobby",
      "ben made #lobby invite-only",
      "ben made #lobby password-protected",
    ],
  );
  chat.language = "zh";
  assertEquals(told({ kind: "room_kind", roomKind: "invite-only" }), ["ben 把 #lobby 设为凭邀请进入"]);
});

Deno.test("who comes and goes is told, as the server lets it be told, and times where they are wanted", () => {
  const chat = annas();
  hear(chat, { kind: "joined", from: "carl" });
  hear(chat, { about: "settings", joins: "off", stamps: true, language: "en" }, { isQuiet: true });
  hear(chat, said("emil", "hi"));
  hear(chat, { kind: "left", from: "carl" });
  assertEquals(rows(chat, "#lobby"), ["carl has joined the chat", "emil: hi", "carl has left the chat"]);
  assertEquals(chat.stamps, true);
});

Deno.test("a conversation follows its person to another name", () => {
  const chat = annas();
  hear(chat, { kind: "whispered", from: "ben", to: "anna", text: "psst" });
  chat.look("@ben");
  hear(chat, { kind: "renamed", from: "ben", to: "Benedict" });
  assertEquals([[...chat.tabs.keys()], chat.current], [["#lobby", "@Benedict"], "@Benedict"]);
  assertEquals(rows(chat, "@Benedict"), ["ben: psst", "ben is now known as Benedict"]);
});

Deno.test("what outlasts a reload is the same again", () => {
  const chat = annas();
  hear(chat, said("ben", "hi"));
  chat.send("#lobby", "mine", "7");
  const again = createChat();
  again.restore(JSON.parse(JSON.stringify(chat.saved)));
  assertEquals(rows(again, "#lobby"), rows(chat, "#lobby"));
  hear(again, { kind: "done", ref: "7", id: 80 }, { tab: "#lobby" });
  assertEquals(rows(again, "#lobby"), ["ben: hi", "anna: mine"]);
});

Deno.test("where the server has forgotten us, rooms begin anew, and what was not sent says so", () => {
  const chat = annas();
  hear(chat, said("ben", "hi"));
  chat.send("#lobby", "mine", "7");
  chat.send("#lobby", "later", "8");
  chat.startAnew(new Map([["8", { verb: "line" }]]));
  assertEquals(rows(chat, "#lobby"), ["anna: mine …", "anna: later …"]);
  assertEquals(chat.tabs.get("#lobby")?.rows.map(({ hasFailed }) => hasFailed), [true, undefined]);
  hear(chat, { about: "replay", room: "#lobby", messages: [{ ...said("anna", "mine"), id: 5, time: TIME }] });
  assertEquals(rows(chat, "#lobby"), ["anna: mine", "anna: later …"]);
});

Deno.test("lines of a later version of the server do no harm", () => {
  const chat = annas();
  hear(chat, { kind: "toString", from: "ben" });
  hear(chat, { kind: "danced", from: "ben", room: "#lobby" });
  hear(chat, { about: "unheard_of", text: "News." });
  assertEquals(chat.tab?.rows.map(({ text }) => text), ["", "News."]);
});

Deno.test("every event of the server but lines has a sentence on the page", async () => {
  const schema = await Deno.readTextFile(new URL("../../../../docs/protocol.schema.json", import.meta.url));
  const kinds: string[] = JSON.parse(schema).$defs.event.properties.kind.enum, { events } = wordsIn("en");
  assertEquals(kinds.filter((kind) => !Object.hasOwn(events, kind)), ["said", "acted", "whispered"]);
});

Deno.test("both languages have every sentence, and say the names in it", () => {
  const event = {
    kind: "",
    from: "ben",
    to: "carl",
    room: "#ops",
    by: "dora",
    text: "why",
    roomKind: "private",
  };
  const en = wordsIn("en").events, zh = wordsIn("zh").events;
  assertEquals(Object.keys(zh), Object.keys(en));
  for (const kind of Object.keys(en)) {
    for (const events of [en, zh]) assertEquals(filled(events[kind]!, event).includes("ben"), true, kind);
  }
});

Deno.test("a room that cannot be joined again is closed, with the reason; a past that is refused is not asked for again", () => {
  const chat = annas();
  hear(chat, { about: "room_made", room: "#ops" }, {});
  hear(chat, { kind: "refused", text: "No past." }, { verb: "history", tab: "#ops", isQuiet: true });
  assertEquals(chat.tabs.get("#ops")?.isWhole, true);
  hear(chat, { kind: "refused", text: "It has a password." }, { verb: "join", tab: "#ops", isQuiet: true });
  assertEquals([...chat.tabs.keys()], ["#lobby"]);
  assertEquals(rows(chat, "#lobby"), ["It has a password."]);
});
