/**
 * The one address: a TCP port. Whoever calls stands at the entrance until it is known what they speak.
 *
 * @module
 */

import type { IsTrusted } from "../guard/trusted_networks.ts";
import type { Background } from "../runtime/background.ts";
import type { Clock } from "../runtime/clock.ts";
import { addressText, plainAddress } from "../text/address.ts";
import { acceptLoop, type Acceptor } from "./accept_loop.ts";
import type { SpareDescriptors } from "./spare_descriptors.ts";
import type { Connection } from "./connection.ts";
import { Entrance } from "./entrance.ts";
import { Turnstile } from "./turnstile.ts";
import { Proxied, type ProxiedParts } from "./proxied.ts";

/** How many are accepted before guests have their turn: 50 µs of work each. */
const ACCEPTED_AT_ONCE = 128;

/** A TCP connection: `Deno.TcpConn`, or a double of it. */
export interface TcpConnection extends Connection {
  /** Where the peer is. */
  readonly remoteAddr: { readonly hostname: string; readonly port: number };
  /** Sends small pieces at once. */
  setNoDelay(isOn: boolean): void;
  /** Has the system ask now and then whether the peer is still there. */
  setKeepAlive(isOn: boolean): void;
}

/** A TCP port that is listened on: `Deno.TcpListener`, or a double of it. */
export interface TcpListener extends Acceptor<TcpConnection> {
  readonly addr: { readonly hostname: string; readonly port: number };
  close(): void;
}

export interface TcpDoorParts extends ProxiedParts {
  readonly clock: Clock;
  /** Keeps the accepting. */
  readonly background: Background;
  /** Who calls for others, and says so by a PROXY header. */
  readonly isProxy: IsTrusted;
  readonly spare: Pick<SpareDescriptors, "allow">;
}

/** A door on a port that is listened on. Whoever calls is let in once it is open. */
export class TcpDoor implements Disposable {
  readonly hostname: string;
  readonly port: number;
  readonly #listener: TcpListener;
  readonly #closing = new AbortController();
  #isOpen = false;

  /** A door that is not open yet; the listener is closed with it. */
  constructor(listener: TcpListener) {
    this.#listener = listener;
    ({ hostname: this.hostname, port: this.port } = listener.addr);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Accepts connections until it is disposed; those that came in live on. */
  open(parts: TcpDoorParts): void {
    const { activities, background, clock, log, spare, turnstile } = parts;
    const name = `tcp ${addressText(this.hostname, this.port)}`;
    const activity = activities.begin("door", { name, waitsFor: "connections" });
    const onConnection = (connection: TcpConnection) => letIn(connection, parts);
    const accepted = new Turnstile(clock, ACCEPTED_AT_ONCE), { signal } = this.#closing;
    // Behind those who are here, or they would be many, and have waited too long.
    const pass = (step: () => void) => accepted.pass(() => turnstile.passBehind(step));
    const accepting = acceptLoop(this.#listener, { clock, log, spare, pass, signal, onConnection });
    signal.addEventListener("abort", () => accepted[Symbol.dispose]());
    background.keep(accepting.finally(() => activity[Symbol.dispose]()), () => `door ${name}`);
    this.#isOpen = true;
  }

  /** May be repeated. */
  [Symbol.dispose](): void {
    if (this.#closing.signal.aborted) return;
    this.#isOpen = false;
    this.#closing.abort();
    this.#listener.close();
  }
}

function letIn(connection: TcpConnection, parts: TcpDoorParts): void {
  const { hostname, port } = connection.remoteAddr;
  try {
    connection.setNoDelay(true); // Nagle's wait for acknowledgements costs a room 40 ms
    connection.setKeepAlive(true); // a peer that lost its power is noticed, hours later
  } catch {
    return connection[Symbol.dispose](); // it vanished before it was welcomed
  }
  const address = plainAddress(hostname), peer = addressText(address, port);
  const isTrusted = parts.isTrusted(address);
  const arrival = { address, peer, door: "tcp", isTrusted, isEncrypted: false, isPage: false } as const;
  if (parts.isProxy(address)) new Proxied(connection, arrival, parts).begin();
  else new Entrance(connection, arrival, parts).begin();
}
