/**
 * An inner port: it speaks TLS with one certificate, and only this process should call it. Whoever calls from a port
 * that nobody announced is another program of this machine, and is let go of.
 *
 * @module
 */

import type { Clock, Timer } from "../../runtime/clock.ts";
import type { Background } from "../../runtime/background.ts";
import type { Log } from "../../runtime/log.ts";
import { acceptLoop } from "../accept_loop.ts";
import { Turnstile } from "../turnstile.ts";
import { ByPort } from "./by_port.ts";
import type { Forwarding } from "./forwarding.ts";
import { type InnerEnd, type InnerListener, LOOPBACK, type OuterEnd } from "./tls_network.ts";

/** How long it stays for those who are on their way when another one takes its place, in milliseconds. */
const RETIRE_MS = 1000;

/** How many are accepted before guests have their turn: a handshake is half a millisecond of work. */
const ACCEPTED_AT_ONCE = 8;

export interface InnerPortParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly background: Background;
  /** Both have agreed: somebody is inside. */
  readonly onInside: (forwarding: Forwarding, end: InnerEnd, protocol: string | null) => void;
}

export class InnerPort implements Disposable {
  readonly port: number;
  readonly #listener: InnerListener;
  readonly #parts: InnerPortParts;
  readonly #coming: ByPort<Forwarding>;
  readonly #accepted: Turnstile;
  readonly #closing = new AbortController();
  #retiring: Timer | undefined;

  /** Listens until it is disposed; those who came in live on. */
  constructor(listener: InnerListener, parts: InnerPortParts) {
    this.#listener = listener;
    this.port = listener.addr.port;
    this.#parts = parts;
    const { clock, log, background } = parts;
    this.#coming = new ByPort(clock);
    this.#accepted = new Turnstile(clock, ACCEPTED_AT_ONCE);
    const accepting = acceptLoop(listener, {
      clock,
      log,
      spare: { allow: () => true }, // counted when its guest came
      pass: (step) => this.#accepted.pass(step),
      signal: this.#closing.signal,
      onConnection: (end) => background.keep(this.#agree(end), () => `TLS handshake at port ${this.port}`),
    });
    background.keep(accepting, () => `inner port ${this.port}`);
  }

  /** Brings a guest here, and resolves when their connection has ended. */
  async forward(outer: OuterEnd, forwarding: Forwarding): Promise<void> {
    const { port } = outer.localAddr;
    this.#coming.announce(port, forwarding);
    await forwarding.run(outer);
    this.#coming.forget(port);
  }

  get isClosed(): boolean {
    return this.#closing.signal.aborted;
  }

  /** Closes it when whoever is on the way has arrived. */
  retire(): void {
    this.#retiring = this.#parts.clock.after(RETIRE_MS, () => this[Symbol.dispose]());
  }

  /** May be repeated. */
  [Symbol.dispose](): void {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    this.#retiring?.cancel();
    this.#listener.close();
    this.#accepted[Symbol.dispose]();
    this.#coming[Symbol.dispose]();
  }

  async #agree(end: InnerEnd): Promise<void> {
    const { log, onInside } = this.#parts;
    const { hostname, port } = end.remoteAddr;
    const forwarding = hostname === LOOPBACK ? await this.#coming.find(port) : undefined;
    if (forwarding === undefined) return end[Symbol.dispose]();
    try {
      const { alpnProtocol } = await end.handshake();
      onInside(forwarding, end, alpnProtocol);
    } catch (error) {
      const { peer } = forwarding.caller.arrival;
      log("debug", "No TLS with {peer}: {reason}", { peer, reason: (error as Error).message });
      end[Symbol.dispose](); // which ends the forwarding, when the peer has been told
    }
  }
}
