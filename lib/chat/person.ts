/**
 * Somebody in the chat, wherever they are connected: who they are, since when they are in, and what others may know of
 * them.
 *
 * @module
 */

import { Identity } from "../accounts/identity.ts";
import type { CleanText, Name, RoomName } from "../text/clean.ts";
import { NameTrail } from "./name_trail.ts";

/** A number that no two people have: the id of the event of their coming. */
export type GuestId = number & { readonly __guestId: true };

/** What a person is made of. */
export interface PersonParts {
  /** Their number. */
  readonly id: GuestId;
  /** Their name, claimed. */
  readonly name: Name;
  /** Where they come from, without a port. */
  readonly address: string;
  /** When they came, by the clock, in milliseconds. */
  readonly now: number;
  /** Whether it is a program; a person unless given. */
  readonly isBot?: boolean;
}

/** One person or program, from its name to its leaving. */
export class Person {
  /** Tells a person from a refusal. */
  readonly kind = "person";
  /** Their number. */
  readonly id: GuestId;
  /** Where they come from, without a port. */
  readonly address: string;
  /** When they came, by the clock, in milliseconds. */
  readonly since: number;
  /** The names they had since they came, and what they said under them. */
  readonly trail: NameTrail;
  /** Whether it is a program: those who speak JSON are. */
  isBot: boolean;
  /** Why they are away: empty for no reason, undefined where they are here. */
  away: CleanText | undefined;
  /** The rooms they are in or invited to; written by `members.ts`. */
  readonly places = new Set<RoomName>();
  #identity: Identity;

  /** Somebody who is in no room yet. */
  constructor({ id, name, address, now, isBot = false }: PersonParts) {
    this.id = id;
    this.address = address;
    this.isBot = isBot;
    this.since = now;
    this.trail = new NameTrail(name, { id, now });
    this.#identity = Identity.of(name, address);
  }

  /** The name they have now. */
  get name(): Name {
    return this.trail.name;
  }

  /** What they are recognised by when they come back. */
  get identity(): Identity {
    return this.#identity;
  }

  /** Gives them another name, by the event of that id. */
  rename(name: Name, id: number): void {
    this.trail.rename(name, id);
    this.#identity = Identity.of(name, this.address);
  }
}
