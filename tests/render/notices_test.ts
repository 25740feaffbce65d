/**
 * What one person is told, word by word. That everything has a whole sentence in every dialect is tried in
 * `render_test.ts`.
 */

import { assert, assertEquals } from "@std/assert";
import type { Name, RoomName } from "../../lib/text/clean.ts";
import type { Notice } from "../../lib/model/notice.ts";
import { renderNotice } from "../../lib/render/render.ts";
import { textOf } from "../support/bytes.ts";
import { ann, bob, CHINESE, COLOUR, FAREWELLS, lobby, NOTICES } from "../support/samples.ts";
import { NOON, ops, PLAIN, text, xiaoming } from "../support/samples.ts";

function told(notice: Notice, dialect = PLAIN): string {
  return textOf(renderNotice(notice, dialect));
}

/** The sentences of all samples of a kind, in English. */
function toldOf(kind: Notice["kind"], dialect = PLAIN): string[] {
  const notices: readonly Notice[] = NOTICES[kind]; // a map() of each kind's own array costs the compiler a minute
  return notices.map((notice) => told(notice, dialect).trimEnd());
}

Deno.test("renderNotice() greets with the names of those who are here", () => {
  const hint = "Type to talk, /help for help.";
  assertEquals(
    told({ kind: "greeting", name: ann, others: [] }),
    `Hello ann, you are the first one here. ${hint}\n`,
  );
  assertEquals(
    told({ kind: "greeting", name: ann, others: [bob, xiaoming] }),
    `Hello ann, here with you: bob, 小明. ${hint}\n`,
  );
  assertEquals(
    told({ kind: "greeting", name: ann, others: [bob, xiaoming] }, CHINESE),
    "你好 ann，现在在线：bob、小明。输入文字即可发言，/help 查看帮助。\n",
  );
});

Deno.test("renderNotice() greets in one line, also in a crowd of thousands", () => {
  const others = Array.from({ length: 10_000 }, (_, i) => `guest${i}` as Name);
  for (const dialect of [PLAIN, CHINESE]) {
    const line = told({ kind: "greeting", name: ann, others }, dialect);
    assertEquals(line.indexOf("\n"), line.length - 1);
    assert(line.length < 500);
  }
});

const person = (name: Name) => ({ name, isBot: false, isEncrypted: false, isAway: false });

Deno.test("renderNotice() counts one and many the English way", () => {
  assertEquals(
    told({ kind: "who", room: undefined, people: [person(ann)], you: ann }),
    "1 person is here: ann. You are ann.\n",
  );
  assertEquals(
    told({ kind: "who", room: ops, people: [person(ann), person(bob)], you: bob }),
    "2 people are in #ops: ann, bob. You are bob.\n",
  );
  assertEquals(toldOf("skipped"), [
    "1 line was skipped here: your connection read too slowly.",
    "12,345 lines were skipped here: your connection read too slowly.",
  ]);
  assertEquals(
    told({ kind: "forgotten", lines: 1, isCertain: true }),
    "Erased: 1 line of yours. What others have on their screens stays there.\n",
  );
});

Deno.test("renderNotice() marks programs, those who are encrypted, and those who are away in lists of people", () => {
  assertEquals(toldOf("who")[0], "2 people are here: ann [tls] (away), bob [bot] [ssh]. You are ann.");
  assertEquals(toldOf("who", CHINESE), [
    "现在有 2 人在线：ann [tls]（暂离）、bob [机器人] [ssh]。你是 ann。",
    "#ops 里现在有 2 人：ann [tls]（暂离）、bob [机器人] [ssh]。你是 ann。",
  ]);
});

Deno.test("renderNotice() tells of somebody in minutes, hours and days", () => {
  const whois = (hereMs: number, dialect = PLAIN) => {
    const notice = { kind: "whois", person: person(bob), rooms: [ops], hereMs, quietMs: 0 } as const;
    return told({ ...notice, awayText: text("") }, dialect);
  };
  const spans: Readonly<Record<string, readonly [english: string, chinese: string]>> = {
    59_999: ["less than a minute", "不到 1 分钟"],
    60_000: ["1 minute", " 1 分钟"],
    7_199_999: ["119 minutes", " 119 分钟"],
    7_200_000: ["2 hours", " 2 小时"],
    172_799_999: ["47 hours", " 47 小时"],
    172_800_000: ["2 days", " 2 天"],
  };
  for (const [ms, [english, chinese]] of Object.entries(spans)) {
    assertEquals(
      whois(Number(ms)),
      `bob has been here for ${english}, said nothing for less than a minute, is in #ops.\n`,
    );
    assertEquals(whois(Number(ms), CHINESE), `bob 来了${chinese}，安静了不到 1 分钟，在 #ops。\n`);
  }
  assertEquals(
    toldOf("whois")[0],
    "bob [bot] has been here for less than a minute, said nothing for 1 minute, is away: lunch.",
  );
});

Deno.test("renderNotice() lists rooms, how many are in each, what kind and what about, and counts the rest", () => {
  assertEquals(toldOf("rooms"), [
    `Rooms (* you are in, > your lines go there):
> #ops  2 people, public  news
* #ops  2 people, private (not listed)
  #ops  2 people, password-protected
/join #room goes there; a new name makes a new room.`,
    `Rooms (* you are in, > your lines go there):
  #ops  2 people, announce (only owners speak)  x
* #ops  2 people, invite-only
  and 7 more rooms
/join #room goes there; a new name makes a new room.`,
  ]);
  assertEquals(
    toldOf("rooms", CHINESE)[1],
    `房间（* 你在里面，> 你的话发到那里）：
  #ops  2 人，公告（只有房主发言）  x
* #ops  2 人，凭邀请进入
  还有 7 个房间
/join #房间名 进入房间；用新名字就会新建房间。`,
  );
});

Deno.test("renderNotice() tells whoever comes into a room where they are and with whom", () => {
  const entered = {
    kind: "room_entered",
    room: ops,
    roomKind: "public",
    topic: text(""),
    others: [],
  } as const;
  assertEquals(told(entered), "You are in #ops, and nobody else is. What you type goes there now.\n");
  assertEquals(
    told({ ...entered, others: [ann, bob] }),
    "You are in #ops, with ann, bob. What you type goes there now.\n",
  );
  assertEquals(
    told({ ...entered, topic: text("news"), others: [ann, bob] }, CHINESE),
    "你进入了 #ops，话题是“news”，和你一起的有：ann、bob。现在你的话会发到那里。\n",
  );
});

Deno.test("renderNotice() says what a search found and what it did not look at", () => {
  const past = { messages: [], room: lobby, now: 0, words: "tea", hasMore: false };
  assertEquals(
    told({ kind: "found", ...past, unindexed: 0 }),
    'No line with "tea" in your rooms.\n',
  );
  assertEquals(
    told({ kind: "found", ...past, words: "", unindexed: 1 }),
    "No line in your rooms. 1 line is not searched yet: ask again soon.\n",
  );
  assertEquals(
    told({ kind: "found", ...past, unindexed: 2000 }, CHINESE),
    "你的房间里没有包含“tea”的聊天记录。还有 2000 行没有搜到：请稍后再试。\n",
  );
});

/** Sentences that never change with what they tell. */
const SENTENCES: { readonly [K in Notice["kind"]]?: readonly string[] } = {
  renamed_you: ["You are now known as bob."],
  same_name: ["You are ann already."],
  dialect: ["Colours are off, the language is English.", "Colours are on, the language is English."],
  time_zone: ["Times are shown for UTC, where it is 2026-01-01 12:00."],
  settings: [
    "Your settings: replay 10, joins on, bell off, stamps off, editor off, color off, lang en, tz UTC.",
    "Your settings: replay 10, joins few, bell all, stamps on, editor on, color on, lang en, tz UTC.",
  ],
  still_here: ["Yes, still here."],
  draining: ["30 seconds", "1 second"].map((time) =>
    `This server stops in ${time}: finish what you are saying, and come back when it runs again.`
  ),
  not_utf8: ["Some of your letters are not valid UTF-8, so others see \ufffd: set your terminal to UTF-8."],
  health: [
    "The server is well.",
    "The server is up, but new lines are not being saved: the disk is full.",
    "The server is up and saves new lines, but some kept lines may be lost: the file was damaged.",
    "The server is well. This is the node berlin.",
    "The server is up, but new lines are not being saved: the disk is full. " +
    "This is the node berlin, cut off from the others.",
    "The server is up and saves new lines, but some kept lines may be lost: the file was damaged. " +
    "This is the node berlin.",
  ],
  room_made: [
    "You made #ops and own it: it is public, /room changes that. What you type goes there now.",
    "You made #ops and own it: it is password-protected, /room changes that. What you type goes there now.",
  ],
  many_here: ["1,234 people are in #ops: to see fewer of them come and go, type /set joins few."],
  room_current: ["What you type goes to #ops now."],
  room_left: [
    "You left #ops. What you type goes to #lobby now.",
    "You left #ops. What you type goes to bob now.",
  ],
  room_topic: ["#ops has no topic.", "The topic of #ops: news"],
  removed_you: [
    "ann removed you from #ops. What you type goes to #lobby now.",
    "ann removed you from #ops: too loud. What you type goes to bob now.",
  ],
  password_wanted: [
    "#ops has a password: type it. It is not shown, and an empty line calls it off.",
    "Type the new password of #ops. It is not shown, and an empty line calls it off.",
  ],
  no_password: ["You typed no password, so nothing has changed."],
  invited_you: ["ann invites you to #ops: type /join #ops to go there."],
  invited: ["bob may join #ops now, and was told."],
  query: ["What you type goes to bob alone now: /query takes you back to #ops."],
  query_over: ["What you type goes to #ops now, because bob has left."],
  is_away: [
    "bob is away. Your line waits on their screen.",
    "bob is away: lunch. Your line waits on their screen.",
  ],
  away: ["", ": lunch"].map((why) => `You are away${why}. Saying a line, or /away again, brings you back.`),
  back: ["You are back."],
  ignoring: ["You get no lines from bob any more; /unignore bob undoes this."],
  heeding: ["You get lines from bob again."],
  ignored: ["You ignore nobody.", "You ignore bob, 小明."],
  not_saving: ["New lines are not being saved (the disk is full), so some may be missing here."],
  forgotten: [
    "Erased: 3 lines of yours. What others have on their screens stays there.",
    "Your lines will be erased as soon as the store can be written again.",
  ],
};

Deno.test("renderNotice() has these sentences for everything else", () => {
  for (const [kind, sentences] of Object.entries(SENTENCES)) {
    assertEquals(toldOf(kind as Notice["kind"]), [...sentences]);
  }
});

Deno.test("renderNotice() writes a sentence dim where there are colours", () => {
  assertEquals(told({ kind: "back" }, COLOUR), "\x1b[2mYou are back.\x1b[0m\n");
  assertEquals(
    told({ kind: "invited_you", by: ann, room: "#聊" as RoomName }, { ...CHINESE, color: true }),
    [
      "\x1b[2mann 邀请你去 #聊：输入 /join #聊 即可进入。\x1b[0m\n",
    ].join(),
  );
});

Deno.test("renderNotice() tells in plain words what this port is", () => {
  assertEquals(FAREWELLS.stranger.map((farewell) => told({ kind: "farewell", farewell })), [
    "This is a plain-text chat and you started TLS: connect without TLS (telnet, nc).\n",
    "This is a chat for telnet and nc, not a web server: connect with telnet to this port.\n",
    "This connection began as a chat, so it is too late for TLS: connect again, and start TLS at once.\n",
    "This connection began as a chat, so it is too late for a web page: ask for it again, at once.\n",
    "This connection began as a chat, so it is too late for SSH: connect again.\n",
    "This is a plain-text chat, not an SSH server: connect with telnet or nc to this port.\n",
    "This is a chat for telnet and nc, not an IRC server: connect with telnet to this port.\n",
    "This chat does not know the proxy that sent a PROXY header: ask the operator to add it to proxies.\n",
    "This chat speaks UTF-8 and your text is UTF-16: change its encoding and connect again.\n",
    "This is a plain-text chat and your program speaks another protocol: connect with telnet or nc.\n",
  ]);
});

Deno.test("renderNotice() says goodbye in English", () => {
  const goodbyes = Object.values(FAREWELLS).map(([farewell]) =>
    told({ kind: "farewell", farewell: farewell! })
  );
  assertEquals(goodbyes, [
    "Goodbye!\n",
    "Goodbye!\n",
    "Goodbye: your connection read nothing for 30 seconds.\n",
    "Goodbye: your connection did not answer for 25 seconds.\n",
    "Goodbye: no name came within 60 seconds. You are welcome to try again.\n",
    "Goodbye: you tried 10 names, and none could be used. You are welcome to try again.\n",
    "This is a plain-text chat and you started TLS: connect without TLS (telnet, nc).\n",
    "Goodbye: you go on at another connection.\n",
    "Goodbye: the operator of this server ended your connection.\n",
    "Goodbye: there is no free place here. You are welcome to try again later.\n",
    "Goodbye: the server is stopping.\n",
    "Goodbye: this node was cut off from the others for so long that they counted you out. Please come in again.\n",
    "Goodbye: what you asked for was not done.\n",
    "Goodbye: something went wrong on our side, and it was logged. You are welcome to come back.\n",
  ]);
});

Deno.test("renderNotice() calls the machine's own time zone what it is", () => {
  const notice = { kind: "time_zone", time: NOON } as const;
  assertEquals(told(notice, { ...PLAIN, timeZone: "system" }).includes("server's time zone"), true);
  assertEquals(told(notice, { ...CHINESE, timeZone: "system" }).includes("服务器的时区"), true);
});
