import { assert, assertEquals, assertNotMatch } from "@std/assert";
import fc from "../support/fast_check.ts";
import { BELLS, JOINS, LANGUAGES } from "../../lib/model/dialect.ts";
import type { Happening } from "../../lib/model/event.ts";
import { renderEvents } from "../../lib/render/render.ts";
import { marked } from "../../lib/render/text_lines.ts";
import { textOf } from "../support/bytes.ts";
import {
  allOf,
  ann,
  bob,
  CHINESE,
  COLOUR,
  eventOf,
  EVENTS,
  JSON_LINES,
  lobby,
  ops,
} from "../support/samples.ts";
import { PLAIN, TELNET, text, xiaoming } from "../support/samples.ts";

function shown(happening: Happening, dialect = PLAIN, label?: string, mention?: string): string {
  return textOf(renderEvents([eventOf(happening)], dialect, label, mention).bytes);
}

const BLUE = "\x1b[34m", GREEN = "\x1b[32m", RED = "\x1b[31m", MAGENTA = "\x1b[35m", BOLD = "\x1b[1;33m";
const DIM = "\x1b[2m", RESET = "\x1b[0m";

/** What these events look like, plain and coloured: other programs rely on these strings. */
const FIXED: readonly (readonly [Happening, plain: string, colour: string])[] = [
  [
    { kind: "said", room: lobby, name: ann, text: text("hello, 世界 😃") },
    "ann: hello, 世界 😃",
    "\x1b[34m[ann]\x1b[0m hello, 世界 😃",
  ],
  [
    { kind: "joined", name: xiaoming },
    "Server: 小明 has joined the chat",
    "\x1b[32m🟢 [系统] 小明 has joined the chat\x1b[0m",
  ],
  [
    { kind: "left", name: bob },
    "Server: bob has left the chat",
    "\x1b[31m🔴 [系统] bob has left the chat\x1b[0m",
  ],
  [
    { kind: "acted", room: lobby, name: bob, text: text("waves") },
    "* bob waves",
    "\x1b[34m* bob\x1b[0m waves",
  ],
  [
    { kind: "entered", room: ops, name: bob },
    "Server: bob has joined #ops",
    `${GREEN}🟢 [系统] bob has joined #ops${RESET}`,
  ],
  [
    { kind: "exited", room: ops, name: bob },
    "Server: bob has left #ops",
    `${RED}🔴 [系统] bob has left #ops${RESET}`,
  ],
  [
    { kind: "whispered", name: ann, to: xiaoming, text: text("psst") },
    "[ann -> 小明] psst",
    `${MAGENTA}[ann -> 小明]${RESET} psst`,
  ],
];

for (const [happening, plain, colour] of FIXED) {
  Deno.test(`renderEvents() writes "${happening.kind}" in its fixed form, in every language`, () => {
    for (const language of LANGUAGES) {
      assertEquals(shown(happening, { ...PLAIN, language }), plain + "\n");
      assertEquals(shown(happening, { ...COLOUR, language }), colour + "\n");
    }
  });

  Deno.test(`renderEvents() ends "${happening.kind}" with CR LF for telnet`, () => {
    assertEquals(shown(happening, TELNET), plain + "\r\n");
    assertEquals(shown(happening, { ...TELNET, color: true }), colour + "\r\n");
  });
}

/** What the server tells of a room, in the reader's language. */
const TOLD: readonly (readonly [Happening, english: string, chinese: string, red?: true])[] = [
  [{ kind: "renamed", name: ann, to: bob }, "ann is now known as bob", "ann 改名为 bob"],
  [
    { kind: "removed", room: ops, name: bob, by: ann, text: text("") },
    "bob was removed from #ops by ann",
    "ann 把 bob 请出了 #ops",
    true,
  ],
  [
    { kind: "removed", room: ops, name: bob, by: ann, text: text("too loud") },
    "bob was removed from #ops by ann: too loud",
    "ann 把 bob 请出了 #ops：too loud",
    true,
  ],
  [
    { kind: "topic", room: ops, name: ann, text: text("news") },
    "ann set the topic of #ops: news",
    "ann 设置了 #ops 的话题：news",
  ],
  [
    { kind: "topic", room: ops, name: ann, text: text("") },
    "ann removed the topic of #ops",
    "ann 取消了 #ops 的话题",
  ],
  [
    { kind: "room_kind", room: ops, name: ann, roomKind: "password" },
    "ann made #ops password-protected",
    "ann 把 #ops 设为凭密码进入",
  ],
  [
    { kind: "room_kind", room: ops, name: ann, roomKind: "announce" },
    "ann made #ops announce (only owners speak)",
    "ann 把 #ops 设为公告（只有房主发言）",
  ],
  [
    { kind: "room_history", room: ops, name: ann, isKept: true },
    "ann turned on the history of #ops: its lines are kept from now on",
    "#ops 从现在起保存聊天记录（ann）",
  ],
  [
    { kind: "room_history", room: ops, name: ann, isKept: false },
    "ann turned off the history of #ops: its lines are no longer kept, and the old ones are erased",
    "#ops 不再保存聊天记录，之前保存的已经清除（ann）",
  ],
  [
    { kind: "owner", room: ops, name: ann, to: bob },
    "ann made bob an owner of #ops",
    "ann 让 bob 成为 #ops 的房主",
  ],
];

for (const [happening, english, chinese, isRed = false] of TOLD) {
  Deno.test(`renderEvents() tells in the reader's language: ${english}`, () => {
    const [colour, sign] = isRed ? [RED, "🔴"] : [GREEN, "🟢"];
    assertEquals(shown(happening), `Server: ${english}\n`);
    assertEquals(shown(happening, CHINESE), `Server: ${chinese}\n`);
    assertEquals(shown(happening, COLOUR), `${colour}${sign} [系统] ${english}${RESET}\n`);
    assertEquals(
      shown(happening, { ...CHINESE, color: true }),
      `${colour}${sign} [系统] ${chinese}${RESET}\n`,
    );
  });
}

Deno.test("renderEvents() marks what is said and done with the room, for readers who talk elsewhere", () => {
  const said: Happening = { kind: "said", room: ops, name: ann, text: text("hi") };
  assertEquals(shown(said, PLAIN, "#ops"), "[#ops] ann: hi\n");
  assertEquals(shown(said, COLOUR, "#ops"), `${DIM}[#ops]${RESET} ${BLUE}[ann]${RESET} hi\n`);
  const acted: Happening = { ...said, kind: "acted" };
  assertEquals(shown(acted, TELNET, "#ops"), "[#ops] * ann hi\r\n");
  assertEquals(shown(acted, COLOUR, "#ops"), `${DIM}[#ops]${RESET} ${BLUE}* ann${RESET} hi\n`);
});

Deno.test("renderEvents() marks nothing else with the room: the sentence names it", () => {
  for (const happening of allOf(EVENTS).filter(({ kind }) => kind !== "said" && kind !== "acted")) {
    for (const dialect of [PLAIN, COLOUR]) {
      assertEquals(shown(happening, dialect, "#ops"), shown(happening, dialect));
    }
  }
});

Deno.test("renderEvents() highlights the reader's name where it is mentioned, in colour only", () => {
  const said: Happening = { kind: "said", room: ops, name: ann, text: text("@Bob and bob, not bobby") };
  const bold = (word: string) => BOLD + word + RESET;
  assertEquals(
    shown(said, COLOUR, undefined, "bob"),
    `${BLUE}[ann]${RESET} @${bold("Bob")} and ${bold("bob")}, not bobby\n`,
  );
  assertEquals(shown(said, PLAIN, undefined, "bob"), "ann: @Bob and bob, not bobby\n");
  const acted: Happening = { kind: "acted", room: ops, name: ann, text: text("拍拍小明的肩") };
  assertEquals(
    shown(acted, COLOUR, "#ops", "小明"),
    `${DIM}[#ops]${RESET} ${BLUE}* ann${RESET} 拍拍${bold("小明")}的肩\n`,
  );
});

/** What may be hidden from people, as somebody who spoke lately does it, or somebody who did not. */
const passing = (spokeLately: boolean): Happening[] => [
  ...(["joined", "left"] as const).map((kind) => ({ kind, name: ann, spokeLately })),
  ...(["entered", "exited"] as const).map((kind) => ({ kind, name: ann, room: ops, spokeLately })),
];

Deno.test("renderEvents() shows people as much of coming and going as they wish, and all of everything else", () => {
  const others = allOf(EVENTS).filter(({ kind }) => passing(true).every((passed) => passed.kind !== kind));
  for (const dialect of [PLAIN, COLOUR, CHINESE, TELNET]) {
    for (const joins of JOINS) {
      for (const spokeLately of [true, false]) {
        const isShown = joins === "on" || joins === "few" && spokeLately;
        for (const happening of passing(spokeLately)) {
          assertEquals(shown(happening, { ...dialect, joins }), isShown ? shown(happening, dialect) : "");
        }
      }
      for (const happening of others) {
        assertEquals(shown(happening, { ...dialect, joins }), shown(happening, dialect));
      }
    }
  }
  assertEquals(shown({ kind: "joined", name: ann }, { ...PLAIN, joins: "few" }), "");
});

Deno.test("renderEvents() puts the reader's time in front of every line, dim where there are colours", () => {
  const japan = { stamps: true, timeZone: "Asia/Tokyo" };
  for (const happening of allOf(EVENTS)) {
    assertEquals(
      shown(happening, { ...PLAIN, ...japan }, "#ops"),
      `[21:00] ${shown(happening, PLAIN, "#ops")}`,
    );
    assertEquals(
      shown(happening, { ...COLOUR, ...japan }, "#ops", "bob"),
      `${DIM}[21:00]${RESET} ${shown(happening, COLOUR, "#ops", "bob")}`,
    );
  }
});

Deno.test("renderEvents() gives programs everything, the same to the byte, whatever is set", () => {
  const wishes = JOINS.flatMap((joins) =>
    BELLS.flatMap((bell) => [true, false].map((stamps) => ({ joins, bell, stamps })))
  );
  for (const happening of [...allOf(EVENTS), ...passing(true), ...passing(false)]) {
    const line = shown(happening, JSON_LINES);
    assert(!line.includes("spokeLately"));
    assertEquals(JSON.parse(line).kind, happening.kind);
    for (const wish of wishes) {
      assertEquals(shown(happening, { ...JSON_LINES, ...wish, timeZone: "Asia/Tokyo" }), line);
    }
  }
});

Deno.test("marked() puts pieces in bold or between asterisks, and leaves all else as it is", () => {
  assertEquals(marked("say hello", [], true), "say hello");
  assertEquals(marked("say hello", [[4, 9]], true), `say ${BOLD}hello${RESET}`);
  assertEquals(marked("say hello", [[0, 3], [4, 9]], false), "*say* *hello*");
  assertEquals(marked("", [], false), "");
});

Deno.test("no line that somebody says can pass for another kind of line (property)", () => {
  const said = fc.oneof(
    fc.string({ unit: fc.constantFrom(..."[]*: #>-Server🟢系统ann\x1b[2m") }),
    fc.constantFrom("Server: ann has left the chat", "[#ops] bob: hi", "[bob -> ann] hi", "* bob waves"),
  ).map(text);
  fc.assert(fc.property(said, (said) => {
    const line = shown({ kind: "said", room: lobby, name: ann, text: said });
    assert(line.startsWith("ann: "));
    assert(shown({ kind: "acted", room: lobby, name: ann, text: said }).startsWith("* ann "));
    assert(shown({ kind: "said", room: ops, name: ann, text: said }, PLAIN, ops).startsWith("[#ops] ann: "));
    assertEquals(line.indexOf("\n"), line.length - 1);
    assertNotMatch(line, /^\[?\d\d:\d\d\]? /); // as a stamp, and as the past
    assertEquals(
      shown({ kind: "said", room: lobby, name: ann, text: said }, { ...PLAIN, stamps: true }),
      `[12:00] ${line}`,
    );
  }));
});
