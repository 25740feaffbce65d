/**
 * What commands do once nothing speaks against it, without a command: each is one deed.
 *
 * @module
 */

import type { Dispatcher } from "../../lib/chat/dispatcher.ts";
import type { Guest } from "../../lib/chat/guest.ts";
import type { Person } from "../../lib/chat/person.ts";
import type { Room } from "../../lib/chat/room.ts";
import type { Seat } from "../../lib/chat/seats.ts";
import type { RoomKind } from "../../lib/model/room_rules.ts";
import type { SavedHook, SavedRoom } from "../../lib/model/saved_room.ts";
import type { CleanText, Name } from "../../lib/text/clean.ts";
import { doneAtOnce } from "./at_once.ts";
import { ops } from "./samples.ts";

/** The deeds of people in one chat. */
export class Deeds {
  readonly #dispatcher: Dispatcher;

  constructor(dispatcher: Dispatcher) {
    this.#dispatcher = dispatcher;
  }

  /** Says or does something at a seat; returns the event's id. */
  say(
    kind: "said" | "acted",
    { guest, seat }: { readonly guest: Guest; readonly seat: Seat },
    { label: room }: Room,
    text: CleanText,
  ): number {
    return doneAtOnce(this.#dispatcher.do<"said" | "acted">({ kind, who: guest.person.id, room, text }, seat))
      .id;
  }

  make({ person: { id: who } }: Guest, room = ops): Room {
    return doneAtOnce(this.#dispatcher.do({ kind: "made", who, room })).room;
  }

  join({ person: { id: who } }: Guest, { label: room }: Room): void {
    doneAtOnce(this.#dispatcher.do({ kind: "entered", who, room }));
  }

  leave({ person: { id: who } }: Guest, { label: room }: Room): void {
    doneAtOnce(this.#dispatcher.do({ kind: "exited", who, room }));
  }

  remove({ id: who }: Person, { label: room }: Room, { id: by }: Person, text: CleanText): void {
    doneAtOnce(this.#dispatcher.do({ kind: "removed", who, room, by, text }));
  }

  invite({ id: by }: Person, { label: room }: Room, { id: who }: Person): void {
    doneAtOnce(this.#dispatcher.do({ kind: "invited", who, room, by }));
  }

  own({ id: by }: Person, { label: room }: Room, { id: who }: Person): void {
    doneAtOnce(this.#dispatcher.do({ kind: "owner", who, room, by }));
  }

  changeKind({ id: by }: Person, { label: room }: Room, roomKind: RoomKind, seal = ""): void {
    doneAtOnce(this.#dispatcher.do({ kind: "room_kind", room, by, roomKind, seal }));
  }

  changeTopic({ id: by }: Person, { label: room }: Room, text: CleanText): void {
    doneAtOnce(this.#dispatcher.do({ kind: "topic", room, by, text }));
  }

  changeHistory({ id: by }: Person, { label: room }: Room, isKept: boolean): void {
    doneAtOnce(this.#dispatcher.do({ kind: "room_history", room, by, isKept }));
  }

  makeHook({ id: by }: Person, { label: room }: Room, hook: SavedHook): void {
    doneAtOnce(this.#dispatcher.do({ kind: "hook_made", room, by, hook }));
  }

  takeHook({ id: by }: Person, { label: room }: Room, hook: Name): void {
    doneAtOnce(this.#dispatcher.do({ kind: "hook_gone", room, by, hook }));
  }

  /** Brings rooms back as they were kept. */
  restore(rooms: readonly SavedRoom[]): void {
    doneAtOnce(this.#dispatcher.do({ kind: "restored", rooms }));
  }
}
