/**
 * What a command is, and what several of them ask.
 *
 * @module
 */

import type { Guest, Preferences } from "../chat/guest.ts";
import type { CleanText, Name } from "../text/clean.ts";
import { NO_TEXT } from "../text/clean_parts.ts";
import { isProgram } from "../model/dialect.ts";
import type { Notice } from "../model/notice.ts";
import { quoted } from "../text/quoted.ts";
import type { Refusal } from "../model/refusal.ts";
import { checkRoomName } from "../model/room_name.ts";
import { isListed } from "../model/room_rules.ts";
import { NAMES_SHOWN } from "../render/catalogue.ts";
import { MAX_LISTED } from "../render/json_lines.ts";
import type { Verb } from "../model/verb.ts";
import type { Hook } from "../chat/hook.ts";
import type { Person } from "../chat/person.ts";
import { manageProblem } from "../chat/rights.ts";
import type { Room } from "../chat/room.ts";
import type { Seat } from "../chat/seats.ts";
import type { Services } from "../chat/services.ts";
import type { Farewell } from "../model/farewell.ts";
import type { HiddenEntry } from "./hidden_entry.ts";
import type { Outcome } from "./outcome.ts";
import type { Takes } from "./take.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** The one who asks, somebody in or somebody still at the door, and what their command works with. */
export interface Asker extends Services {
  /** The connection they ask at. */
  readonly seat: Seat;
  /** What can be asked of the terminal there. */
  readonly terminal: Terminal;
  /** What they were asked to type unseen there. */
  readonly entry: HiddenEntry;
  /** Wishes something else, if anything is given; returns all they wish then. */
  prefer(change?: Partial<Preferences>): Preferences;
  /** Tells the one who asks, and nobody else. */
  answer(notice: Notice): void;
  /** Ends their session. */
  end(farewell: Farewell): void;
  /** Makes their next lines wait as if they had said so many more. */
  charge(lines: number): void;
}

/** Somebody in who asks. */
export interface GuestAsker extends Asker {
  /** Who they are in the chat. */
  readonly guest: Guest;
}

/**
 * One command: how it is typed, who may use it, what it does or why not. Its verb is its key in the table; it ends a
 * session by {@linkcode Asker.end}.
 */
export type Command =
  & {
    /** How it is typed: small letters as they are, CAPITALS for what to fill in, brackets for what may be left out. */
    readonly usage: string;
    /** What it takes, word by word. */
    readonly takes: Takes;
    /** The same in a few words, where `/help` has no room for all. */
    readonly brief?: string;
    /** How many lines it counts as beyond its own, where it takes the server more time than saying something. */
    readonly cost?: number;
  }
  & (
    | { readonly who: "anyone"; run(asker: Asker, argument: CleanText): Outcome }
    | { readonly who: "guests"; run(asker: GuestAsker, argument: CleanText): Outcome }
  );

/** Every command under its verb. */
export type Commands = Readonly<Record<Verb, Command>>;

/** A refusal that tells how the command is typed. */
export function misuse(verb: Verb, usage: string, given: CleanText): Refusal {
  return { kind: "bad_argument", verb, given: quoted(given), usage };
}

/** Somebody here by name, or a webhook, for one who asks. */
export function speakerNamed({ names }: Asker, word: CleanText): Person | Hook | Refusal {
  return names.find(word) ?? { kind: "unknown_person", given: quoted(word) };
}

/** Somebody here by name, for one who asks: a webhook reads nothing, and goes nowhere. */
export function personNamed(asker: Asker, word: CleanText): Person | Refusal {
  const speaker = speakerNamed(asker, word);
  return speaker.kind === "hook" ? { kind: "is_hook", name: speaker.name } : speaker;
}

/**
 * The others among some people that one who asks is in: as many names as are shown to them, and how many more there are.
 * A crowd that comes is told so once each, and all names would take the square of it.
 * @param count how many people those are
 */
export function othersIn(
  people: Iterable<Person>,
  count: number,
  { seat, guest: { person } }: GuestAsker,
): { readonly others: readonly Name[]; readonly more: number } {
  const most = isProgram(seat.dialect) ? MAX_LISTED : NAMES_SHOWN, others: Name[] = [];
  for (const other of people) {
    if (others.length === most) break;
    if (other !== person) others.push(other.name);
  }
  return { others, more: count - 1 - others.length };
}

/** A room that the one who asks may know of. */
export function roomNamed({ rooms, guest }: GuestAsker, word: CleanText): Room | Refusal {
  const check = checkRoomName(word);
  const room = check.kind === "room_name" ? rooms.find(check.name) : undefined;
  if (room === undefined || !isListed(room.access.kind, room.standing(guest.person))) {
    return { kind: "unknown_room", given: quoted(word) };
  }
  return room;
}

/** A room that the one who asks is in; the current one where none is named. */
export function roomIn(asker: GuestAsker, word = NO_TEXT): Room | Refusal {
  if (word === "") return asker.guest.current;
  const room = roomNamed(asker, word);
  if (room.kind === "room" && !room.members.has(asker.guest.person)) {
    return { kind: "not_in_room", room: room.label };
  }
  return room;
}

/** The current room of one who asks, if it is theirs to change. */
export function roomOwned({ guest }: GuestAsker): Room | Refusal {
  return manageProblem(guest.current, guest.person) ?? guest.current;
}

/** Tells whoever speaks JSON under which number their line went out; others see it leave. */
export function confirm(asker: Asker, id: number): void {
  if (asker.seat.dialect.json) asker.answer({ kind: "done", id });
}
