/**
 * What the chat wants of screens. It knows no sockets, bytes or queues: a seat is one connection of a guest, a topic is
 * what people hear together, and this port is all it asks of both.
 *
 * An adapter MUST:
 * - take everything as an entry of one order: whatever is asked for holds behind all that was delivered before, and ahead
 *   of all that is delivered after. Nobody has to hand anything out first;
 * - keep that order for every seat, and let no seat touch another one;
 * - return at once, and never throw because of a seat.
 *
 * It MUST NOT:
 * - call back into the chat before it has returned;
 * - show a seat anything of a topic from before it subscribed, or from after it unsubscribed.
 *
 * `delivery/fan_out.ts` is the one of the server; `tests/contracts/seats_contract.ts` is what every adapter has to do.
 *
 * @module
 */

import type { Dialect, Style, Topic } from "../model/dialect.ts";
import type { Event } from "../model/event.ts";
import type { Farewell } from "../model/farewell.ts";
import type { Notice, Ref } from "../model/notice.ts";
import type { Name } from "../text/clean.ts";

export type { Style, Topic };

/** One connection, as the chat knows it, by its identity. */
export interface Seat {
  /** How it is spoken to, by all that was asked for so far. */
  readonly dialect: Dialect;
  /** The way to it: whether nobody there can read along, the door, and the key whose owner came, by its fingerprint. */
  readonly origin: { readonly isEncrypted: boolean; readonly door?: string; readonly key?: string };
  /** The name of the guest in it, also after they left; only shown to operators. */
  person: Name | undefined;
  /** Changes how it is spoken to. */
  restyle(style: Style): void;
  /**
   * Tells it something.
   * @param ref what the program that asked wants to recognise the answer by
   */
  tell(notice: Notice, ref?: Ref): void;
  /** Ends its session: nothing more is heard from it, and what was told before still goes out. The first one counts. */
  end(farewell: Farewell): void;
  /**
   * For how long its other end has acknowledged nothing, where that is known and at least so long; both in milliseconds.
   * Where it is not known yet, asking begins to find out.
   */
  vanishedMs(atLeastMs: number): number | undefined;
}

/** Finds whom a text mentions by name: each of their seats, with the name; somebody mentioned twice comes twice. */
export type MentionsOf = (text: string) => Iterable<readonly [seat: Seat, name: string]>;

/** All seats. */
export interface Seats {
  /** Has a seat get what is delivered to a topic. */
  subscribe(seat: Seat, topic: Topic): void;
  /** Has a seat get it no more. */
  unsubscribe(seat: Seat, topic: Topic): void;
  /**
   * Delivers an event to whoever is subscribed to a topic, or to a few seats, but the exceptions.
   * @param mentionsOf asked about what was said when it is shown: whoever is mentioned may see that
   */
  deliver(
    to: Topic | ReadonlySet<Seat>,
    event: Event,
    except?: Iterable<Seat>,
    mentionsOf?: MentionsOf,
  ): void;
}
