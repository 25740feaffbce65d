/**
 * Where imported lines go: into rooms that are kept already, or into new ones, and there only behind what is kept. The
 * lines of a room are shown in the order of their ids, so history goes on, and is not filled in afterwards.
 *
 * @module
 */

import type { RoomName } from "../model/clean.ts";
import { NameBook } from "../name_book.ts";
import { Room } from "../room.ts";
import type { SavedRoom, Store } from "../store/store.ts";
import { type ImportedLine, type Problem, problem } from "./import_line.ts";

/** What is needed of a store. */
export type RoomsKept = Pick<Store, "rooms" | "lines">;

/** The name under which the room for a line is kept; or why there is none. */
export type Placement = { readonly kind: "room"; readonly name: RoomName } | Problem;

/** The rooms of one import. */
export class ImportRooms {
  readonly #store: RoomsKept;
  readonly #maxRooms: number;
  readonly #names = new NameBook<SavedRoom>();
  readonly #lastByRoom = new Map<SavedRoom, ImportedLine>();
  readonly #made: SavedRoom[] = [];
  #count = 0;

  /**
   * No line is taken yet.
   * @param maxRooms most rooms in all, kept and new
   */
  constructor(store: RoomsKept, maxRooms: number) {
    this.#store = store;
    this.#maxRooms = maxRooms;
    for (const room of store.rooms()) this.#add(room);
  }

  /** The rooms that are to be kept from now on: open to all, owned by nobody. */
  get made(): readonly SavedRoom[] {
    return this.#made;
  }

  /** How many rooms have taken lines. */
  get size(): number {
    return this.#lastByRoom.size;
  }

  /** Finds the room for a line, as `/join` would: a name that looks the same is the same. */
  place(line: ImportedLine): Placement {
    const found = this.#names.find(line.room);
    if (found === undefined && this.#count >= this.#maxRooms) {
      return problem(`there are ${this.#count} rooms then already, and --max-rooms is ${this.#maxRooms}`);
    }
    const room = found ?? this.#make(line.room);
    const last = this.#lastByRoom.get(room);
    const reason = last === undefined ? this.#whyClosed(room, line) : whyUnordered(last, line);
    if (reason !== undefined) return problem(reason);
    this.#lastByRoom.set(room, line);
    return { kind: "room", name: room.name };
  }

  #whyClosed({ name, keepsHistory }: SavedRoom, line: ImportedLine): string | undefined {
    if (!keepsHistory) return `what is said in ${name} is not kept: its owner wants it so`;
    const [newest] = this.#store.lines({ room: name, after: 0, limit: 1, which: "newest" });
    if (newest === undefined || newest.time < line.time) return undefined;
    return `${name} has lines up to ${isoText(newest.time)} already, and only newer ones can follow them`;
  }

  #make(name: RoomName): SavedRoom {
    const room = new Room(name).saved();
    this.#made.push(room);
    return this.#add(room);
  }

  #add(room: SavedRoom): SavedRoom {
    this.#names.claim(room.name, room);
    this.#count++;
    return room;
  }
}

/** Ids that grow tell the order as well as times do: a clock may have been turned back between two lines. */
function whyUnordered(last: ImportedLine, { id, time, room }: ImportedLine): string | undefined {
  const isNext = time >= last.time || (id !== undefined && last.id !== undefined && id > last.id);
  return isNext ? undefined : `the line of ${room} before it is newer, and the oldest come first`;
}

function isoText(time: number): string {
  return new Date(time).toISOString();
}
