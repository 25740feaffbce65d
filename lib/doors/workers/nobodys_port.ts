/** The door of the main thread: nobody ever comes in by it, since the workers have the port. @module */

import type { TcpConnection, TcpListener } from "../tcp_door.ts";

export class NobodysPort implements TcpListener {
  readonly addr: TcpListener["addr"];
  readonly #closed = Promise.withResolvers<never>();

  constructor(addr: TcpListener["addr"]) {
    this.addr = addr;
  }

  accept(): Promise<TcpConnection> {
    return this.#closed.promise;
  }

  close(): void {
    this.#closed.promise.catch(() => {}); // perhaps nobody waits
    this.#closed.reject(new Error("it is closed"));
  }
}
