/**
 * The one address: a TCP port. Whoever calls stands at the entrance until it is known what they speak.
 *
 * @module
 */

import type { IsTrusted } from "../guard/trusted_networks.ts";
import type { Background } from "../runtime/background.ts";
import type { Clock } from "../runtime/clock.ts";
import type { Config } from "../runtime/config.ts";
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

/** What a port is listened on with. */
export interface ListenOptions {
  readonly hostname: string;
  readonly port: number;
  /** Whether the next version of the server, of the same user, may listen beside it; each connection comes to one of them. */
  readonly reusePort: boolean;
}

/** One node of several may have the next one beside it, and a second server that is alone finds the port taken. */
export function listenOptions({ host: hostname, port, bus }: Config): ListenOptions {
  return { hostname, port, reusePort: bus !== "none" };
}

export interface TcpDoorParts extends ProxiedParts {
  readonly clock: Clock;
  /** Keeps the accepting. */
  readonly background: Background;
  /** Who calls for others, and says so by a PROXY header. */
  readonly isProxy: IsTrusted;
  readonly spare: Pick<SpareDescriptors, "allow">;
}

/** A door on a port. Whoever calls is let in once it is open. */
export class TcpDoor implements Disposable {
  readonly #listen: () => TcpListener;
  readonly #closing = new AbortController();
  #listener: TcpListener | undefined;
  #isOpen = false;

  /**
   * A door that is not open yet. Its port is listened on at once, so that a server finds out that it is taken before it
   * does anything else; beside another server only when it opens, since until then whoever calls is better off there.
   * @throws what `listen` throws
   */
  constructor(listen: (at: ListenOptions) => TcpListener, at: ListenOptions) {
    this.#listen = () => listen(at);
    if (!at.reusePort) this.#listener = this.#listen();
  }

  /** Where it listens, once it does. */
  get address(): TcpListener["addr"] {
    return this.#listener!.addr;
  }

  /** The same, as people type it. */
  get addressText(): string {
    const { hostname, port } = this.address;
    return addressText(hostname, port);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Accepts connections until it is disposed; those that came in live on. @throws what `listen` throws */
  open(parts: TcpDoorParts): void {
    const listener = this.#listener ??= this.#listen();
    const { activities, background, clock, log, spare, turnstile } = parts;
    const name = `tcp ${this.addressText}`;
    const activity = activities.begin("door", { name, waitsFor: "connections" });
    const onConnection = (connection: TcpConnection) => letIn(connection, parts);
    const accepted = new Turnstile(clock, ACCEPTED_AT_ONCE), { signal } = this.#closing;
    // Behind those who are here, or they would be many, and have waited too long.
    const pass = (step: () => void) => accepted.pass(() => turnstile.passBehind(step));
    const accepting = acceptLoop(listener, { clock, log, spare, pass, signal, onConnection });
    signal.addEventListener("abort", () => accepted[Symbol.dispose]());
    background.keep(accepting.finally(() => activity[Symbol.dispose]()), () => `door ${name}`);
    this.#isOpen = true;
  }

  /** May be repeated. */
  [Symbol.dispose](): void {
    if (this.#closing.signal.aborted) return;
    this.#isOpen = false;
    this.#closing.abort();
    this.#listener?.close();
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
