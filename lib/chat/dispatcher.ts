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

import type { Bus, Entry, Life } from "../cluster/bus.ts";
import type { Refusal } from "../model/refusal.ts";
import type { Clock } from "../runtime/clock.ts";
import type { Log } from "../runtime/log.ts";
import { Later, type Soon } from "../runtime/soon.ts";
import type { Announcer } from "./announcer.ts";
import type { Deed, DeedKind, DeedOf } from "./deed.ts";
import type { Fact, FactOf } from "./fact.ts";
import type { Fold } from "./fold.ts";
import { consequencesOf, isLeaving } from "./consequences.ts";
import { notTaken, overtaken } from "./not_done.ts";
import type { Neighbours } from "./neighbours.ts";
import type { Records } from "./records.ts";
import type { Seating } from "./seating.ts";
import type { Seat } from "./seats.ts";

export interface DispatcherParts {
  readonly bus: Bus<Deed>;
  readonly fold: Fold;
  readonly records: Records;
  readonly seating: Seating;
  readonly announcer: Announcer;
  /** Told what other nodes say to this one alone. */
  readonly neighbours: Pick<Neighbours, "heard">;
  readonly clock: Clock;
  /** Told of bugs where nobody here waits for the outcome. */
  readonly log: Log;
}

/** A deed that did not count although it was possible when it was done, at once: a bug, since nobody could be faster. */
export class NotTold extends Error {
  override readonly name = "NotTold";
}

/** What came of a deed: the fact, or why it was not done. */
export type Done<Kind extends DeedKind> = FactOf<Kind> | Refusal;

interface OwnDeed {
  readonly deed: Deed;
  /** Where it was said. */
  readonly seat: Seat | undefined;
  /** What came of it. */
  came?: Fact | Refusal;
  /** What went wrong when it was kept or shown, or what followed from it. */
  bug?: { readonly error: unknown };
  /** Whoever did it learns it by this, where the log tells later. */
  readonly later: Later<Fact | Refusal> | undefined;
}

export class Dispatcher {
  readonly #parts: DispatcherParts;
  #own: OwnDeed | undefined; // the one that is being done
  readonly #underWay = new Map<Deed, OwnDeed>(); // own ones that the log tells later; it bounds how many

  /** Listens to the log from its end on. */
  constructor(parts: DispatcherParts) {
    this.#parts = parts;
    parts.bus.open(parts.fold.lastId, {
      told: (entry) => this.#told(entry),
      refused: (deed) => this.#refused(deed),
      ended: (life) => this.#ended(life),
      whispered: (what) => parts.neighbours.heard(what),
    });
  }

  /**
   * Does something. What came of it is there at once with a log that tells at once.
   * @param seat where it was said, for what is not shown there
   * @throws {NotTold} where it was told at once and did not count
   * @throws what a bug throws; then it counts all the same
   */
  do<Kind extends DeedKind>(deed: DeedOf<Kind>, seat?: Seat): Soon<Done<Kind>> {
    const outer = this.#own, own: OwnDeed = { deed, seat, later: undefined };
    this.#own = own;
    this.append(deed);
    this.#own = outer;
    if (own.bug !== undefined) throw own.bug.error;
    return (own.came ?? this.#wait(own)) as Soon<Fact | Refusal> as never;
  }

  /** Does something of which nobody here waits for the outcome; what has to be, however long it takes. */
  append(deed: Deed): void {
    this.#parts.bus.append(deed, deed.kind === "left" || deed.kind === "sealed");
  }

  /** A number for what is told to a few and kept nowhere. */
  number(): number {
    return this.#parts.bus.number();
  }

  #wait({ deed, seat }: OwnDeed): Later<Fact | Refusal> {
    const later = new Later<Fact | Refusal>();
    this.#underWay.set(deed, { deed, seat, later });
    return later;
  }

  #ownOf(deed: Deed): OwnDeed | undefined {
    return this.#own?.deed === deed ? this.#own : this.#underWay.get(deed);
  }

  /** Never throws: the log has more to tell. */
  #told(entry: Entry<Deed>): void {
    const own = this.#ownOf(entry.deed);
    try {
      this.#follow(entry, own);
    } catch (error) {
      this.#failed(error, own ?? this.#own);
    }
    if (own !== undefined) this.#finish(own);
  }

  #follow(entry: Entry<Deed>, own: OwnDeed | undefined): void {
    const { fold, records, seating, announcer } = this.#parts;
    const now = this.#whenDone(entry), fact = fold.apply(entry, now);
    if (own !== undefined) own.came = fact ?? notCounted(own, fold);
    if (fact === undefined) return;
    if (fact.kind === "forgotten" || fact.kind === "room_history") this.#parts.bus.takeBack(entry);
    const leaver = isLeaving(fact) ? seating.guest(fact.person) : undefined;
    try {
      records.keep(fact);
      announcer.show(fact, own?.seat);
    } finally {
      // Of somebody whose node is no more, that of the node which said so.
      const isOurs = leaver !== undefined || (own !== undefined && fact.kind === "left");
      if (isLeaving(fact) && isOurs) {
        const isNowhere = leaver?.rooms.size === 0;
        for (const deed of consequencesOf(fact, isNowhere, fold.rooms.lobby, records, now)) {
          this.#parts.bus.append(deed, true);
        }
      }
    }
  }

  /** When an entry was done, by this server's clock: with a log that tells later, that may be long ago. */
  #whenDone({ time, life }: Entry<Deed>): number {
    const { clock } = this.#parts;
    return life === undefined ? clock.now() : clock.now() - Math.max(0, clock.time() - time);
  }

  #refused(deed: Deed): void {
    const own = this.#ownOf(deed);
    if (own === undefined) return;
    own.came = notTaken(deed);
    this.#finish(own);
  }

  /**
   * Takes out everybody who was in by a life that is over, and gives up the passwords that it was still sealing. Where two
   * nodes do, the first one counts.
   */
  #ended(life: Life): void {
    const { people, rooms } = this.#parts.fold;
    for (const person of people.values()) {
      if (person.life === life) this.do({ kind: "left", who: person.id, farewell: "cut_off" });
    }
    for (const { label: room, access: { lock, life: sealer } } of rooms.all()) {
      if (sealer === life && !lock.isMade) this.append({ kind: "sealed", room, lock: lock.id, seal: "" });
    }
  }

  /** Whoever came by a bug goes again: it keeps them from their seat. */
  #failed(error: unknown, doer: OwnDeed | undefined): void {
    if (doer === undefined) return this.#logBug(error);
    doer.bug ??= { error };
    if (doer.came?.kind !== "joined") return;
    this.append({ kind: "left", who: doer.came.person.id, farewell: "bug" });
  }

  /** Tells whoever waits for it what came of a deed. */
  #finish({ deed, came, bug, later }: OwnDeed): void {
    if (later === undefined) return; // it is being done just now
    this.#underWay.delete(deed);
    if (bug === undefined) later.resolve(came!);
    else if (later.isAwaited) later.reject(bug.error);
    else this.#logBug(bug.error);
  }

  #logBug(error: unknown): void {
    this.#parts.log("error", "Bug while an entry of the chat's log took effect: {error}", { error });
  }
}

function notCounted({ deed, later }: OwnDeed, fold: Fold): Refusal {
  if (later === undefined) throw new NotTold(`the chat's log has lost "${deed.kind}"`);
  return overtaken(deed, fold);
}
