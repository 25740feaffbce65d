/**
 * A simulated port: connections wait here until the server accepts them, and now and then accepting fails.
 *
 * @module
 */

import type { TcpConnection, TcpListener } from "../../lib/doors/tcp_door.ts";
import type { Connection } from "./connection.ts";

/** What the system says when a process has too many files open. */
const TOO_MANY = "Too many open files (os error 24)";

/** A port that is listened on. */
export class Port implements TcpListener {
  readonly addr: { readonly hostname: string; readonly port: number };
  /** Whether the server has closed it, or died. */
  isClosed = false;
  #waiting: Connection[] = [];
  #accepting: { resolve(connection: TcpConnection): void; reject(error: Error): void } | undefined;
  #failures = 0;
  #isDead = false;
  readonly #whenAwake: (run: () => void) => void;

  /**
   * A port nobody has come to.
   * @param whenAwake runs something as soon as the server's process does not stand still
   */
  constructor(hostname: string, port: number, whenAwake: (run: () => void) => void = (run) => run()) {
    this.addr = { hostname, port };
    this.#whenAwake = whenAwake;
  }

  accept(): Promise<TcpConnection> {
    return new Promise((resolve, reject) => {
      if (this.#isDead) return;
      if (this.isClosed) return reject(new Deno.errors.BadResource("Listener has been closed"));
      this.#accepting = { resolve, reject };
      this.#goOn();
    });
  }

  close(): void {
    if (this.#isDead) return;
    this.#shut();
    this.#accepting?.reject(new Deno.errors.BadResource("Listener has been closed"));
  }

  /** Closes it because the process is gone. */
  die(): void {
    this.#shut();
    this.#isDead = true;
  }

  /** Somebody comes; they are refused where nobody listens any more. */
  offer(connection: Connection): void {
    if (this.isClosed) return connection.die();
    this.#waiting.push(connection);
    this.#whenAwake(() => this.#goOn());
  }

  /** Has the next attempts to accept fail. */
  fail(times: number): void {
    this.#failures += times;
    this.#whenAwake(() => this.#goOn());
  }

  #goOn(): void {
    const accepting = this.#accepting;
    if (accepting === undefined || (this.#failures === 0 && this.#waiting.length === 0)) return;
    this.#accepting = undefined;
    if (this.#failures > 0) {
      this.#failures--;
      return accepting.reject(new Error(TOO_MANY));
    }
    const connection = this.#waiting.shift()!;
    if (connection.toServer.state === "broken") { // it went before its turn came; the system says so in one of two ways
      connection.die();
      return accepting.reject(new Deno.errors.ConnectionAborted("Software caused connection abort"));
    }
    accepting.resolve(connection);
  }

  #shut(): void {
    this.isClosed = true;
    for (const connection of this.#waiting.splice(0)) connection.die();
  }
}
