/**
 * Somebody at the one address who has not shown what they speak. Most programs speak first; whoever waits is welcomed to
 * the chat after `greetAfterMs`.
 *
 * @module
 */

import type { Crowd } from "../guard/crowd.ts";
import type { Place } from "../guard/crowd.ts";
import type { Refusal } from "../model/refusal.ts";
import type { Activities, Activity, Observed, Snapshot } from "../observe/activity.ts";
import type { Tally } from "../observe/tally.ts";
import type { Config } from "../runtime/config.ts";
import type { Deadlines, Hurried } from "../runtime/deadlines.ts";
import { FirstRead } from "../wire/first_read.ts";
import type { Arrival, Connection, Doors } from "./connection.ts";
import { type Protocol, protocolOf } from "./sniff.ts";
import type { Undecided } from "./undecided.ts";

export interface EntranceParts {
  /** All settings, as they are in force. */
  readonly config: Config;
  readonly deadlines: Deadlines;
  /** Asked for a place. */
  readonly crowd: Crowd;
  readonly doors: Doors;
  /** Those who stand here. */
  readonly undecided: Undecided;
  readonly activities: Activities;
  readonly tally: Tally;
}

export class Entrance implements Hurried, Observed, Disposable {
  readonly #connection: Connection;
  readonly #arrival: Arrival;
  readonly #parts: EntranceParts;
  #ticket: Place | Refusal | undefined;
  #first: FirstRead | undefined;
  #activity: Activity | undefined;

  /** @param ticket the place they have already, where they come through another door */
  constructor(connection: Connection, arrival: Arrival, parts: EntranceParts, ticket?: Place | Refusal) {
    this.#connection = connection;
    this.#arrival = arrival;
    this.#parts = parts;
    this.#ticket = ticket;
  }

  /** Finds out what is spoken, and has the door for that take over. */
  begin(): void {
    const { config: { greetAfterMs }, crowd, undecided, deadlines, activities, tally } = this.#parts;
    const { address, isTrusted } = this.#arrival;
    if (this.#ticket === undefined) {
      tally.accepted++;
      this.#ticket = crowd.admit(address, isTrusted);
    }
    if (greetAfterMs === 0 || !undecided.add(this)) return this.#decide("chat");
    this.#activity = activities.begin("reader", this);
    this.#first = new FirstRead(this.#connection);
    deadlines.begin(this, greetAfterMs);
    this.#first.onArrival(() => this.#look());
  }

  /** Nobody has spoken in time: whoever waits is welcomed. */
  onLate(): void {
    this.#decide("chat");
  }

  snapshot(): Snapshot {
    const { peer, door } = this.#arrival;
    return { name: peer, fields: { peer, door }, waitsFor: "its first bytes" };
  }

  /** Lets go of whoever stands here still. */
  [Symbol.dispose](): void {
    this.#leave();
    if (this.#ticket?.kind === "place") this.#ticket[Symbol.dispose]();
    this.#connection[Symbol.dispose]();
  }

  #look(): void {
    const first = this.#first!, { bytes } = first;
    const protocol = bytes === undefined ? "chat" : protocolOf(bytes); // an end is the chat's to see
    if (protocol !== undefined || !first.readOn(() => this.#look())) this.#decide(protocol ?? "chat");
  }

  #decide(protocol: Protocol): void {
    this.#leave();
    const { doors } = this.#parts, take = doors[protocol] ?? doors.chat;
    this.#first?.onArrival(() => {});
    take({ connection: this.#connection, first: this.#first, arrival: this.#arrival, ticket: this.#ticket! });
  }

  #leave(): void {
    const { undecided, deadlines } = this.#parts;
    undecided.delete(this);
    if (this.#first !== undefined) deadlines.end(this);
    this.#activity?.[Symbol.dispose]();
  }
}
