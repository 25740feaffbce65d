/**
 * A connection from a proxy that the operator named: it tells first for whom it calls, and then they stand at the
 * entrance, under their own address.
 *
 * Without a header it is the proxy's machine itself: its check whether the server is well, or somebody with nc. A proxy
 * sends its header before anything else and nobody behind it can keep it back, so they cannot pass for it. A header that
 * is wrong is left in place, and the chat tells the proxy so.
 *
 * @module
 */

import type { IsTrusted } from "../guard/trusted_networks.ts";
import type { Activity, Observed, Snapshot } from "../observe/activity.ts";
import type { Hurried } from "../runtime/deadlines.ts";
import { addressText } from "../text/address.ts";
import { FirstRead } from "../wire/first_read.ts";
import { careful } from "./careful.ts";
import type { Arrival, Connection } from "./connection.ts";
import { Entrance, type EntranceParts } from "./entrance.ts";
import { SHUT_MS } from "./turnstile.ts";
import { type ProxyHeader, proxyHeaderOf } from "./proxy_header.ts";

/** How long a proxy may say nothing, in milliseconds: a first packet that is lost comes again in less. */
const SILENT_MS = 1000;

/** How long a header may take from its first bytes on, in milliseconds: two more packets may be lost. */
const HEADER_MS = 5000;

export interface ProxiedParts extends EntranceParts {
  /** Who is exempt from limits. */
  readonly isTrusted: IsTrusted;
}

export class Proxied implements Hurried, Observed, Disposable {
  readonly #connection: Connection;
  readonly #arrival: Arrival;
  readonly #parts: ProxiedParts;
  readonly #first: FirstRead;
  #isBegun = false; // their header
  #isHere = false;
  #activity: Activity | undefined;

  /** @param arrival of the proxy */
  constructor(connection: Connection, arrival: Arrival, parts: ProxiedParts) {
    this.#connection = connection;
    this.#arrival = arrival;
    this.#parts = parts;
    this.#first = new FirstRead(connection);
  }

  /** Finds out for whom the proxy calls, and has them stand at the entrance. */
  begin(): void {
    const { undecided, deadlines, activities } = this.#parts;
    // An attack: whose, nobody can tell here.
    if (!undecided.add(this)) return this.#connection[Symbol.dispose]();
    this.#isHere = true;
    this.#activity = activities.begin("reader", this);
    deadlines.begin(this, SILENT_MS - SHUT_MS);
    this.#first.onArrival(this.#onArrival);
  }

  /** They have not spoken in time, or in a crowd it has not been heard yet: one more look will tell. */
  onLate(): void {
    const isBegun = this.#isBegun;
    this.#parts.turnstile.passLater(this.#careful(() => {
      if (this.#isBegun === isBegun) this.#lookOnceMore(); // else they have spoken, and have longer
    }));
  }

  giveWay(): void {
    this[Symbol.dispose]();
  }

  snapshot(): Snapshot {
    const { peer, door } = this.#arrival;
    return { name: peer, fields: { peer, door }, waitsFor: "its first bytes" };
  }

  /** Lets go of whoever stands here still. */
  [Symbol.dispose](): void {
    this.#leave();
    this.#connection[Symbol.dispose]();
  }

  /** Nothing of whoever has left meanwhile is looked at. */
  #careful(look: () => void): () => void {
    const { log } = this.#parts, { peer } = this.#arrival;
    return careful(() => this.#isHere && look(), this, { log, peer });
  }

  readonly #onArrival = (): void => this.#parts.turnstile.pass(this.#careful(() => this.#look()));

  #look(): void {
    const header = this.#header;
    if (header !== "cut") return this.#goOnWith(header);
    this.#hurry();
    if (!this.#first.readOn(this.#onArrival)) this.#goOn(this.#arrival);
  }

  #lookOnceMore(): void {
    const header = this.#header;
    this.#goOnWith(header === "cut" ? undefined : header);
  }

  get #header(): ReturnType<typeof proxyHeaderOf> {
    const { bytes } = this.#first;
    return bytes && proxyHeaderOf(bytes);
  }

  #goOnWith(header: ProxyHeader | undefined): void {
    if (header === undefined) return this.#goOn(this.#arrival);
    this.#first.skip(header.bytes);
    this.#goOn(header.peer === undefined ? this.#arrival : this.#calledFrom(header.peer));
  }

  #hurry(): void {
    if (this.#isBegun) return;
    this.#isBegun = true;
    this.#parts.deadlines.end(this);
    this.#parts.deadlines.begin(this, HEADER_MS - SHUT_MS);
  }

  #calledFrom({ address, port }: { readonly address: string; readonly port: number }): Arrival {
    const isTrusted = this.#parts.isTrusted(address);
    return { ...this.#arrival, address, peer: addressText(address, port), isTrusted };
  }

  #goOn(arrival: Arrival): void {
    this.#leave();
    new Entrance(this.#connection, arrival, this.#parts, { first: this.#first }).begin();
  }

  #leave(): void {
    this.#isHere = false;
    this.#parts.undecided.delete(this);
    this.#parts.deadlines.end(this);
    this.#activity?.[Symbol.dispose]();
  }
}
