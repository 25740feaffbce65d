/**
 * Shows what the log told to everybody concerned, at the seats of this server's guests, and tells the operator. What a
 * guest hears changes here too, in the same order.
 *
 * @module
 */

import type { Event, Happening } from "../model/event.ts";
import type { Clock } from "../runtime/clock.ts";
import type { InForce } from "../runtime/live_config.ts";
import type { Log } from "../runtime/log.ts";
import type { Fact, FactOf } from "./fact.ts";
import type { Fold } from "./fold.ts";
import type { CleanText } from "../text/clean.ts";
import type { Ignorers } from "./ignorers.ts";
import type { Person } from "./person.ts";
import type { Queries } from "./queries.ts";
import { RecentSpeakers } from "./recent_speakers.ts";
import type { Room } from "./room.ts";
import type { Seating } from "./seating.ts";
import type { MentionsOf, Seat, Seats, Topic } from "./seats.ts";

export interface AnnouncerParts {
  readonly seats: Seats;
  readonly seating: Seating;
  readonly ignorers: Ignorers;
  readonly queries: Queries;
  readonly lobby: Room;
  readonly names: Fold["names"];
  readonly clock: Clock;
  /** Told of joins, leaves, new names, and of talk where that is wanted. */
  readonly log: Log;
  /** Whether it is. */
  readonly settings: Pick<InForce, "logChat">;
}

export class Announcer {
  readonly #parts: AnnouncerParts;
  readonly #speakers: RecentSpeakers;
  readonly #mentionsOf: MentionsOf;

  constructor(parts: AnnouncerParts) {
    this.#parts = parts;
    const { names, seating, clock } = parts;
    this.#speakers = new RecentSpeakers(clock);
    this.#mentionsOf = function* (text) {
      for (const [person, name] of names.mentionedIn(text)) {
        if (person.kind === "hook") continue; // it reads nothing
        for (const seat of seating.guest(person)?.seats ?? []) yield [seat, name];
      }
    };
  }

  /**
   * Shows what came of an entry.
   * @param seat where it was said: whoever types sees what they type
   */
  show(fact: Fact, seat?: Seat): void {
    switch (fact.kind) {
      case "joined":
        return this.#joined(fact);
      case "left":
        return this.#left(fact);
      case "renamed":
        return this.#renamed(fact);
      case "said":
      case "acted":
      case "posted":
        return fact.deed.isTakenBack ? undefined : this.#spoken(fact, seat);
      case "made":
        return this.#in(fact);
      case "entered":
        this.#deliver(fact, fact.room, {
          kind: "entered",
          room: fact.room.label,
          ...this.#passer(fact.person),
        });
        return this.#in(fact);
      case "exited":
        return this.#out(fact, { kind: "exited", room: fact.room.label, ...this.#passer(fact.person) });
      case "removed":
        return this.#removed(fact);
      case "invited":
        return this.#invited(fact);
      case "owner": {
        const { by: { name }, person, room } = fact;
        return this.#deliver(fact, room, { kind: "owner", room: room.label, name, to: person.name });
      }
      case "inherited": {
        const { deed: { by: name }, person, room } = fact;
        return this.#deliver(fact, room, { kind: "owner", room: room.label, name, to: person.name });
      }
      case "topic": {
        const { by: { name }, deed: { text }, room } = fact;
        return this.#deliver(fact, room, { kind: "topic", room: room.label, name, text });
      }
      case "room_kind": {
        const { by: { name }, deed: { roomKind }, room } = fact;
        return this.#deliver(fact, room, { kind: "room_kind", room: room.label, name, roomKind });
      }
      case "room_history": {
        const { by: { name }, deed: { isKept }, room } = fact;
        return this.#deliver(fact, room, { kind: "room_history", room: room.label, name, isKept });
      }
      case "hook_made":
        return this.#hookChanged(fact, true);
      case "hook_gone":
        return this.#hookChanged(fact, false);
      case "restored":
      case "dropped": {
        const { hooks: { gone, come } } = fact, { ignorers } = this.#parts;
        for (const hook of gone) ignorers.left(hook);
        for (const hook of come) ignorers.arrived(hook);
      }
    }
  }

  /** Shows what somebody says to one person alone, to that person, unless they do not want to hear it. */
  whispered(from: Person, to: Person, text: CleanText, id: number): void {
    const { seats, seating, ignorers, clock } = this.#parts, guest = seating.guest(to);
    if (guest === undefined || !ignorers.hears(guest, from)) return;
    guest.correspondence.last = from;
    const event: Event = { kind: "whispered", id, time: clock.time(), name: from.name, to: to.name, text };
    seats.deliver(new Set(guest.seats), event);
  }

  #joined(fact: FactOf<"joined">): void {
    const { seating, ignorers } = this.#parts;
    const { person: { name, address, key } } = fact;
    ignorers.arrived(fact.person);
    this.#deliver(fact, seating.everybody, { kind: "joined", ...this.#passer(fact.person) });
    const more = key !== undefined && { key };
    this.#log(fact, "{name} has joined the chat from {address}", { sign: "joined", name, address, ...more });
  }

  /**
   * When the server stops, nobody here is told of the others: everybody goes, and the notices would grow with the square of
   * the crowd. At other nodes everybody stays, and is told.
   */
  #left(fact: FactOf<"left">): void {
    const { seating, ignorers, queries, clock } = this.#parts;
    const { person, deed: { farewell } } = fact, { name, address, trail: { lines } } = person;
    const guest = seating.guest(person), isTold = farewell !== "stopping" || guest === undefined;
    if (guest !== undefined) {
      if (farewell === "cut_off") guest.seats.end({ kind: "cut_off" }); // others took them for gone
      seating.leave(guest);
      guest.rooms.clear();
      queries.forget(guest);
      guest.correspondence.last = undefined; // or those who left would be kept by those who left after them
    }
    ignorers.left(person, guest);
    if (isTold) {
      this.#deliver(fact, seating.everybody, { kind: "left", ...this.#passer(person) });
      this.#speakers.left(person);
    }
    for (const { seats, current: { label: room } } of queries.parted(person)) {
      if (isTold) seats.tell({ kind: "query_over", name, room });
    }
    const seconds = Math.round((clock.now() - person.since) / 1000);
    const sentence =
      "{name} has left the chat ({farewell}) from {address} after {seconds} s, lines said: {lines}";
    this.#log(fact, sentence, { sign: "left", name, farewell, seconds, lines, address });
  }

  #renamed(fact: FactOf<"renamed">): void {
    const { seating, ignorers } = this.#parts;
    const { person, from, deed: { to } } = fact, guest = seating.guest(person);
    for (const seat of guest?.seats ?? []) seat.person = to;
    this.#deliver(fact, seating.everybody, { kind: "renamed", name: from, to }, guest?.seats);
    ignorers.renamed(person, from);
    this.#log(fact, "{from} is now known as {to}", { from, to });
  }

  #spoken(fact: FactOf<"said" | "acted" | "posted">, seat: Seat | undefined): void {
    const { seats, seating, ignorers, settings } = this.#parts;
    const { room, message } = fact, { kind, name, text } = message;
    const speaker = fact.kind === "posted" ? fact.hook : fact.person;
    const except: Seat[] = seat === undefined ? [] : [seat];
    if (seat !== undefined && fact.kind !== "posted") {
      const here = seating.guest(fact.person)?.seats;
      if (here?.has(seat) === false) except.push(...here); // they have gone on there while the log had their line
    }
    for (const deaf of ignorers.deafTo(speaker) ?? []) except.push(...deaf.seats);
    seats.deliver(room, message, except, this.#mentionsOf);
    if (!settings.logChat) return;
    const sentence = kind === "said" ? "{room} {name}: {text}" : "{room} * {name} {text}";
    this.#log(fact, sentence, { sign: "said", room: room.label, name, text });
  }

  #hookChanged(fact: FactOf<"hook_made" | "hook_gone">, isOn: boolean): void {
    const { ignorers } = this.#parts, { hook, by: { name: by }, room: { label: room } } = fact;
    if (isOn) ignorers.arrived(hook);
    else ignorers.left(hook);
    this.#deliver(fact, fact.room, { kind: "hook", room, name: by, hook: hook.name, isOn });
    const sentence = isOn
      ? "{by} made the webhook {name} of {room}"
      : "{by} took back the webhook {name} of {room}";
    this.#log(fact, sentence, { by, name: hook.name, room });
  }

  #removed(fact: FactOf<"removed">): void {
    const { by: { name: by }, deed: { text }, person, room, room: { label } } = fact;
    const guest = this.#parts.seating.guest(person), query = guest?.correspondence.query?.person.name;
    const wasCurrent = guest?.current === room && query === undefined;
    this.#out(fact, { kind: "removed", room: label, name: person.name, by, text });
    if (guest === undefined) return;
    if (wasCurrent) guest.correspondence.parted = { kind: "was_removed", from: label };
    const current = guest.rooms.size === 0 ? this.#parts.lobby : guest.current; // where they will be
    guest.seats.tell({
      ...{ kind: "removed_you", room: label, by, text, current: current.label },
      ...(query !== undefined && { query }),
    });
  }

  #invited({ person, room, by }: FactOf<"invited">): void {
    const { seating, ignorers } = this.#parts, guest = seating.guest(person);
    if (guest === undefined || !ignorers.hears(guest, by)) return;
    guest.seats.tell({ kind: "invited_you", by: by.name, room: room.label });
  }

  #in({ person, room }: FactOf<"made" | "entered">): void {
    const guest = this.#parts.seating.guest(person);
    guest?.seats.subscribe(room);
    guest?.focus(room);
  }

  #out(fact: FactOf<"exited" | "removed">, happening: Happening): void {
    const { person, room } = fact, guest = this.#parts.seating.guest(person);
    if (guest !== undefined) {
      guest.rooms.delete(room);
      guest.seats.unsubscribe(room);
      const next = [...guest.rooms].at(-1);
      if (next !== undefined && guest.current === room) guest.focus(next);
    }
    this.#deliver(fact, room, happening);
  }

  #passer(person: Person) {
    return { name: person.name, spokeLately: this.#speakers.has(person) };
  }

  /** Tells the operator, of what is news. */
  #log({ isPast }: Fact, sentence: string, fields: Parameters<Log>[2]): void {
    if (!isPast) this.#parts.log("info", sentence, fields);
  }

  #deliver({ id, time }: Fact, to: Topic, happening: Happening, except: Iterable<Seat> = []): void {
    this.#parts.seats.deliver(to, { ...happening, id, time } as Event, except);
  }
}
