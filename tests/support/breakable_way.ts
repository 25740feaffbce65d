/**
 * A way to a server that can be cut, as a phone loses its network, or that swallows everything, as one that sleeps.
 *
 * @module
 */

import type { Address } from "./guest.ts";

export class BreakableWay implements Address, AsyncDisposable {
  readonly hostname = "127.0.0.1";
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  #server: Address;
  readonly #open = new Set<Deno.Conn>();
  readonly #accepting: Promise<void>;
  #isCut = false;
  #isAsleep = false;

  constructor(server: Address) {
    this.#server = server;
    this.#accepting = this.#accept();
  }

  get port(): number {
    return this.#listener.addr.port;
  }

  /** Breaks all connections, and takes no new ones. */
  cut(): void {
    this.#isCut = true;
    this.#closeAll();
  }

  /** Swallows whatever comes on the connections there are: neither end knows. */
  sleep(): void {
    this.#isAsleep = true;
  }

  /** Takes connections again, and leads them to another server where one is given. Those that slept never wake up. */
  mend(server = this.#server): void {
    this.#server = server;
    this.#isCut = this.#isAsleep = false;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    this.#closeAll();
    await this.#accepting;
  }

  #closeAll(): void {
    for (const connection of this.#open) connection.close();
    this.#open.clear();
  }

  async #accept(): Promise<void> {
    try {
      for await (const near of this.#listener) {
        if (this.#isCut) {
          near.close();
          continue;
        }
        const far = await Deno.connect(this.#server);
        for (const connection of [near, far]) this.#open.add(connection);
        this.#carry(near, far);
        this.#carry(far, near);
      }
    } catch {
      // The listener is closed, or the server is.
    }
  }

  async #carry(from: Deno.Conn, to: Deno.Conn): Promise<void> {
    const bytes = new Uint8Array(16 * 1024);
    let isAsleep = false;
    try {
      for (let count = await from.read(bytes); count !== null; count = await from.read(bytes)) {
        isAsleep ||= this.#isAsleep;
        if (isAsleep) continue;
        for (let sent = 0; sent < count;) sent += await to.write(bytes.subarray(sent, count));
      }
      await to.closeWrite();
    } catch {
      // One of the two is closed: so is the other.
      for (const connection of [from, to]) {
        if (this.#open.delete(connection)) connection.close();
      }
    }
  }
}
