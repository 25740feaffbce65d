/**
 * A way to a server on which connections can be cut, as networks do.
 *
 * @module
 */

import type { Address } from "./guest.ts";

export class CutWay implements Address, AsyncDisposable {
  readonly hostname = "127.0.0.1";
  readonly port: number;
  readonly #listener: Deno.TcpListener;
  readonly #ends = new Set<Deno.TcpConn>();
  readonly #running: Promise<void>;

  /** A way that leads there. */
  constructor(to: Address) {
    this.#listener = Deno.listen({ hostname: this.hostname, port: 0 });
    this.port = this.#listener.addr.port;
    this.#running = this.#run(to);
  }

  /** Cuts all connections there are. */
  cut(): void {
    for (const end of this.#ends) end[Symbol.dispose]();
    this.#ends.clear();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    this.cut();
    await this.#running;
  }

  async #run({ hostname, port }: Address): Promise<void> {
    const pipes: Promise<unknown>[] = [];
    for await (const near of this.#listener) {
      const far = await Deno.connect({ hostname, port });
      this.#ends.add(near).add(far);
      const isCut = () => {}; // the other side is closed by the cut
      pipes.push(
        near.readable.pipeTo(far.writable).catch(isCut),
        far.readable.pipeTo(near.writable).catch(isCut),
      );
    }
    await Promise.all(pipes);
  }
}
