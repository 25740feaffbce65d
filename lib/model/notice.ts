/**
 * A line for one person only: answers, greetings and advice. Unlike an event it is nobody else's business, and
 * unlike a refusal it is not a no.
 *
 * @module
 */

import type { CleanText, Name, RoomName } from "../text/clean.ts";
import type { Dialect } from "./dialect.ts";
import type { Farewell } from "./farewell.ts";
import type { WrittenNumber } from "../text/json_object.ts";
import type { Message } from "./message.ts";
import type { Refusal } from "./refusal.ts";
import type { RoomKind } from "./room_rules.ts";
import type { Topic, Verb } from "./verb.ts";

/** Somebody in a list of people. */
export interface ListedPerson {
  /** Their name. */
  readonly name: Name;
  /** Whether they speak JSON: a program, and marked as one. */
  readonly isBot: boolean;
  /** Whether they said that they are away. */
  readonly isAway: boolean;
}

/** A room in a list of rooms. */
export interface RoomEntry {
  /** Its name. */
  readonly name: RoomName;
  /** Who may come in and speak. */
  readonly roomKind: RoomKind;
  /** How many people are in it. */
  readonly people: number;
  /** What it is about; empty for nothing. */
  readonly topic: CleanText;
  /** Whether the reader is in it, and whether their lines go there. */
  readonly you: "current" | "in" | "out";
}

/** Lines of the past, the oldest of them first. */
export interface PastLines {
  /** The lines. */
  readonly messages: readonly Message[];
  /** The room that need not be named, since it is the reader's current one or the only one asked for. */
  readonly room: RoomName | undefined;
  /** The present, in milliseconds since 1970: lines of today show no date. */
  readonly now: number;
}

/** Every notice, with what its sentence needs. */
export type Notice =
  | { readonly kind: "prompt" }
  | {
    readonly kind: "greeting";
    readonly name: Name;
    readonly others: readonly Name[];
    readonly server?: CleanText; // what it is called, if it has a name
  }
  | { readonly kind: "motd"; readonly lines: readonly CleanText[] }
  | {
    readonly kind: "help";
    readonly topics: readonly { readonly topic: Topic; readonly usages: string[] }[];
  }
  | { readonly kind: "help_on"; readonly verb: Verb; readonly usage: string }
  | {
    readonly kind: "who";
    readonly room: RoomName | undefined;
    readonly people: ListedPerson[];
    readonly you: Name;
  }
  | {
    readonly kind: "whois";
    readonly person: ListedPerson;
    readonly rooms: readonly RoomName[];
    readonly hereMs: number;
    readonly quietMs: number;
    readonly awayText: CleanText;
  }
  | { readonly kind: "renamed_you"; readonly to: Name }
  | { readonly kind: "same_name"; readonly name: Name }
  | { readonly kind: "dialect"; readonly dialect: Dialect }
  | { readonly kind: "time_zone"; readonly time: number }
  | { readonly kind: "settings"; readonly replay: number; readonly dialect: Dialect }
  | { readonly kind: "still_here" }
  | { readonly kind: "health"; readonly trouble: string | undefined; readonly concern: string | undefined }
  | { readonly kind: "paced"; readonly linesPerSecond: number }
  | { readonly kind: "not_utf8" }
  | { readonly kind: "skipped"; readonly lines: number }
  // rooms
  | { readonly kind: "rooms"; readonly rooms: readonly RoomEntry[]; readonly more: number }
  | { readonly kind: "room_made"; readonly room: RoomName; readonly roomKind: RoomKind }
  | {
    readonly kind: "room_entered";
    readonly room: RoomName;
    readonly roomKind: RoomKind;
    readonly topic: CleanText;
    readonly others: readonly Name[];
  }
  | { readonly kind: "room_current"; readonly room: RoomName }
  | { readonly kind: "room_left"; readonly room: RoomName; readonly current: RoomName }
  | { readonly kind: "room_topic"; readonly room: RoomName; readonly topic: CleanText }
  | {
    readonly kind: "room_state";
    readonly room: RoomName;
    readonly roomKind: RoomKind;
    readonly keepsHistory: boolean;
    readonly owners: readonly Name[];
  }
  | {
    readonly kind: "removed_you";
    readonly room: RoomName;
    readonly by: Name;
    readonly text: CleanText;
    readonly current: RoomName;
  }
  | { readonly kind: "invited_you"; readonly by: Name; readonly room: RoomName }
  | { readonly kind: "invited"; readonly name: Name; readonly room: RoomName }
  // people
  | { readonly kind: "is_away"; readonly name: Name; readonly text: CleanText }
  | { readonly kind: "away"; readonly text: CleanText }
  | { readonly kind: "back" }
  | { readonly kind: "ignoring"; readonly name: Name }
  | { readonly kind: "heeding"; readonly name: Name }
  | { readonly kind: "ignored"; readonly names: readonly Name[] }
  // the past
  | { readonly kind: "replay" } & PastLines
  | { readonly kind: "history"; readonly of: RoomName } & PastLines
  | { readonly kind: "since"; readonly hasMore: boolean } & PastLines
  | {
    readonly kind: "found";
    readonly words: string;
    readonly hasMore: boolean;
    readonly unindexed: number;
  }
    & PastLines
  | { readonly kind: "not_saving"; readonly reason: string }
  | { readonly kind: "forgotten"; readonly lines: number; readonly isCertain: boolean }
  // programs
  | { readonly kind: "protocol"; readonly name: Name | undefined }
  | { readonly kind: "done"; readonly id: number | undefined }
  | { readonly kind: "refusal"; readonly refusal: Refusal }
  | { readonly kind: "farewell"; readonly farewell: Farewell };

/** What a program wrote beside a request, given back with every answer to it, to the last digit. */
export type Ref = string | number | WrittenNumber;

/** Wraps a refusal so that it can be told. */
export function refused(refusal: Refusal): Notice {
  return { kind: "refusal", refusal };
}

/** What clean text does not end in: a joiner cut off from what it joins, the tags of a flag without their end. */
const LOOSE_END = /[\u180e\u200c\u200d\u{e0020}-\u{e007e}]+$/u;

/** Text that a refusal quotes back, shortened to at most `characters` so that no reply outgrows its question. */
export function quoted(text: CleanText, characters = 32): CleanText {
  if (text.length <= characters) return text;
  const all = [...text];
  if (all.length <= characters) return text;
  return `${all.slice(0, characters).join("").replace(LOOSE_END, "")}…` as CleanText;
}
