/** `docs/protocol.schema.json`, the fixed lines of `docs/protocol.md`, and the server: what one knows, the others know too. */

import { assert, assertEquals } from "@std/assert";
import fc from "./support/fast_check.ts";
import { readRequest } from "../lib/session/request.ts";
import type { Name, RoomName } from "../lib/text/clean.ts";
import { BELLS, JOINS, LANGUAGES } from "../lib/model/dialect.ts";
import type { Happening } from "../lib/model/event.ts";
import type { Notice } from "../lib/model/notice.ts";
import { ROOM_KINDS } from "../lib/model/room_rules.ts";
import { ALIASES, VERBS } from "../lib/model/verb.ts";
import { PROTOCOL } from "../lib/render/json_lines.ts";
import { renderEvents, renderNotice } from "../lib/render/render.ts";
import { textOf } from "./support/bytes.ts";
import { assertDescribed, isPublished, schema } from "./support/protocol_schema.ts";
import { allOf, EVENTS, FAREWELLS, NOTICES, PROBLEMS, REFUSALS } from "./support/samples.ts";
import { COLOUR, eventOf, JSON_LINES, messageOf, PLAIN, text } from "./support/samples.ts";

/** What the server calls the lines that programs know by a kind of their own; all other notices are `notice`. */
const OWN_KINDS: Partial<Record<Notice["kind"], string>> = {
  prompt: "prompt",
  skipped: "skipped",
  protocol: "hello",
  done: "done",
  refusal: "refused",
  farewell: "goodbye",
};

/** Fields that a line may come without, by what it is about; all others are always there. */
const OPTIONAL: Readonly<Record<string, readonly string[]>> = {
  unknown_verb: ["nearest"],
  greeting: ["server"],
  who: ["room"],
  health: ["trouble", "concern", "node", "isCutOff"],
  whois: ["node"],
  crowded_address: ["network"],
  done: ["id"],
  history: ["before"],
  room_left: ["query"],
  removed_you: ["query"],
  whois_hook: ["room", "quietMs"],
};

const lines: Record<string, unknown>[] = [
  ...allOf(EVENTS).map((event) => renderEvents([eventOf(event)], JSON_LINES).bytes),
  ...allOf(NOTICES).map((notice) =>
    renderNotice(notice, JSON_LINES, notice.kind === "prompt" ? undefined : 1)
  ),
].map((bytes) => JSON.parse(textOf(bytes)));

Deno.test("every line the server can say is in the schema, with every field it has", () => {
  lines.forEach(assertDescribed);
});

Deno.test("a line with a field more is in the schema as well: later versions may add some", () => {
  for (const line of lines) assert(isPublished("line", { ...line, addedLater: true }));
});

Deno.test("a line with a field less is not in the schema, apart from the few that may be missing", () => {
  for (const line of lines) {
    const what = String(line.about ?? line.reason ?? line.kind);
    for (const field of Object.keys(line)) {
      const { [field]: _, ...rest } = line;
      assertEquals(
        isPublished("line", rest),
        field === "ref" || OPTIONAL[what]?.includes(field) === true,
        `${what} without ${field}`,
      );
    }
  }
});

Deno.test("kinds, reasons, verbs and the like are those of the server, no more and no less", () => {
  const { event, notice, refused, goodbye, line, verb, roomKind, language, hello } = schema.$defs;
  const same = (listed: readonly string[], known: readonly string[]) =>
    assertEquals([...listed].sort(), [...known].sort());
  same(event.properties.kind.enum, Object.keys(EVENTS));
  same(notice.properties.about.enum, Object.keys(NOTICES).filter((kind) => !(kind in OWN_KINDS)));
  same(refused.properties.reason.enum, Object.keys(REFUSALS));
  same(goodbye.properties.reason.enum, Object.keys(FAREWELLS));
  same(
    line.oneOf.map(({ $ref }) => $ref.slice("#/$defs/".length)),
    ["event", "notice", ...Object.values(OWN_KINDS)],
  );
  same(verb.enum, ["say", "line", "complete", "resume", ...VERBS, ...Object.keys(ALIASES)]);
  same(roomKind.enum, ROOM_KINDS);
  same(language.enum, LANGUAGES);
  same(notice.oneOf.flatMap(({ properties: { joins } }) => joins?.enum ?? []), JOINS);
  same(notice.oneOf.flatMap(({ properties: { bell } }) => bell?.enum ?? []), BELLS);
  same(refused.oneOf.flatMap(({ properties: { problem } }) => problem?.enum ?? []), PROBLEMS);
  assertEquals(hello.properties.protocol.const, PROTOCOL);
});

Deno.test("the schema and the server take the same for a request", () => {
  const some = <T>(...values: T[]) => fc.constantFrom(...values);
  const strange = some<unknown>(null, true, {}, [], 1, "");
  const request = fc.record({
    verb: fc.oneof(
      some("say", "line", "complete", "me", "resume", "resume", ...VERBS),
      some<unknown>(null, 1, ["say"]),
    ),
    argument: fc.oneof(fc.string(), strange),
    room: fc.oneof(fc.string(), strange),
    before: fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), strange),
    ref: fc.oneof(fc.string({ maxLength: 70 }), fc.double({ noNaN: true, noDefaultInfinity: true }), strange),
    seen: fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), strange),
    addedLater: strange,
  }, { requiredKeys: [] });
  fc.assert(fc.property(request, (request) => {
    assertEquals(readRequest(JSON.stringify(request)).kind === "request", isPublished("request", request));
  }));
});

Deno.test("the fixed lines in docs/protocol.md are those that are written", async () => {
  const guide = (await Deno.readTextFile(new URL("../docs/protocol.md", import.meta.url))).replaceAll(
    "ESC",
    "\x1b",
  );
  const has = (piece: string) => assert(guide.includes(piece), JSON.stringify(piece));
  const shown = (bytes: Uint8Array) => textOf(bytes).trimEnd();
  const name = "NAME" as Name, from = "FROM" as Name, to = "TO" as Name, room = "#room" as RoomName;
  const happenings: Happening[] = [
    { kind: "said", room, name, text: text("text") },
    { kind: "acted", room, name, text: text("text") },
    { kind: "whispered", name: from, to, text: text("text") },
    { kind: "joined", name },
    { kind: "left", name },
    { kind: "entered", name, room },
    { kind: "exited", name, room },
  ];
  for (const event of happenings.map(eventOf)) {
    for (const dialect of [PLAIN, COLOUR]) {
      const line = shown(renderEvents([event], dialect).bytes);
      has(`\`${line}\``);
      if (event.kind !== "said" && event.kind !== "acted") continue;
      const labelled = shown(renderEvents([event], dialect, room).bytes);
      const label = labelled.slice(0, -line.length);
      has(dialect.color ? `\`${label.trimEnd()}\` and a space in front` : `\`${labelled}\``);
    }
  }
  const now = Date.UTC(2026, 10, 23, 15), today = Date.UTC(2026, 10, 23, 14, 5);
  const yesterday = Date.UTC(2026, 10, 22, 14, 5), lastYear = Date.UTC(2025, 10, 22, 14, 5);
  const hi = messageOf({ name: "anna" as Name, text: text("hi"), time: today });
  const past = { room: hi.room, now };
  const notices: Notice[] = [
    { kind: "history", of: hi.room, ...past, messages: [hi] },
    {
      kind: "history",
      of: hi.room,
      ...past,
      messages: [{ ...hi, kind: "acted", text: text("waves"), time: yesterday }],
    },
    { kind: "history", of: hi.room, ...past, messages: [{ ...hi, time: lastYear }] },
    { kind: "since", hasMore: false, ...past, messages: [{ ...hi, room }] },
    { kind: "replay", ...past, messages: [hi] },
    { kind: "found", words: "hi", hasMore: false, unindexed: 0, ...past, messages: [hi] },
  ];
  for (const notice of notices) {
    for (const dialect of [PLAIN, COLOUR]) {
      const [line] = shown(renderNotice(notice, dialect).slice()).split("\n");
      has(`\`${line}\``);
    }
  }
});
