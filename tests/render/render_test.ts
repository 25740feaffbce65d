import { assert, assertEquals, assertNotMatch } from "@std/assert";
import fc from "fast-check";
import { COMMANDS } from "../../lib/commands/table.ts";
import type { CleanText, Name } from "../../lib/model/clean.ts";
import { type Dialect, LANGUAGES } from "../../lib/model/dialect.ts";
import type { Event, Happening } from "../../lib/model/event.ts";
import type { Farewell } from "../../lib/model/farewell.ts";
import type { NameProblem } from "../../lib/model/name.ts";
import { type Notice, refused } from "../../lib/model/notice.ts";
import type { Refusal } from "../../lib/model/refusal.ts";
import { VERBS } from "../../lib/model/verb.ts";
import { cleanText } from "../../lib/render/clean_text.ts";
import { renderEvents, renderNotice, WELCOME } from "../../lib/render/render.ts";
import { textOf } from "../support/bytes.ts";

const PLAIN: Dialect = { color: false, language: "en", lineEnd: "\n" };
const COLOUR: Dialect = { ...PLAIN, color: true };
const CHINESE: Dialect = { ...PLAIN, language: "zh" };
const TELNET: Dialect = { ...PLAIN, lineEnd: "\r\n" };

const ann = "ann" as Name, bob = "bob" as Name, xiaoming = "小明" as Name;

function eventOf(happening: Happening): Event {
  return { id: 1, ...happening } as Event;
}

function shown(happening: Happening, dialect: Dialect): string {
  return textOf(renderEvents([eventOf(happening)], dialect).bytes);
}

function told(notice: Notice, dialect: Dialect = PLAIN): string {
  return textOf(renderNotice(notice, dialect));
}

/** What every kind of event looks like, plain and coloured: other programs rely on these strings. */
const FIXED: readonly (readonly [Happening, plain: string, colour: string])[] = [
  [
    { kind: "said", name: ann, text: cleanText("hello, 世界 😃") },
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
  [{ kind: "acted", name: bob, text: cleanText("waves") }, "* bob waves", "\x1b[34m* bob\x1b[0m waves"],
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

Deno.test("renderEvents() tells of a new name in the reader's language", () => {
  const renamed: Happening = { kind: "renamed", from: ann, to: bob };
  assertEquals(shown(renamed, PLAIN), "Server: ann is now known as bob\n");
  assertEquals(shown(renamed, COLOUR), "\x1b[32m🟢 [系统] ann is now known as bob\x1b[0m\n");
  assertEquals(shown(renamed, CHINESE), "Server: ann 改名为 bob\n");
  assertEquals(shown(renamed, { ...CHINESE, color: true }), "\x1b[32m🟢 [系统] ann 改名为 bob\x1b[0m\n");
});

Deno.test("renderEvents() renders nothing for nothing", () => {
  assertEquals(renderEvents([], PLAIN), { bytes: new Uint8Array(0), ends: [] });
});

/** Asserts that events rendered together are the same bytes as rendered one by one, and that the ends are theirs. */
function assertInOnePiece(texts: readonly string[], dialect: Dialect): void {
  const events = texts.map((text) => eventOf({ kind: "said", name: xiaoming, text: text as CleanText }));
  const { bytes, ends } = renderEvents(events, dialect);
  const start = dialect.color ? "\x1b[34m[小明]\x1b[0m " : "小明: ";
  assertEquals(
    ends.map((end, i) => textOf(bytes.subarray(ends[i - 1] ?? 0, end))),
    texts.map((text) => start + text + dialect.lineEnd),
  );
  assertEquals(ends.at(-1) ?? 0, bytes.length);
}

Deno.test("renderEvents() renders many events as one piece and tells where each ends", () => {
  assertInOnePiece(["one", "two", "", "three"], PLAIN);
  assertInOnePiece(["one", "二", "drei 😃", "четыре"], { ...TELNET, color: true });
});

Deno.test("renderEvents() loses no letter of Chinese lines of any two lengths", () => {
  for (let one = 0; one < 60; one += 3) {
    for (let other = 0; other < 200; other += 7) {
      assertInOnePiece(["你".repeat(one), "好".repeat(other)], PLAIN);
    }
  }
});

Deno.test("renderEvents() renders together as one by one (property)", () => {
  const text = fc.oneof(
    fc.integer({ min: 0, max: 200 }).map((length) => "你".repeat(length)),
    fc.string({ unit: fc.constantFrom("a", "é", "你", "😃"), maxLength: 80 }),
    fc.string({ unit: "grapheme" }).map(cleanText),
  );
  fc.assert(
    fc.property(fc.array(text, { maxLength: 12 }), fc.boolean(), (texts, color) => {
      assertInOnePiece(texts, { ...PLAIN, color });
    }),
    { numRuns: 1000 },
  );
});

Deno.test("renderNotice() asks for the name with one fixed line, never coloured or translated", () => {
  assertEquals(WELCOME, "Welcome to the chat! Please enter your username:");
  for (const dialect of [PLAIN, COLOUR, CHINESE]) {
    assertEquals(told({ kind: "prompt" }, dialect), "Welcome to the chat! Please enter your username:\n");
  }
  assertEquals(told({ kind: "prompt" }, TELNET), WELCOME + "\r\n");
});

const HELP: Notice = {
  kind: "help",
  commands: VERBS.map((verb) => ({ verb, usage: COMMANDS[verb].usage })),
};

Deno.test("renderNotice() shows /help in English", () => {
  assertEquals(
    told(HELP),
    `Type a line, press Enter, and all others read it. Commands start with /:
  /help            show this
  /who             who is here
  /me TEXT         say what you do: * you wave
  /nick NAME       change your name
  /color on|off    colours on or off, for you
  /lang en|zh      English or 中文, for you
  /quit            leave (Ctrl-D on an empty line does too)
  //text           say a line that starts with /
`,
  );
});

Deno.test("renderNotice() shows /help in Chinese", () => {
  assertEquals(
    told(HELP, CHINESE),
    `输入一行文字并按回车，其他人都会看到。以 / 开头的是命令：
  /help            显示本说明
  /who             谁在线
  /me TEXT         描述动作：* 你 挥挥手
  /nick NAME       改名
  /color on|off    打开或关闭颜色（只影响你）
  /lang en|zh      English 或中文（只影响你）
  /quit            离开（在空行按 Ctrl-D 也可以）
  //text           发送以 / 开头的文字
`,
  );
});

Deno.test("renderNotice() ends and dims every line of a longer text by itself", () => {
  const lines = told(HELP, { ...COLOUR, lineEnd: "\r\n" }).split("\r\n");
  assertEquals(lines.length, VERBS.length + 3);
  assertEquals(lines.pop(), "");
  // deno-lint-ignore no-control-regex
  for (const line of lines) assert(/^\x1b\[2m[^\x1b\n]+\x1b\[0m$/.test(line), line);
});

Deno.test("renderNotice() greets with who is here", () => {
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

Deno.test("renderNotice() counts one and many the English way", () => {
  assertEquals(told({ kind: "who", names: [ann], you: ann }), "1 person is here: ann. You are ann.\n");
  assertEquals(
    told({ kind: "who", names: [ann, bob], you: bob }),
    "2 people are here: ann, bob. You are bob.\n",
  );
  assertEquals(
    told({ kind: "skipped", lines: 1 }),
    "1 line was skipped here: your connection read too slowly.\n",
  );
  assertEquals(
    told({ kind: "skipped", lines: 12_345 }),
    "12,345 lines were skipped here: your connection read too slowly.\n",
  );
});

Deno.test("renderNotice() quotes a bad name with the reason, and none where none was given", () => {
  const bad = (given: string, problem: NameProblem) =>
    refused({ kind: "bad_name", problem, given: cleanText(given) });
  assertEquals(
    told(bad("Admin", "reserved")),
    `"Admin" cannot be your name: it is reserved for the server.\n`,
  );
  assertEquals(
    told(bad("", "blank")),
    "That cannot be your name: a name needs at least one letter or digit.\n",
  );
  assertEquals(
    told(bad("Admin", "reserved"), CHINESE),
    "不能使用“Admin”作为名字：这是保留给服务器的名字。\n",
  );
});

Deno.test("renderNotice() refuses an unknown verb with the nearest one, or with how to say it", () => {
  const unknown = (given: string, nearest?: "help") =>
    refused({ kind: "unknown_verb", given: given as CleanText, nearest });
  assertEquals(
    told(unknown("hlep", "help")),
    "There is no command /hlep, did you mean /help? Type /help to see all commands.\n",
  );
  assertEquals(
    told(unknown("shrug")),
    "There is no command /shrug. Type /help to see all commands, //shrug to say it.\n",
  );
});

Deno.test("renderNotice() tells in plain words what this port is", () => {
  const stranger = (spoke: "tls" | "http" | "ssh"): Notice => ({
    kind: "farewell",
    farewell: { kind: "stranger", spoke },
  });
  assertEquals(
    told(stranger("tls")),
    "This is a plain-text chat and you started TLS: connect without it (telnet, nc).\n",
  );
  assertEquals(
    told(stranger("http")),
    "This is a chat for telnet and nc, not a web server: connect with telnet to this port.\n",
  );
  assertEquals(
    told(stranger("ssh")),
    "This is a plain-text chat, not an SSH server: connect with telnet or nc to this port.\n",
  );
});

const PROBLEMS: readonly NameProblem[] = [
  "blank",
  "too_long",
  "bad_character",
  "mixed_scripts",
  "reserved",
  "taken",
  "not_text",
];

const given = cleanText("given");

const REFUSALS: { readonly [K in Refusal["kind"]]: Extract<Refusal, { kind: K }> } = {
  bad_name: { kind: "bad_name", problem: "taken", given },
  unknown_verb: { kind: "unknown_verb", given, nearest: undefined },
  bad_argument: { kind: "bad_argument", verb: "lang", given, usage: "/lang en|zh" },
  not_yet: { kind: "not_yet", verb: "me" },
  line_too_long: { kind: "line_too_long", maxLineBytes: 4096 },
  line_not_text: { kind: "line_not_text" },
  crowded: { kind: "crowded", guests: 10_000 },
  crowded_address: { kind: "crowded_address", guests: 16 },
};

const FAREWELLS: { readonly [K in Farewell["kind"]]: Extract<Farewell, { kind: K }> } = {
  quit: { kind: "quit" },
  hung_up: { kind: "hung_up" },
  too_slow: { kind: "too_slow", stalledMs: 30_000 },
  nameless: { kind: "nameless", nameMs: 60_000 },
  too_many_tries: { kind: "too_many_tries", nameTries: 10 },
  stranger: { kind: "stranger", spoke: "tls" },
  stopping: { kind: "stopping" },
  bug: { kind: "bug" },
};

const NOTICES: readonly Notice[] = [
  { kind: "greeting", name: ann, others: [bob] },
  HELP,
  { kind: "who", names: [ann], you: ann },
  { kind: "renamed_you", to: bob },
  { kind: "same_name", name: ann },
  { kind: "dialect", dialect: COLOUR },
  { kind: "still_here" },
  { kind: "paced", linesPerSecond: 10 },
  { kind: "skipped", lines: 3 },
  ...Object.values(REFUSALS).map(refused),
  ...PROBLEMS.map((problem) => refused({ kind: "bad_name", problem, given })),
  refused({ kind: "bad_argument", verb: "me", given: "" as CleanText, usage: "/me TEXT" }),
  ...Object.values(FAREWELLS).map((farewell): Notice => ({ kind: "farewell", farewell })),
];

Deno.test("renderNotice() has a whole sentence for everything, in every language, each of its own", () => {
  for (const language of LANGUAGES) {
    for (const notice of NOTICES) {
      const text = told(notice, { ...PLAIN, language });
      assertNotMatch(text, /undefined|\[object|NaN|null|\$\{/, text);
      assert(text.trim().length > 2 && text.endsWith("\n"));
    }
  }
  for (const notice of NOTICES) {
    assert(told(notice) !== told(notice, CHINESE), `${told(notice)} is not translated`);
  }
});

Deno.test("renderNotice() says every refusal and farewell in one line", () => {
  const oneLiners: Notice[] = [
    ...Object.values(REFUSALS).map(refused),
    ...Object.values(FAREWELLS).map((farewell): Notice => ({ kind: "farewell", farewell })),
  ];
  for (const notice of oneLiners) {
    for (const dialect of [PLAIN, CHINESE]) assertEquals(told(notice, dialect).match(/\n/g)?.length, 1);
  }
});

Deno.test("renderNotice() says goodbye in English", () => {
  const goodbyes = Object.values(FAREWELLS).map((farewell) => told({ kind: "farewell", farewell }));
  assertEquals(goodbyes, [
    "Goodbye!\n",
    "Goodbye!\n",
    "Goodbye: your connection read nothing for 30 seconds.\n",
    "Goodbye: no name came within 60 seconds. You are welcome to try again.\n",
    "Goodbye: none of 10 names could be used. You are welcome to try again.\n",
    "This is a plain-text chat and you started TLS: connect without it (telnet, nc).\n",
    "Goodbye: the server is stopping.\n",
    "Goodbye: something went wrong on our side, and it was logged. You are welcome to come back.\n",
  ]);
});
