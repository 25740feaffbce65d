/**
 * One of everything that can be rendered. The types ask for a sample of every kind, so nothing new goes untested.
 *
 * @module
 */

import { type GuestId, Person } from "../../lib/chat/person.ts";
import { COMMANDS } from "../../lib/commands/table.ts";
import type { CleanText, Name, RoomName } from "../../lib/text/clean.ts";
import type { Event, Happening } from "../../lib/model/event.ts";
import type { Farewell } from "../../lib/model/farewell.ts";
import type { Message } from "../../lib/model/message.ts";
import type { Notice } from "../../lib/model/notice.ts";
import type { PastLines } from "../../lib/model/notices/past.ts";
import { ROOM_KINDS, type RoomKind } from "../../lib/model/room_rules.ts";
import { type Topic, TOPICS } from "../../lib/model/verb.ts";
import { PROBLEMS, REFUSALS } from "./sample_refusals.ts";
import { ann, bob, deploy, lobby, nothing, ops, type Samples, text, xiaoming } from "./sample_values.ts";
import { COLOUR, LOUD, PLAIN } from "./dialects.ts";

export * from "./dialects.ts";

export { ann, bob, lobby, ops, text, xiaoming };
export { PROBLEMS, REFUSALS };

/** 2026-01-01 12:00 UTC, the moment a `FakeClock` starts at. */
export const NOON = Date.UTC(2026, 0, 1, 12);

/** Somebody who came from 192.0.2.1, by the event of that id. */
export function personOf(name: Name, id = 1, isBot = false): Person {
  return new Person({ id: id as GuestId, name, address: "192.0.2.1", since: 0, isBot, isEncrypted: false });
}

/** What happened, as the event number 7 at {@linkcode NOON}. */
export function eventOf(happening: Happening): Event {
  return { id: 7, time: NOON, ...happening } as Event;
}

/** A kept line of a room. */
export function messageOf(line: Partial<Message> & { readonly text: CleanText }): Message {
  return { id: 7, time: NOON, room: lobby, kind: "said", name: ann, ...line };
}

/** A sample of every event: of every way its sentence can go. */
export const EVENTS: Samples<Happening> = {
  joined: [{ kind: "joined", name: xiaoming, spokeLately: true }, { kind: "joined", name: xiaoming }],
  left: [{ kind: "left", name: bob }],
  renamed: [{ kind: "renamed", name: ann, to: bob }],
  said: [{ kind: "said", room: lobby, name: ann, text: text("hello, 世界 😃") }],
  acted: [{ kind: "acted", room: lobby, name: bob, text: text("waves") }],
  entered: [{ kind: "entered", room: ops, name: bob }],
  exited: [{ kind: "exited", room: ops, name: bob }],
  removed: ["", "too loud"].map((reason) => ({
    ...{ kind: "removed", room: ops, name: bob, by: ann, text: text(reason) },
  })),
  topic: ["", "what is up"].map((topic) => ({ kind: "topic", room: ops, name: ann, text: text(topic) })),
  room_kind: ROOM_KINDS.map((roomKind) => ({ kind: "room_kind", room: ops, name: ann, roomKind })),
  room_history: [true, false].map((isKept) => ({ kind: "room_history", room: ops, name: ann, isKept })),
  owner: [{ kind: "owner", room: ops, name: ann, to: bob }],
  hook: [true, false].map((isOn) => ({ kind: "hook", room: ops, name: ann, hook: deploy, isOn })),
  whispered: [{ kind: "whispered", name: ann, to: bob, text: text("psst") }],
};

/** A sample of every farewell. */
export const FAREWELLS: Samples<Farewell> = {
  quit: [{ kind: "quit" }],
  hung_up: [{ kind: "hung_up" }],
  too_slow: [{ kind: "too_slow", stalledMs: 30_000 }],
  vanished: [{ kind: "vanished", silentMs: 25_000 }],
  nameless: [{ kind: "nameless", nameMs: 60_000 }],
  too_many_tries: [{ kind: "too_many_tries", nameTries: 10 }],
  stranger:
    (["tls", "http", "late_tls", "late_http", "late_ssh", "ssh", "irc", "proxy", "utf16", "program"] as const)
      .map((spoke) => ({
        kind: "stranger",
        spoke,
      })),
  resumed: [{ kind: "resumed" }],
  kicked: [{ kind: "kicked" }],
  full: [{ kind: "full" }],
  stopping: [{ kind: "stopping" }],
  cut_off: [{ kind: "cut_off" }],
  not_done: [{ kind: "not_done", refusal: { kind: "no_screen" } }],
  bug: [{ kind: "bug" }],
};

/** What `/help` shows. */
export const HELP: Extract<Notice, { readonly kind: "help" }> = {
  kind: "help",
  topics: (Object.keys(TOPICS) as Topic[]).map((topic) => ({
    topic,
    usages: TOPICS[topic].map((verb) => COMMANDS[verb].brief ?? COMMANDS[verb].usage),
  })),
};

const entry = (roomKind: RoomKind, you: "current" | "in" | "out", topic: string) => (
  { name: ops, roomKind, people: 2, topic: text(topic), you }
);
const past: PastLines = { messages: [messageOf({ text: text("hi") })], room: lobby, now: NOON };
const noPast: PastLines = { ...past, messages: [] };

/** A sample of every notice: of every way its sentence can go. */
export const NOTICES: Samples<Notice> = {
  prompt: [{ kind: "prompt" }],
  greeting: [[], [bob, xiaoming]].flatMap((others) => [
    { kind: "greeting", name: ann, others },
    { kind: "greeting", name: ann, others, server: text("Chat of the Castle") },
  ]),
  motd: [[], [text("Rules: be kind."), nothing, text("  ask ben")]].map((lines) => ({ kind: "motd", lines })),
  help: [HELP],
  help_on: [{ kind: "help_on", verb: "msg", usage: COMMANDS.msg.usage }],
  who: [undefined, ops].map((room) => ({
    kind: "who",
    room,
    people: [{ name: ann, isBot: false, isEncrypted: true, isAway: true }, {
      ...{ name: bob, isBot: true, isEncrypted: true, isSsh: true, isAway: false },
    }],
    you: ann,
  })),
  whois: [true, false].map((isAway) => ({
    kind: "whois",
    person: { name: bob, isBot: isAway, isEncrypted: !isAway, isAway },
    rooms: isAway ? [] : [lobby, ops],
    hereMs: isAway ? 1000 : 90_000_000,
    quietMs: isAway ? 60_000 : 9_000_000_000,
    awayText: isAway ? text("lunch") : nothing,
    ...!isAway && { node: "berlin" },
  })),
  renamed_you: [{ kind: "renamed_you", to: bob }],
  same_name: [{ kind: "same_name", name: ann }],
  dialect: [PLAIN, COLOUR].map((dialect) => ({ kind: "dialect", dialect })),
  time_zone: [{ kind: "time_zone", time: NOON }],
  settings: [PLAIN, LOUD].map((dialect) => ({
    ...{ kind: "settings", replay: 10, dialect, hasEditor: dialect.color },
  })),
  resumable: [{ kind: "resumable", token: "0123456789abcdef", resumeMs: 120_000 }],
  resumed: [1, 7].map((missed) => ({ kind: "resumed", you: ann, missed, token: "0123456789abcdef" })),
  still_here: [{ kind: "still_here" }],
  draining: [30_000, 400].map((stopsInMs) => ({ kind: "draining", stopsInMs })),
  health: [undefined, "berlin"].flatMap((node) =>
    [[undefined, undefined], ["the disk is full", undefined], [undefined, "the file was damaged"]]
      .map(([trouble, concern]) => ({
        ...{ kind: "health", trouble, concern },
        ...node !== undefined && { node, isCutOff: trouble === undefined ? undefined : true },
      }))
  ),
  not_utf8: [{ kind: "not_utf8" }],
  paced: [{ kind: "paced", linesPerSecond: 10 }],
  skipped: [1, 12_345].map((lines) => ({ kind: "skipped", lines })),
  rooms: [{
    kind: "rooms",
    rooms: [entry("public", "current", "news"), entry("private", "in", ""), entry("password", "out", "")],
    more: 0,
  }, { kind: "rooms", rooms: [entry("announce", "out", "x"), entry("invite-only", "in", "")], more: 7 }],
  room_made: [
    { kind: "room_made", room: ops, roomKind: "public" },
    { kind: "room_made", room: ops, roomKind: "password" },
  ],
  room_entered: ROOM_KINDS.map((roomKind, i) => ({
    ...{ kind: "room_entered", room: ops, roomKind, topic: i % 2 === 0 ? nothing : text("news") },
    others: i % 3 === 0 ? [] : [bob],
  })),
  many_here: [{ kind: "many_here", room: ops, people: 1234 }],
  room_current: [{ kind: "room_current", room: ops }],
  room_left: [
    { kind: "room_left", room: ops, current: lobby },
    { kind: "room_left", room: ops, current: lobby, query: bob },
  ],
  room_topic: ["", "news"].map((topic) => ({ kind: "room_topic", room: ops, topic: text(topic) })),
  room_state: ROOM_KINDS.map((roomKind, i) => ({
    ...{ kind: "room_state", room: ops, roomKind, keepsHistory: i % 2 === 0 },
    owners: i % 3 === 0 ? [] : [ann, bob],
  })),
  removed_you: ["", "too loud"].map((reason) => ({
    ...{ kind: "removed_you", room: ops, by: ann, text: text(reason), current: lobby },
    ...(reason !== "" && { query: bob }),
  })),
  hook_made: [{ kind: "hook_made", room: ops, name: deploy, token: "abcd-EFGH_1234" }],
  hooks: [[], [{ name: deploy, by: ann }]].map((hooks) => ({ kind: "hooks", room: ops, hooks })),
  whois_hook: [[ops, 90_000_000], [undefined, undefined]].map(([room, quietMs]) => ({
    ...{
      kind: "whois_hook",
      person: { name: deploy, isBot: true, isEncrypted: false, isAway: false },
      by: ann,
    },
    ...{ room, quietMs } as { room: RoomName | undefined; quietMs: number | undefined },
  })),
  password_wanted: [false, true].map((isNew) => ({ kind: "password_wanted", room: ops, isNew })),
  no_password: [{ kind: "no_password" }],
  invited_you: [{ kind: "invited_you", by: ann, room: ops }],
  invited: [{ kind: "invited", name: bob, room: ops }],
  query: [{ kind: "query", name: bob, room: ops }],
  query_over: [{ kind: "query_over", name: bob, room: ops }],
  completed: [
    { kind: "completed", line: "/jo", from: 0, candidates: ["/join ", "/json "], hasMore: false },
    { kind: "completed", line: "/", from: 0, candidates: ["/me "], hasMore: true },
    { kind: "completed", line: "xyzzy", from: 0, candidates: [], hasMore: false },
  ],
  is_away: ["", "lunch"].map((reason) => ({ kind: "is_away", name: bob, text: text(reason) })),
  away: ["", "lunch"].map((reason) => ({ kind: "away", text: text(reason) })),
  back: [{ kind: "back" }],
  ignoring: [{ kind: "ignoring", name: bob }],
  heeding: [{ kind: "heeding", name: bob }],
  ignored: [[], [bob, xiaoming]].map((names) => ({ kind: "ignored", names })),
  replay: [{ kind: "replay", ...past }],
  history: [past, noPast].flatMap((past) => [
    { kind: "history", of: ops, ...past },
    { kind: "history", of: ops, before: 9, ...past },
  ]),
  since: [
    ...[past, noPast].map((past) => ({ kind: "since", hasMore: false, ...past }) as const),
    { kind: "since", hasMore: true, ...past },
  ],
  found: [
    ...[past, noPast].map((past) =>
      ({ kind: "found", words: "hi", hasMore: false, unindexed: 3, ...past }) as const
    ),
    { kind: "found", words: "", hasMore: false, unindexed: 0, ...past },
    { kind: "found", words: "", hasMore: false, unindexed: 1, ...noPast },
    { kind: "found", words: "hi", hasMore: true, unindexed: 0, ...past },
    { kind: "found", words: "hi", hasMore: true, unindexed: 0, ...noPast },
  ],
  not_saving: [{ kind: "not_saving", reason: "the disk is full" }],
  forgotten: [true, false].map((isCertain) => ({ kind: "forgotten", lines: 3, isCertain })),
  protocol: [undefined, ann].map((name) => ({ kind: "protocol", name })),
  done: [undefined, 7].map((id) => ({ kind: "done", id })),
  refusal: Object.values(REFUSALS).flat().map((refusal) => ({ kind: "refusal", refusal })),
  farewell: Object.values(FAREWELLS).flat().map((farewell) => ({ kind: "farewell", farewell })),
};

/** All samples of a table. */
export function allOf<U extends { readonly kind: string }>(samples: Samples<U>): U[] {
  return (Object.values(samples) as U[][]).flat();
}
