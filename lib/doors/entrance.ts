/**
 * Somebody at the one address who has not shown what they speak. Most programs speak first; whoever waits is welcomed to
 * the chat after `greetAfterMs`.
 *
 * @module
 */

import type { Crowd } from "../guard/crowd.ts";
import type { Activities, Activity, Observed, Snapshot } from "../observe/activity.ts";
import type { Tally } from "../observe/tally.ts";
import type { Config } from "../runtime/config.ts";
import type { Log } from "../runtime/log.ts";
import type { Deadlines, Hurried } from "../runtime/deadlines.ts";
import { FirstRead } from "../wire/first_read.ts";
import { careful } from "./careful.ts";
import type { Arrival, Caller, Connection, Doors } from "./connection.ts";
import type { RecentPages } from "./recent_pages.ts";
import { isRequestBegun, type Protocol, protocolOf } from "./sniff.ts";
import { SHUT_MS, type Turnstile } from "./turnstile.ts";
import type { Undecided } from "./undecided.ts";

/** How long a request line may take once it is certain to be one, in milliseconds: its second packet may be lost, twice. */
const REQUEST_LINE_MS = 5000;

/** How long a connection may be silent that a browser may have opened in advance, in milliseconds. */
const BROWSER_MS = 2000;

export interface EntranceParts {
  /** All settings, as they are in force. */
  readonly config: Config;
  readonly deadlines: Deadlines;
  /** Told of bugs. */
  readonly log: Log;
  /** Asked for a place. */
  readonly crowd: Crowd;
  readonly doors: Doors;
  /** Those who stand here. */
  readonly undecided: Undecided;
  /** Tells who may be a browser. */
  readonly pages: RecentPages;
  /** Passed by those who have spoken, and those who have not in time. */
  readonly turnstile: Turnstile;
  readonly activities: Activities;
  readonly tally: Tally;
}

/** What somebody has already who did not come here first. */
export type Before = Partial<Pick<Caller, "ticket" | "first">>;

export class Entrance implements Hurried, Observed, Disposable {
  readonly #connection: Connection;
  readonly #arrival: Arrival;
  readonly #parts: EntranceParts;
  #ticket: Caller["ticket"] | undefined;
  #first: FirstRead | undefined;
  #activity: Activity | undefined; // as long as they stand here
  #waitsMs = 0; // as long as that
  #isHere = false;

  constructor(
    connection: Connection,
    arrival: Arrival,
    parts: EntranceParts,
    { ticket, first }: Before = {},
  ) {
    this.#connection = connection;
    this.#arrival = arrival;
    this.#parts = parts;
    this.#ticket = ticket;
    this.#first = first;
  }

  /** Finds out what is spoken, and has the door for that take over. */
  begin(): void {
    const { config: { greetAfterMs }, crowd, doors, undecided, activities, tally } = this.#parts;
    const { address, isTrusted } = this.#arrival;
    if (this.#ticket === undefined) {
      tally.accepted++;
      this.#ticket = crowd.admit(address, isTrusted);
    }
    const { tls, http, ssh } = doors;
    const isAsked = greetAfterMs > 0 && (tls ?? http ?? ssh) !== undefined;
    const caller = { arrival: this.#arrival, ticket: this.#ticket };
    if (!isAsked || !undecided.add(this, caller)) return this.#take("chat");
    this.#isHere = true;
    this.#activity = activities.begin("reader", this);
    this.#wait(greetAfterMs);
    this.#first ??= new FirstRead(this.#connection);
    this.#first.onArrival(this.#onArrival);
  }

  /** They have not spoken in time, or in a crowd it has not been heard yet: one more look will tell. */
  onLate(): void {
    const waitsMs = this.#waitsMs;
    this.#parts.turnstile.passLater(this.#careful(() => {
      if (this.#waitsMs === waitsMs) this.#lookOnceMore(); // else they have spoken, and have longer
    }));
  }

  giveWay(): void {
    this.#decide(this.#guess());
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

  /** Nothing of whoever has left meanwhile is looked at. */
  #careful(look: () => void): () => void {
    const { log } = this.#parts, { peer } = this.#arrival;
    return careful(() => this.#isHere && look(), this, { log, peer });
  }

  readonly #onArrival = (): void => this.#parts.turnstile.pass(this.#careful(() => this.#look()));

  #look(): void {
    const { config: { greetAfterMs } } = this.#parts, first = this.#first!, { bytes } = first;
    const protocol = bytes === undefined ? "chat" : protocolOf(bytes); // an end is the chat's to see
    if (protocol !== undefined) return this.#decide(protocol);
    const isRequest = this.#isRequest(bytes!);
    if (first.readOn(this.#onArrival)) this.#wait(isRequest ? REQUEST_LINE_MS : greetAfterMs);
    else this.#decide(isRequest ? "http" : "chat"); // a request line this long is the web door's to refuse
  }

  /** Whoever waits is welcomed to the chat. */
  #lookOnceMore(): void {
    const waitedMs = this.#waitsMs, isSilent = this.#first!.bytes?.length === 0;
    const mayBeBrowser = isSilent && waitedMs < BROWSER_MS &&
      this.#parts.pages.expects(this.#arrival.address);
    if (mayBeBrowser) this.#wait(BROWSER_MS, waitedMs);
    else this.#decide(this.#guess());
  }

  /** What they speak as far as they have shown it. */
  #guess(): Protocol {
    const { bytes } = this.#first!;
    if (bytes === undefined) return "chat";
    return protocolOf(bytes) ?? (this.#isRequest(bytes) ? "http" : "chat");
  }

  #isRequest(bytes: Uint8Array): boolean {
    return this.#parts.doors.http !== undefined && isRequestBegun(bytes);
  }

  /** Waits so long, of which some is over, where it does not do so already. */
  #wait(ms: number, waitedMs = 0): void {
    if (ms === this.#waitsMs) return;
    const { deadlines } = this.#parts;
    if (this.#waitsMs > 0) deadlines.end(this);
    this.#waitsMs = ms;
    deadlines.begin(this, ms - waitedMs - SHUT_MS); // so long does the last look take
  }

  #decide(protocol: Protocol): void {
    this.#leave();
    this.#take(protocol);
  }

  #take(protocol: Protocol): void {
    const { doors } = this.#parts, take = doors[protocol] ?? doors.chat;
    const ssh = take === doors.chat ? doors.ssh : undefined; // where they have not shown yet what they speak
    this.#first?.onArrival(() => {});
    take({
      connection: this.#connection,
      first: this.#first,
      arrival: this.#arrival,
      ticket: this.#ticket!,
      ...ssh && { ssh },
    });
  }

  #leave(): void {
    this.#isHere = false;
    const { undecided, deadlines } = this.#parts;
    undecided.delete(this);
    deadlines.end(this);
    this.#activity?.[Symbol.dispose]();
  }
}
