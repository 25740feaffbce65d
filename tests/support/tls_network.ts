/**
 * Inner ports without a network and without any cipher: what is written at one end is read at the other.
 *
 * @module
 */

import type { Connection } from "../../lib/doors/connection.ts";
import type { KeyPair } from "../../lib/doors/tls/certificate.ts";
import type { InnerEnd, InnerListener, OuterEnd, TlsNetwork } from "../../lib/doors/tls/tls_network.ts";

/** One end of a pipe: it reads what the other end writes. */
export class PipeEnd implements Connection {
  readonly localAddr;
  readonly remoteAddr;
  other: PipeEnd | undefined;
  isClosed = false;
  #come: Uint8Array[] = [];
  #hasEnded = false;
  #wake = () => {};

  constructor(port: number) {
    this.localAddr = this.remoteAddr = { hostname: "127.0.0.1", port };
  }

  async read(into: Uint8Array): Promise<number | null> {
    while (this.#come.length === 0 && !this.#hasEnded && !this.isClosed) {
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
    if (this.isClosed) throw new Deno.errors.BadResource("it is closed");
    const [first] = this.#come;
    if (first === undefined) return null;
    const count = Math.min(first.length, into.length);
    into.set(first.subarray(0, count));
    if (count < first.length) this.#come[0] = first.subarray(count);
    else this.#come.shift();
    return count;
  }

  write(bytes: Uint8Array): Promise<number> {
    if (this.isClosed || this.other!.isClosed) {
      return Promise.reject(new Deno.errors.BrokenPipe("nobody reads"));
    }
    this.other!.take(bytes.slice());
    return Promise.resolve(bytes.length);
  }

  closeWrite(): Promise<void> {
    this.other!.take(undefined);
    return Promise.resolve();
  }

  setNoDelay(): void {}

  /** Takes what the other end has written; undefined for its end. */
  take(bytes: Uint8Array | undefined): void {
    if (bytes === undefined) this.#hasEnded = true;
    else this.#come.push(bytes);
    this.#wake();
  }

  [Symbol.dispose](): void {
    this.isClosed = true;
    this.other?.take(undefined);
    this.#wake();
  }
}

/** Both ends of a pipe. */
export function pipe(port = 0): [PipeEnd, PipeEnd] {
  const [one, other] = [new PipeEnd(port), new PipeEnd(port)];
  one.other = other;
  other.other = one;
  return [one, other];
}

/** Inner ports that a test looks into. */
export class FakeTlsNetwork implements TlsNetwork {
  /** The certificates that are served, by port. */
  readonly served = new Map<number, KeyPair>();
  /** Every inner end there was. */
  readonly ends: PipeEnd[] = [];
  /** What a handshake ends with. */
  handshake: () => Promise<{ readonly alpnProtocol: string | null }> = () =>
    Promise.resolve({ alpnProtocol: null });
  /** What listening, or connecting, fails with. */
  failure: Error | undefined;
  readonly #waiting = new Map<number, (end: InnerEnd) => void>();
  /** Where calls come from. */
  from = "127.0.0.1";
  #lastPort = 0;

  listen(pair: KeyPair): InnerListener {
    if (this.failure !== undefined) throw this.failure;
    if (pair.cert === "bad") throw new Error("keys may not be consistent: KeyMismatch");
    const port = ++this.#lastPort, queue: InnerEnd[] = [];
    const closed = Promise.withResolvers<never>();
    closed.promise.catch(() => {});
    let next = Promise.withResolvers<void>();
    this.served.set(port, pair);
    this.#waiting.set(port, (end) => {
      queue.push(end);
      next.resolve();
    });
    return {
      addr: { port },
      accept: async () => {
        while (queue.length === 0) {
          await Promise.race([next.promise, closed.promise]);
          next = Promise.withResolvers();
        }
        return queue.shift()!;
      },
      close: () => {
        this.served.delete(port);
        closed.reject(new Deno.errors.BadResource("it is closed"));
      },
    };
  }

  /** Calls a port, as the door or a stranger does. */
  connect(port: number): Promise<OuterEnd> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    const [outer, inner] = pipe(40_000 + this.ends.length);
    inner.remoteAddr.hostname = this.from;
    this.ends.push(inner);
    this.#waiting.get(port)!(Object.assign(inner, { handshake: () => this.handshake() }));
    return Promise.resolve(outer);
  }
}
