/**
 * The one way in which anything is done: a deed goes to the log, and what the log tells back is folded, kept and shown, in
 * that order. Nothing else changes who is in, what they are called, or how a room is.
 *
 * Requirements:
 * 1. what is told is kept before anybody is shown it;
 * 2. whoever does something learns what came of it from the log, and not from having done it;
 * 3. what follows from an entry is a deed again, of the server where the person is;
 * 4. a bug in keeping or showing it keeps nothing from following, and comes to whoever did it.
 *
 * @module
 */

import type { Bus, Entry } from "../cluster/bus.ts";
import type { Clock } from "../runtime/clock.ts";
import type { Log } from "../runtime/log.ts";
import type { Announcer } from "./announcer.ts";
import type { Deed, DeedKind, DeedOf } from "./deed.ts";
import type { Fact, FactOf } from "./fact.ts";
import type { Fold } from "./fold.ts";
import { consequencesOf, isLeaving } from "./consequences.ts";
import type { Records } from "./records.ts";
import type { Seating } from "./seating.ts";
import type { Seat } from "./seats.ts";

export interface DispatcherParts {
  readonly bus: Bus<Deed>;
  readonly fold: Fold;
  readonly records: Records;
  readonly seating: Seating;
  readonly announcer: Announcer;
  readonly clock: Clock;
  /** Told of bugs where nobody here waits for the outcome. */
  readonly log: Log;
}

/** A deed that did not count although it was possible when it was done: the log has lost it. A bug, with a log in memory. */
export class NotTold extends Error {
  override readonly name = "NotTold";
}

interface OwnDeed {
  readonly deed: Deed;
  /** Where it was said. */
  readonly seat: Seat | undefined;
  /** What came of it. */
  fact?: Fact;
  /** What went wrong when it was kept or shown, or what followed from it. */
  bug?: { readonly error: unknown };
}

export class Dispatcher {
  readonly #parts: DispatcherParts;
  #own: OwnDeed | undefined; // the one that is being done

  /** Listens to the log from its end on. */
  constructor(parts: DispatcherParts) {
    this.#parts = parts;
    parts.bus.open(parts.fold.lastId, {
      told: (entry) => this.#told(entry),
      refused: () => {}, // a log in memory refuses nothing
      ended: () => {}, // and has one life
    });
  }

  /**
   * Does something, and returns what came of it: with a log that tells at once. One that tells later makes a promise of it,
   * and an outcome of a command may be one already.
   * @param seat where it was said, for what is not shown there
   * @throws {NotTold} where it did not count
   * @throws what a bug throws; then it counts all the same
   */
  do<Kind extends DeedKind>(deed: DeedOf<Kind>, seat?: Seat): FactOf<Kind> {
    const outer = this.#own, own: OwnDeed = { deed, seat };
    this.#own = own;
    this.#parts.bus.append(deed);
    this.#own = outer;
    if (own.bug !== undefined) throw own.bug.error;
    if (own.fact === undefined) throw new NotTold(`the chat's log has lost "${deed.kind}"`);
    return own.fact as Fact as never;
  }

  /** Does something of which nobody here waits for the outcome. */
  append(deed: Deed): void {
    this.#parts.bus.append(deed);
  }

  /** A number for what is told to a few and kept nowhere. */
  number(): number {
    return this.#parts.bus.number();
  }

  /** Never throws: the log has more to tell. */
  #told(entry: Entry<Deed>): void {
    try {
      this.#follow(entry);
    } catch (error) {
      if (this.#own !== undefined) this.#own.bug ??= { error };
      else this.#parts.log("error", "Bug while an entry of the chat's log took effect: {error}", { error });
    }
  }

  #follow(entry: Entry<Deed>): void {
    const { bus, fold, records, seating, announcer, clock } = this.#parts;
    const now = clock.now(), fact = fold.apply(entry, now);
    if (fact === undefined) return;
    const own = this.#own?.deed === entry.deed ? this.#own : undefined;
    if (own !== undefined) own.fact = fact;
    const leaver = isLeaving(fact) ? seating.guest(fact.person) : undefined;
    try {
      records.keep(fact);
      announcer.show(fact, own?.seat);
    } finally {
      if (isLeaving(fact) && leaver !== undefined) {
        for (const deed of consequencesOf(fact, leaver, fold.rooms.lobby, records, now)) bus.append(deed);
      }
    }
  }
}
