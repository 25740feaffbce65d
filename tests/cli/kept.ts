/**
 * A store to export from, as a double: lines in an array.
 *
 * @module
 */

import type { Kept } from "../../lib/cli/export.ts";
import type { CleanText, Name, RoomName } from "../../lib/text/clean.ts";
import type { Message } from "../../lib/model/message.ts";
import { savedRoom } from "../contracts/samples.ts";

/** A kept line of 2026-01-05, 14:05 UTC and later. */
export function keptLine(id: number, room: string, text: string, more: Partial<Message> = {}): Message {
  const time = Date.UTC(2026, 0, 5, 14, 5) + id * 1000;
  return {
    ...{ id, time, room: room as RoomName, kind: "said", name: "anna" as Name, text: text as CleanText },
    ...more,
  };
}

/** A store with these lines, in the rooms they are in. */
export function keptOf(messages: readonly Message[]): Kept & { readonly limits: number[] } {
  const rooms = [...new Set(messages.map(({ room }) => room))];
  const limits: number[] = [];
  return {
    limits,
    lastId: messages.at(-1)?.id ?? 0,
    rooms: () => rooms.map((name) => savedRoom(name)),
    lines({ room, after, before = Infinity, limit }) {
      limits.push(limit);
      return messages.filter((line) => line.room === room && line.id > after && line.id < before).slice(
        0,
        limit,
      );
    },
    all: () => messages,
  };
}
