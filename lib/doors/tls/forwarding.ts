/**
 * One guest of the TLS door, from their hello to their last byte: what they send goes on to an inner port, and what comes
 * from there goes back. The inner end of that connection is what the chat talks to.
 *
 * Its bounds: `HANDSHAKE_MS` until both have agreed; and when the inside is closed, a while for what is on its way.
 *
 * @module
 */

import type { Clock } from "../../runtime/clock.ts";
import type { Deadlines, Hurried } from "../../runtime/deadlines.ts";
import type { Activity, Observed, Snapshot } from "../../observe/activity.ts";
import { type Caller, type Connection, LINGER_MS } from "../connection.ts";
import { pump, PumpFailure } from "./pump.ts";
import type { InnerEnd, OuterEnd } from "./tls_network.ts";

/** Longest handshake in milliseconds: a phone far away needs two. */
const HANDSHAKE_MS = 10_000;

export interface ForwardingParts {
  readonly clock: Clock;
  readonly deadlines: Deadlines;
  /** How long what is on its way may take when the inside is closed, in milliseconds. */
  readonly drainMs: () => number;
}

export class Forwarding implements Hurried, Observed, Disposable {
  readonly caller: Caller;
  /** Its handshake; ends with that. */
  activity: Activity | undefined;
  readonly #parts: ForwardingParts;
  #outer: OuterEnd | undefined; // our end of the way to the inner port
  #isTaken = false; // by the chat, which gives the place back
  #isOver = false;

  constructor(caller: Caller, parts: ForwardingParts) {
    this.caller = caller;
    this.#parts = parts;
    parts.deadlines.begin(this, HANDSHAKE_MS);
  }

  /** Brings bytes both ways until both are closed. */
  async run(outer: OuterEnd): Promise<void> {
    if (this.#isOver) return outer[Symbol.dispose]();
    this.#outer = outer;
    await Promise.all([this.#bringIn(outer), this.#bringBack(outer)]);
    this.cut();
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** The connection that the chat gets, once both have agreed; what is closed there ends here, and may still arrive. */
  inside(end: InnerEnd): Connection {
    this.#isTaken = true;
    this.activity?.[Symbol.dispose]();
    this.#parts.deadlines.end(this);
    return new Inside(end, () => this.#hurry(this.#parts.drainMs()));
  }

  snapshot(): Snapshot {
    const { peer } = this.caller.arrival;
    return { name: peer, fields: { peer, door: "tls" }, waitsFor: "its handshake" };
  }

  onLate(): void {
    this.cut();
  }

  [Symbol.dispose](): void {
    this.cut();
  }

  /** Ends it at once. May be repeated. */
  cut(): void {
    this.#isOver = true;
    this.activity?.[Symbol.dispose]();
    this.#parts.deadlines.end(this);
    this.#outer?.[Symbol.dispose]();
    this.caller.connection[Symbol.dispose]();
    if (!this.#isTaken && this.caller.ticket.kind === "place") this.caller.ticket[Symbol.dispose]();
  }

  async #bringIn(outer: OuterEnd): Promise<void> {
    const { connection, first = connection } = this.caller;
    try {
      await pump(first, outer, this.#parts.clock);
      await outer.closeWrite();
    } catch (error) {
      if (error instanceof PumpFailure && error.isReading) return this.cut(); // the peer is gone
      await this.#readAway(first); // nobody wants it: a byte that is not read would cost the peer the goodbye
    }
  }

  async #bringBack(outer: OuterEnd): Promise<void> {
    const { connection } = this.caller;
    try {
      await pump(outer, connection, this.#parts.clock);
    } catch (error) {
      if (error instanceof PumpFailure && !error.isReading) return this.cut(); // the peer is gone
    }
    this.#hurry(LINGER_MS);
    await connection.closeWrite().catch(() => {}); // gone already
  }

  async #readAway(first: Pick<Connection, "read">): Promise<void> {
    const nowhere = { write: (bytes: Uint8Array) => Promise.resolve(bytes.length) };
    await pump(first, nowhere, this.#parts.clock).catch(() => {});
  }

  #hurry(ms: number): void {
    if (this.#isOver) return;
    if (ms === 0) return this.cut();
    this.#parts.deadlines.end(this);
    this.#parts.deadlines.begin(this, ms);
  }
}

/** The inside of TLS. A peer that hangs up without TLS's own goodbye, as most do, has ended its input like others. */
class Inside implements Connection {
  readonly #end: InnerEnd;
  readonly #onDispose: () => void;

  constructor(end: InnerEnd, onDispose: () => void) {
    this.#end = end;
    this.#onDispose = onDispose;
  }

  read(into: Uint8Array): Promise<number | null> {
    return this.#end.read(into).catch(endOfInput);
  }

  write(bytes: Uint8Array): Promise<number> {
    return this.#end.write(bytes);
  }

  closeWrite(): Promise<void> {
    return this.#end.closeWrite();
  }

  [Symbol.dispose](): void {
    this.#end[Symbol.dispose]();
    this.#onDispose();
  }
}

function endOfInput(error: unknown): null {
  if (error instanceof Deno.errors.UnexpectedEof) return null;
  throw error;
}
