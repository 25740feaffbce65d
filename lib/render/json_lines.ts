/**
 * Events and notices as JSON objects for programs: one a line (docs/protocol.md, docs/protocol.schema.json).
 *
 * @module
 */

import type { Dialect } from "../model/dialect.ts";
import type { Event } from "../model/event.ts";
import type { Message } from "../model/message.ts";
import type { Notice, Ref } from "../model/notice.ts";

/** The version of what programs read and write; grows when something they rely on changes. */
export const PROTOCOL = 1;

/** Most people in one list; more are counted. A short question must not fill an outbox. */
export const MAX_LISTED = 1000;

export type Fields = Record<string, unknown>;

/** Notices whose kind programs know as that of the line; the others are what a line is about. */
type OwnKind = "protocol" | "done" | "refusal" | "farewell" | "skipped" | "prompt";

export function eventObject(event: (Event | Message) & { readonly spokeLately?: boolean }): Fields {
  const { kind, id, time, name: from, spokeLately: _, ...rest } = event;
  return { kind, id, time: timeText(time), from, ...rest };
}

/**
 * A notice as an object: whoever asked recognises it by `ref`, a program by `about` and the fields, a person by `text`.
 * @param text the sentence people get
 */
export function noticeObject(notice: Notice, text: string, ref: Ref | undefined): Fields {
  const asked = ref === undefined ? {} : { ref };
  switch (notice.kind) {
    case "protocol":
      return { kind: "hello", ...asked, protocol: PROTOCOL, you: notice.name ?? null, text };
    case "done":
      return { kind: "done", ...asked, ...(notice.id === undefined ? {} : { id: notice.id }) };
    case "refusal": {
      const { kind: reason, ...facts } = notice.refusal;
      return { kind: "refused", ...asked, ...facts, reason, text };
    }
    case "farewell":
      return { kind: "goodbye", reason: notice.farewell.kind, text };
    case "skipped":
      return { kind: "skipped", lines: notice.lines, text };
    case "prompt":
      return { kind: "prompt", ...asked, text };
    default:
      return { kind: "notice", ...asked, about: notice.kind, ...factsOf(notice), text };
  }
}

/** What a notice knows, in the words of the protocol; `text` is kept free for its sentence. */
function factsOf(notice: Exclude<Notice, { readonly kind: OwnKind }>): Fields {
  switch (notice.kind) {
    case "greeting":
    case "room_entered": {
      const { kind: _, others, more, ...facts } = notice;
      return { ...facts, ...listed("others", others, more) };
    }
    case "who": {
      const { kind: _, people, ...facts } = notice;
      return { ...facts, ...listed("people", people) };
    }
    case "away":
    case "is_away":
    case "removed_you": {
      const { kind: _, text: reason, ...facts } = notice;
      return { ...facts, reason };
    }
    case "dialect":
      return choices(notice.dialect);
    case "settings":
      return {
        ...{ replay: notice.replay, ...liveLines(notice.dialect) },
        ...{ editor: notice.hasEditor, ...choices(notice.dialect) },
      };
    case "time_zone":
      return { time: timeText(notice.time) };
    case "replay":
      return { room: notice.room, ...past(notice.messages) };
    case "history": {
      const { of: room, before, messages } = notice;
      return { room, ...(before !== undefined && { before }), ...past(messages) };
    }
    case "since":
      return { ...past(notice.messages), hasMore: notice.hasMore };
    case "found": {
      const { words, messages, hasMore, unindexed } = notice;
      return { words, ...past(messages), hasMore, unindexed };
    }
    default: {
      const { kind: _, ...facts } = notice;
      return facts;
    }
  }
}

function timeText(time: number): string {
  return new Date(time).toISOString();
}

/** @param beyond how many there are besides */
function listed(key: string, named: readonly unknown[], beyond = 0): Fields {
  const shown = named.slice(0, MAX_LISTED);
  return { [key]: shown, more: named.length - shown.length + beyond };
}

function liveLines({ joins, bell, stamps }: Dialect): Fields {
  return { joins, bell, stamps };
}

function choices({ color, language, timeZone }: Dialect): Fields {
  return { color, language, timeZone };
}

function past(messages: readonly Message[]): Fields {
  return { messages: messages.map(eventObject) };
}
