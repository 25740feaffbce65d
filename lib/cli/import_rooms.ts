/**
 * Where imported lines go: into rooms that are kept already, or into new ones, and there only behind what is kept. The
 * lines of a room are shown in the order of their ids, so history goes on, and is not filled in afterwards.
 *
 * What was closed stays closed: a new room is of the kind its lines tell (`room_facts.ts`), and closed lines are no past
 * for newcomers to a room that is open here.
 *
 * @module
 */

import type { RoomName } from "../text/clean.ts";
import { LOBBY } from "../model/room_name.ts";
import { hasOpenPast } from "../model/room_rules.ts";
import { NameBook } from "../chat/name_book.ts";
import { Room } from "../chat/room.ts";
import type { Store } from "../store/store.ts";
import type { SavedRoom } from "../model/saved_room.ts";
import type { ImportedLine } from "./import_line.ts";
import { type Problem, problem, type RoomFacts } from "./room_facts.ts";

export type RoomsKept = Pick<Store, "rooms" | "lines">;

/** The name under which the room for a line is kept; or why there is none. */
export type Placement = { readonly kind: "room"; readonly name: RoomName } | Problem;

const PAGE_LINES = 1000;

const NOTHING: RoomFacts = { isClosed: false };

interface Place {
  saved: SavedRoom;
  readonly isNew: boolean;
  isChanged: boolean;
  /** Whether it had a password, which is not imported. */
  wasLocked: boolean;
  /** Whether an export wrote any of its lines, and whether any tells who may come in or see it. */
  isExported: boolean;
  isTold: boolean;
  last: ImportedLine | undefined;
}

/** The rooms of one import; no line is taken yet. */
export class ImportRooms {
  readonly #store: RoomsKept;
  readonly #maxRooms: number;
  readonly #now: number;
  readonly #names = new NameBook<Place>();
  readonly #places: Place[] = [];

  /**
   * @param maxRooms most rooms in all, kept and new
   * @param now the present, in milliseconds since 1970: a line kept from later than that tells nothing by its time
   */
  constructor(store: RoomsKept, maxRooms: number, now = Number.MAX_SAFE_INTEGER) {
    this.#store = store;
    this.#maxRooms = maxRooms;
    this.#now = now;
    for (const room of store.rooms()) this.#add(room, false);
  }

  /** The rooms that are to be kept from now on. */
  get made(): readonly SavedRoom[] {
    return this.#places.filter(({ isNew }) => isNew).map(({ saved }) => saved);
  }

  /** Rooms that were kept already and are to be kept anew. */
  get changed(): readonly SavedRoom[] {
    return this.#places.filter(({ isNew, isChanged }) => !isNew && isChanged).map(({ saved }) => saved);
  }

  /** New rooms that had a password: they are invite-only until an owner gives them another one. */
  get unlocked(): readonly RoomName[] {
    return this.#newOnes(({ wasLocked }) => wasLocked);
  }

  /** New rooms that are not open to all, and have nobody who could let others in or change that. */
  get unowned(): readonly RoomName[] {
    return this.#newOnes(({ saved: { kind, owners } }) => kind !== "public" && owners.length === 0);
  }

  /** New rooms that are open to all, of which an export did not tell whether they were. */
  get untold(): readonly RoomName[] {
    return this.#newOnes(({ saved: { name }, isExported, isTold }) =>
      isExported && !isTold && name !== LOBBY
    );
  }

  /** How many rooms have taken lines. */
  get size(): number {
    return this.#places.filter(({ last }) => last !== undefined).length;
  }

  /**
   * Finds the room for a line, as `/join` would: a name that looks the same is the same.
   * @param id the one the line will have
   */
  place(line: ImportedLine, id = 0): Placement {
    const found = this.#names.find(line.room);
    const { length: rooms } = this.#places;
    if (found === undefined && rooms >= this.#maxRooms) {
      return problem(`there are ${rooms} rooms already, and --max-rooms is ${this.#maxRooms}`);
    }
    const place = found ?? this.#add(new Room(line.room).saved(), true);
    const { last } = place;
    const reason = last === undefined ? this.#whyClosed(place.saved, line) : whyUnordered(last, line);
    if (reason !== undefined) return problem(reason);
    place.last = line;
    learn(place, line, id);
    return { kind: "room", name: place.saved.name };
  }

  #whyClosed({ name, keepsHistory }: SavedRoom, line: ImportedLine): string | undefined {
    if (!keepsHistory) return `the lines of ${name} are not kept: an owner turned its history off`;
    const [newest] = this.#store.lines({ room: name, after: 0, limit: 1, which: "newest" });
    if (newest === undefined) return undefined;
    if (newest.time >= line.time && newest.time <= this.#now) {
      return `${name} has lines up to ${isoText(newest.time)} already, and can only take newer ones`;
    }
    return this.#has(name, line) ? `${name} has this line already` : undefined;
  }

  /** Whether a room has a line already: times do not tell where a clock was set back meanwhile. */
  #has(room: RoomName, { time, name, text }: ImportedLine): boolean {
    let before = Number.MAX_SAFE_INTEGER, isLast = false;
    while (!isLast) {
      const page = this.#store.lines({ room, after: 0, before, limit: PAGE_LINES, which: "newest" });
      if (page.some((line) => line.time === time && line.name === name && line.text === text)) return true;
      isLast = page.length < PAGE_LINES;
      before = page[0]?.id ?? 0;
    }
    return false;
  }

  #newOnes(isMeant: (place: Place) => boolean): RoomName[] {
    return this.#places.filter((place) => place.isNew && isMeant(place)).map(({ saved }) => saved.name);
  }

  #add(saved: SavedRoom, isNew: boolean): Place {
    const nothing = { isChanged: false, wasLocked: false, isExported: false, isTold: false, last: undefined };
    const place = { saved, isNew, ...nothing };
    this.#names.claim(saved.name, place);
    this.#places.push(place);
    return place;
  }
}

/**
 * Takes over what a line tells of its room: of a new one all of it, of others only what keeps lines closed, and owners
 * where nobody owns it. The lobby is everybody's.
 */
function learn(place: Place, { id: exportedId, about = NOTHING }: ImportedLine, id: number): void {
  const { saved, isNew } = place;
  const changes: { -readonly [Key in keyof SavedRoom]?: SavedRoom[Key] } = {};
  const isLobby = saved.name === LOBBY;
  place.isExported ||= exportedId !== undefined;
  place.isTold ||= about.kind !== undefined || about.isClosed;
  if (isNew && !isLobby && about.kind !== undefined) {
    changes.kind = about.kind === "password" ? "invite-only" : about.kind;
    place.wasLocked = about.kind === "password";
  }
  if (isNew && about.topic !== undefined) changes.topic = about.topic;
  if (about.owners !== undefined && !isLobby && (isNew || saved.owners.length === 0)) {
    changes.owners = about.owners;
  }
  if (about.isClosed && (isNew || hasOpenPast(saved.kind))) changes.pastFrom = id;
  if (Object.keys(changes).length === 0) return;
  place.saved = { ...saved, ...changes };
  place.isChanged = true;
}

/** Ids that grow tell the order as well as times do: a clock may have been turned back between two lines. */
function whyUnordered(last: ImportedLine, { id, time, room }: ImportedLine): string | undefined {
  const isNext = time >= last.time || (id !== undefined && last.id !== undefined && id > last.id);
  return isNext
    ? undefined
    : `it is older than the line of ${room} before it; the oldest lines have to come first`;
}

function isoText(time: number): string {
  return new Date(time).toISOString();
}
