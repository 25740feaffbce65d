/**
 * What an exported line tells of its room, so that a room that is closed here is closed where it is imported. Every line
 * that newcomers may not see says so; the first line of a room says the rest. Passwords do not leave the server.
 *
 * The fields have names of their own: whoever does not know them passes them over.
 *
 * @module
 */

import { Identity } from "../accounts/identity.ts";
import { quoted } from "../text/quoted.ts";
import { hasOpenPast, ROOM_KINDS, type RoomKind } from "../model/room_rules.ts";
import { cleanText } from "../text/clean_text.ts";
import { oneLine } from "../text/one_line.ts";
import { MAX_OWNERS } from "../chat/owners.ts";
import type { SavedRoom } from "../model/saved_room.ts";
import { shown } from "../text/shown.ts";

/** Most characters of a topic, and of an owner's key. */
const MAX_TOPIC = 200, MAX_KEY = 200;

/** Why something in a file that is imported cannot be taken, as the end of a sentence. */
export interface Problem {
  readonly kind: "problem";
  readonly problem: string;
}

export function problem(problem: string): Problem {
  return { kind: "problem", problem };
}

/** What a line tells of its room; undefined is what it does not tell. */
export interface RoomFacts {
  readonly kind?: RoomKind;
  /** Whether newcomers may not see the line, whatever the kind is. */
  readonly isClosed: boolean;
  readonly topic?: string;
  /** Keys of its owners (`lib/accounts/identity.ts`). */
  readonly owners?: readonly string[];
}

/** The fields that a line of a room has besides its own. */
export interface RoomFields {
  /** Who may come in and speak; on the first line of a room, and on every line that this closes. */
  readonly roomKind?: RoomKind;
  /** On every line that newcomers may not see although the room is open now. */
  readonly roomPast?: "closed";
  /** What the room is about; on its first line. */
  readonly roomTopic?: string;
  /** Keys of its owners; on its first line. */
  readonly roomOwners?: readonly string[];
}

/**
 * The fields for a line.
 * @param room its room; undefined where it is not kept any more, and nobody sees the line
 * @param id the line's
 * @param isFirst whether no line of the room came before it
 */
export function roomFields(room: SavedRoom | undefined, id: number, isFirst: boolean): RoomFields {
  if (room === undefined) return { roomPast: "closed" };
  const { kind, topic, owners, pastFrom } = room;
  return {
    ...(isFirst || !hasOpenPast(kind) ? { roomKind: kind } : {}),
    ...(hasOpenPast(kind) && id <= pastFrom ? { roomPast: "closed" } : {}),
    ...(isFirst && topic !== "" ? { roomTopic: topic } : {}),
    ...(isFirst && owners.length > 0 ? { roomOwners: owners } : {}),
  };
}

/** Reads the fields of a line; `facts` is undefined where it has none of them. */
export function checkRoomFacts(
  { roomKind, roomPast, roomTopic, roomOwners }: Readonly<Record<string, unknown>>,
): { readonly kind: "facts"; readonly facts: RoomFacts | undefined } | Problem {
  const kind = ROOM_KINDS.find((kind) => kind === roomKind);
  if (roomKind !== undefined && kind === undefined) {
    return problem(`"roomKind" is ${shown(roomKind)}, it takes ${ROOM_KINDS.join(", ")}`);
  }
  if (roomPast !== undefined && roomPast !== "closed") {
    return problem(`"roomPast" is ${shown(roomPast)}, it takes closed, or is left out`);
  }
  if (roomTopic !== undefined && typeof roomTopic !== "string") {
    return problem(`"roomTopic" is ${shown(roomTopic)}, it takes text`);
  }
  if (roomOwners !== undefined && !areOwners(roomOwners)) {
    return problem(
      `"roomOwners" is ${shown(roomOwners)}, it takes up to ${MAX_OWNERS} such as ["anna@192.0.2.1"]`,
    );
  }
  if ([roomKind, roomPast, roomTopic, roomOwners].every((field) => field === undefined)) {
    return { kind: "facts", facts: undefined };
  }
  const facts = {
    isClosed: roomPast === "closed" || (kind !== undefined && !hasOpenPast(kind)),
    ...(kind === undefined ? {} : { kind }),
    ...(roomTopic === undefined ? {} : { topic: quoted(cleanText(oneLine(roomTopic)), MAX_TOPIC) }),
    ...(roomOwners === undefined ? {} : { owners: roomOwners.map((owner) => Identity.written(owner).key) }),
  };
  return { kind: "facts", facts };
}

function areOwners(value: unknown): value is string[] {
  return Array.isArray(value) && value.length <= MAX_OWNERS &&
    value.every((key) => typeof key === "string" && key.length <= MAX_KEY && /^.+@[^@]+$/u.test(key));
}
