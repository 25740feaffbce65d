/**
 * What programs read: one JSON object a line, always.
 */

import { assert, assertEquals } from "@std/assert";
import type { Event } from "../../lib/model/event.ts";
import type { Notice, Ref } from "../../lib/model/notice.ts";
import { refused } from "../../lib/model/notice.ts";
import { PROTOCOL } from "../../lib/render/json_lines.ts";
import { renderEvents, renderNotice } from "../../lib/render/render.ts";
import { textOf } from "../support/bytes.ts";
import {
  allOf,
  ann,
  bob,
  COLOUR,
  eventOf,
  EVENTS,
  JSON_LINES,
  lobby,
  LOUD,
  messageOf,
} from "../support/samples.ts";
import { NOON, NOTICES, ops, REFUSALS, text } from "../support/samples.ts";

type Fields = Record<string, unknown>;

function eventFields(event: Event, label?: string, mention?: string): Fields {
  const line = textOf(renderEvents([event], JSON_LINES, label, mention).bytes);
  assertEquals(line.indexOf("\n"), line.length - 1);
  return JSON.parse(line);
}

function noticeFields(notice: Notice, ref?: Ref, dialect = JSON_LINES): Fields {
  const line = textOf(renderNotice(notice, dialect, ref));
  assertEquals(line.indexOf("\n"), line.length - 1);
  return JSON.parse(line);
}

const stamp = { id: 7, time: "2026-01-01T12:00:00.000Z" };

Deno.test("an event has its kind, number, time and who it comes from, and the facts of its kind", () => {
  const fields = (kind: Event["kind"]) => eventFields(eventOf(EVENTS[kind as "said"].at(-1)!));
  assertEquals(fields("said"), {
    kind: "said",
    ...stamp,
    from: "ann",
    room: "#lobby",
    text: "hello, 世界 😃",
  });
  assertEquals(fields("acted"), { kind: "acted", ...stamp, from: "bob", room: "#lobby", text: "waves" });
  assertEquals(fields("joined"), { kind: "joined", ...stamp, from: "小明" });
  assertEquals(fields("left"), { kind: "left", ...stamp, from: "bob" });
  assertEquals(fields("renamed"), { kind: "renamed", ...stamp, from: "ann", to: "bob" });
  assertEquals(fields("entered"), { kind: "entered", ...stamp, from: "bob", room: "#ops" });
  assertEquals(fields("exited"), { kind: "exited", ...stamp, from: "bob", room: "#ops" });
  assertEquals(fields("removed"), {
    ...{ kind: "removed", ...stamp, from: "bob", room: "#ops", by: "ann", text: "too loud" },
  });
  assertEquals(fields("topic"), { kind: "topic", ...stamp, from: "ann", room: "#ops", text: "what is up" });
  assertEquals(fields("room_kind"), {
    ...{ kind: "room_kind", ...stamp, from: "ann", room: "#ops", roomKind: "announce" },
  });
  assertEquals(fields("room_history"), {
    ...{ kind: "room_history", ...stamp, from: "ann", room: "#ops", isKept: false },
  });
  assertEquals(fields("owner"), { kind: "owner", ...stamp, from: "ann", room: "#ops", to: "bob" });
  assertEquals(fields("whispered"), { kind: "whispered", ...stamp, from: "ann", to: "bob", text: "psst" });
});

Deno.test("an event is the same wherever the reader's lines go and whoever is mentioned, without colours", () => {
  for (const event of allOf(EVENTS).map(eventOf)) {
    assertEquals(eventFields(event, "#elsewhere", "ann"), eventFields(event));
    const coloured = textOf(renderEvents([event], { ...JSON_LINES, color: true, lineEnd: "\r\n" }).bytes);
    assertEquals(coloured, textOf(renderEvents([event], JSON_LINES).bytes));
  }
});

Deno.test("an event's text is whole, whatever is in it", () => {
  for (const said of [`"quoted" \\ back`, "{}", "你好 😃", "\u2028".slice(1)]) {
    assertEquals(eventFields(eventOf({ kind: "said", room: lobby, name: ann, text: text(said) })).text, said);
  }
});

Deno.test("every notice is one object with a kind and a text, and gives back the ref it was asked with", () => {
  const unasked = ["farewell", "skipped"];
  for (const notice of allOf(NOTICES)) {
    for (const ref of ["a", "", 7, 0, -1.5]) {
      const fields = noticeFields(notice, ref);
      assertEquals(typeof fields.kind, "string");
      assertEquals(fields.ref, unasked.includes(notice.kind) ? undefined : ref, notice.kind);
      assertEquals(typeof fields.text, notice.kind === "done" ? "undefined" : "string");
    }
    assert(!("ref" in noticeFields(notice)));
  }
});

/** Facts that are for people only: how a terminal is spoken to, and what lines of the past need not repeat. */
const FOR_PEOPLE = ["kind", "dialect", "messages", "now", "room"];

Deno.test("no fact of a notice is lost to a program: what the sentence says is there on its own, too", () => {
  const silent = ["refusal", "farewell", "protocol", "prompt"];
  for (const notice of allOf(NOTICES).filter(({ kind }) => !silent.includes(kind))) {
    const { text: _, ...fields } = noticeFields(notice);
    const told = Object.values(fields).map((field) => JSON.stringify(field));
    for (const [key, fact] of Object.entries(notice).filter(([key]) => !FOR_PEOPLE.includes(key))) {
      if (fact === undefined) continue;
      const wanted = key === "time" ? stamp.time : fact;
      assert(told.includes(JSON.stringify(wanted)), `${notice.kind}: ${key} is not in ${told}`);
    }
  }
});

Deno.test("a notice of a room names it", () => {
  for (const notice of allOf(NOTICES)) {
    if (!("room" in notice) || notice.kind === "since" || notice.kind === "found") continue;
    assertEquals(noticeFields(notice).room, notice.kind === "history" ? notice.of : notice.room, notice.kind);
  }
});

Deno.test("a refusal has its facts beside the reason", () => {
  for (const refusal of allOf(REFUSALS)) {
    const fields = noticeFields(refused(refusal), "x");
    assertEquals([fields.kind, fields.reason, fields.ref], ["refused", refusal.kind, "x"]);
    for (const [key, fact] of Object.entries(refusal)) {
      const name = key === "kind" || (key === "reason" && refusal.kind === "no_history") ? "text" : key;
      if (name !== "text" && fact !== undefined) assertEquals(fields[name], fact, refusal.kind);
    }
  }
});

Deno.test("what a program needs first is fixed: hello, done, refused, prompt, skipped, goodbye", () => {
  const hello = noticeFields({ kind: "protocol", name: ann }, "a");
  assertEquals({ ...hello, text: "" }, { kind: "hello", ref: "a", protocol: PROTOCOL, you: "ann", text: "" });
  assertEquals(noticeFields({ kind: "protocol", name: undefined }).you, null);
  assertEquals(noticeFields({ kind: "done", id: 7 }, 1), { kind: "done", ref: 1, id: 7 });
  assertEquals(noticeFields({ kind: "done", id: undefined }, 1), { kind: "done", ref: 1 });
  assertEquals(noticeFields(refused({ kind: "not_owner", room: ops }), 1), {
    ...{ kind: "refused", ref: 1, reason: "not_owner", room: "#ops" },
    text: "Only owners of #ops may do that.",
  });
  assertEquals(noticeFields({ kind: "prompt" }), {
    ...{ kind: "prompt", text: "Welcome to the chat! Please enter your username:" },
  });
  assertEquals(noticeFields({ kind: "skipped", lines: 3 }), {
    ...{ kind: "skipped", lines: 3, text: "3 lines were skipped here: your connection read too slowly." },
  });
  assertEquals(noticeFields({ kind: "farewell", farewell: { kind: "stopping" } }), {
    ...{ kind: "goodbye", reason: "stopping", text: "Goodbye: the server is stopping." },
  });
});

Deno.test("lines of the past are events, as programs know them", () => {
  const messages = [
    messageOf({ text: text("hi") }),
    messageOf({ id: 8, name: bob, room: ops, text: text("yo") }),
  ];
  const fields = noticeFields({ kind: "history", of: ops, messages, room: ops, now: NOON }, 1);
  assertEquals([fields.kind, fields.about, fields.room], ["notice", "history", "#ops"]);
  assertEquals(fields.messages, [
    { kind: "said", ...stamp, from: "ann", room: "#lobby", text: "hi" },
    { kind: "said", ...stamp, id: 8, from: "bob", room: "#ops", text: "yo" },
  ]);
});

Deno.test("facts have the protocol's form: times as in events, settings one by one, a person's words as reason", () => {
  const settings = { color: true, language: "en", timeZone: "UTC" };
  const fields = (notice: Notice) => {
    const { kind: _, text: __, ...fields } = noticeFields(notice);
    return fields;
  };
  assertEquals(fields({ kind: "time_zone", time: NOON }), { about: "time_zone", time: stamp.time });
  assertEquals(fields({ kind: "dialect", dialect: COLOUR }), { about: "dialect", ...settings });
  assertEquals(fields({ kind: "settings", replay: 3, dialect: LOUD, hasEditor: true }), {
    ...{ about: "settings", replay: 3, joins: "few", bell: "all", stamps: true, editor: true, ...settings },
  });
  const reasons = (["away", "is_away", "removed_you"] as const).map((kind) =>
    NOTICES[kind].map((notice) => fields(notice).reason)
  );
  assertEquals(reasons, [["", "lunch"], ["", "lunch"], ["", "too loud"]]);
});

Deno.test("people beyond the thousandth are counted, so that a short question fills no outbox", () => {
  const people = Array.from({ length: 1500 }, () => ({
    ...{ name: ann, isBot: false, isEncrypted: false, isAway: false },
  }));
  const others = people.map(({ name }) => name);
  const nothing = text("");
  for (
    const [field, notice] of [
      ["people", { kind: "who", room: undefined, people, you: ann }],
      ["others", { kind: "greeting", name: ann, others }],
      ["others", { kind: "room_entered", room: ops, roomKind: "public", topic: nothing, others }],
    ] as const
  ) {
    const fields = noticeFields(notice);
    assertEquals([(fields[field] as unknown[]).length, fields.more], [1000, 500]);
  }
  const crowd = noticeFields({ kind: "greeting", name: ann, others: others.slice(0, 1000), more: 7000 });
  assertEquals([(crowd["others"] as unknown[]).length, crowd.more], [1000, 7000]);
});

Deno.test("the sentences for programs are in their language too", () => {
  const chinese = { ...JSON_LINES, language: "zh" as const };
  assertEquals(noticeFields({ kind: "back" }, undefined, chinese), {
    kind: "notice",
    about: "back",
    text: "欢迎回来。",
  });
});
