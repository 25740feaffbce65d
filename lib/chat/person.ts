/**
 * Somebody in the chat, wherever they are connected: who they are, since when they are in, and what others may know of
 * them.
 *
 * @module
 */

import { Identity } from "../accounts/identity.ts";
import type { Life } from "../cluster/bus.ts";
import type { CleanText, Name, RoomName } from "../text/clean.ts";
import { NameTrail } from "./name_trail.ts";

/** A number that no two people have: the id of the event of their coming. */
export type GuestId = number & { readonly __guestId: true };

/** What keeps others from reading along on the way to somebody. */
export interface Secrecy {
  readonly isEncrypted: boolean;
  /** Whether that is SSH; left out where it is not. */
  readonly isSsh?: boolean;
}

/** What is known for sure of all connections of somebody. */
export interface Proven extends Secrecy {
  /** The fingerprint of the key with which they came; left out where they came without one. Told to operators only. */
  readonly key?: string | undefined;
}

const PLAIN: Secrecy = { isEncrypted: false }, TLS: Secrecy = { isEncrypted: true };
const SSH: Secrecy = { isEncrypted: true, isSsh: true };

/** That of some connections, the same for all that are alike. */
export function secrecyOf({ isEncrypted, isSsh = false }: Secrecy): Secrecy {
  return isSsh ? SSH : isEncrypted ? TLS : PLAIN;
}

/** One person or program, from its name to its leaving. */
export class Person {
  /** Tells a person from a refusal. */
  readonly kind = "person";
  readonly id: GuestId;
  /** Where they come from, without a port. */
  readonly address: string;
  /** When they came, by the clock, in milliseconds. */
  readonly since: number;
  /** By which life of which node they are in; undefined on a server alone. */
  readonly life: Life | undefined;
  /** The names they had since they came, and what they said under them. */
  readonly trail: NameTrail;
  /** Whether it is a program: those who speak JSON are. */
  isBot: boolean;
  /** Whether nobody on the way to the server can read along, at any of their connections, and whether all are over SSH. */
  secrecy: Secrecy;
  /** The fingerprint of the key with which they came at all of them, if they did: nobody but operators is told. */
  key: string | undefined;
  /** Why they are away: empty for no reason, undefined where they are here. */
  away: CleanText | undefined;
  /** The rooms they are in or invited to; written by `members.ts`. */
  readonly places = new Set<RoomName>();
  #identity: Identity;

  constructor(
    { id, name, address, since, isBot, isEncrypted, isSsh = false, key, life, trail }:
      & Pick<Person, "id" | "name" | "address" | "since" | "isBot">
      & Partial<Pick<Person, "life" | "trail">>
      & Proven,
  ) {
    this.id = id;
    this.address = address;
    this.life = life;
    this.isBot = isBot;
    this.secrecy = secrecyOf({ isEncrypted, isSsh });
    this.key = key;
    this.since = since;
    this.trail = trail ?? new NameTrail(name, { id, since });
    this.#identity = Identity.of(name, address);
  }

  get name(): Name {
    return this.trail.name;
  }

  /** What they are recognised by when they come back. */
  get identity(): Identity {
    return this.#identity;
  }

  /** Takes over what is known of all their connections by now. */
  prove(proven: Proven): void {
    this.secrecy = secrecyOf(proven);
    this.key = proven.key;
  }

  /** Gives them another name, by the event of that id. */
  rename(name: Name, id: number): void {
    this.trail.rename(name, id);
    this.#identity = Identity.of(name, this.address);
  }
}
