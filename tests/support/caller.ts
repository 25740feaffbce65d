/**
 * People who call a server without a network, and the port that they come to.
 *
 * @module
 */

import type { TcpConnection, TcpListener } from "../../lib/doors/tcp_door.ts";
import { LiveSource, SlowTarget } from "./fake_socket.ts";

/** Somebody at the other end of a connection that is no socket; they can stop reading. */
export class Caller extends SlowTarget implements TcpConnection {
  readonly remoteAddr;
  readonly #source = new LiveSource();
  readonly #closed = Promise.withResolvers<never>();
  /** Whether what is written to them never arrives. */
  isStuck = false;

  constructor(port = 1) {
    super();
    this.remoteAddr = { hostname: "192.0.2.1", port };
    this.#closed.promise.catch(() => {});
  }

  setNoDelay(): void {}

  setKeepAlive(): void {}

  read(into: Uint8Array): Promise<number | null> {
    return this.#source.read(into);
  }

  override write(bytes: Uint8Array): Promise<number> {
    return this.isStuck ? this.#closed.promise : super.write(bytes);
  }

  closeWrite(): Promise<void> {
    return Promise.resolve();
  }

  [Symbol.dispose](): void {
    this.#closed.reject(new Error("the socket is closed"));
    if (this.#source.isBeingRead) this.#source.feed(null);
  }

  types(text: string): void {
    this.#source.feed(new TextEncoder().encode(text));
  }

  get screen(): string {
    return new TextDecoder().decode(Uint8Array.from(this.taken));
  }
}

/** A port that these callers come to, one after the other. */
export function listenerFor(...callers: Caller[]): TcpListener {
  const closed = Promise.withResolvers<never>();
  closed.promise.catch(() => {}); // perhaps nobody waits for another one
  return {
    addr: { hostname: "127.0.0.1", port: 4000 },
    accept: () => Promise.resolve(callers.shift() ?? closed.promise),
    close: () => closed.reject(new Deno.errors.BadResource("Listener has been closed")),
  };
}
