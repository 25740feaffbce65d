/**
 * What another thread begins with: who is in, the rooms, and the lines where they are nowhere else, all of one moment.
 *
 * @module
 */

import type { Message } from "../model/message.ts";
import type { SavedRoom } from "../model/saved_room.ts";
import type { Presence, Store } from "./store.ts";

/** Plain data, to be handed from thread to thread. */
export interface StoreCopy {
  readonly lastId: number;
  readonly rooms: readonly SavedRoom[];
  /** Who is in, and up to where the log was read; undefined where that is not kept. */
  readonly presence: Presence | undefined;
  /** Where they stand in no file. */
  readonly lines: readonly Message[];
}

/** @param hasFile whether the lines are to be read from a file there */
export function copyOf(store: Store, hasFile: boolean): StoreCopy {
  const all = { after: 0, limit: Infinity, which: "newest" } as const;
  const lines = hasFile ? [] : [...store.roomsWithLines()].flatMap((room) => store.lines({ room, ...all }));
  lines.sort((a, b) => a.id - b.id);
  return { lastId: store.lastId, rooms: store.rooms(), presence: store.presence(), lines };
}

/** Puts a copy into a store that has nothing yet. */
export function takeIn({ rooms, presence, lines }: StoreCopy, store: Store): Store {
  for (const room of rooms) store.saveRoom(room);
  store.save(lines);
  if (presence !== undefined) store.savePresence(presence);
  return store;
}
