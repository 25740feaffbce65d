/**
 * What the threads of a server with several workers ask and tell each other by name (`calls.ts`), and the way of the ledger
 * between them.
 *
 * @module
 */

import type { FromDesk, FromWorker, Port } from "../../cluster/workers/port_messages.ts";
import type { Config } from "../../runtime/config.ts";
import type { InForce } from "../../runtime/live_config.ts";
import type { LogFields, LogLevel } from "../../runtime/log.ts";
import type { Concern } from "../../store/store.ts";
import type { StoreCopy } from "../../store/store_copy.ts";
import type { KeyPair } from "../tls/certificate.ts";
import type { Calls } from "./calls.ts";

/** What a worker begins with: the answer to its `begin`. */
export interface Begin {
  readonly name: string;
  readonly config: Config;
  readonly motdLines: InForce["motdLines"];
  readonly version: string;
  /** What it is called on the bus, where there is one. */
  readonly node: string | undefined;
  /** What was kept up to where it begins to read. */
  readonly copy: StoreCopy;
  readonly certificate: Certificate | undefined;
}

/** Settings that are read again, to `change`. */
export type Change = Pick<Begin, "config" | "motdLines">;

/** The certificate of all threads, or why there is none, to `certificate`. */
export type Certificate = { readonly pair: KeyPair } | { readonly trouble: string };

/** A token of a certificate authority with its answer, to `challenge`; without one it is over. */
export type Challenge = readonly [token: string, answer: string | undefined];

/** A line of the log, to `log`. */
export type LogLine = readonly [level: LogLevel, message: string, fields: LogFields | undefined];

/** What the main thread says besides the turns, to a worker that reads its file. */
export interface Aside {
  /** Why it cannot write; undefined while it can. */
  readonly trouble: string | undefined;
  /** What somebody has to look after in the file; undefined for nothing. */
  readonly concern: Concern | undefined;
  /** How often it has opened the file. */
  readonly opened: number;
  /** What it has erased: for whom and from where to where, as {@linkcode erasedKey} has it, and how many lines. */
  readonly erased: readonly (readonly [key: string, count: number])[];
}

export function erasedKey(name: string, from: number, upTo: number): string {
  return `${from} ${upTo} ${name}`;
}

/** An end of the ledger's way, which goes through calls of the name `ledger`. What comes before it is heard waits. */
export class LedgerEnd implements Port {
  readonly #calls: () => Pick<Calls, "tell">;
  #waiting: MessageEvent[] = []; // at most that there is a desk, and that it is gone
  #onmessage: ((event: MessageEvent) => void) | null = null;

  constructor(calls: () => Pick<Calls, "tell">) {
    this.#calls = calls;
  }

  postMessage(message: FromWorker | FromDesk): void {
    this.#calls().tell("ledger", message);
  }

  set onmessage(heard: ((event: MessageEvent) => void) | null) {
    this.#onmessage = heard;
    const waiting = heard === null ? [] : this.#waiting.splice(0);
    for (const event of waiting) heard?.(event);
  }

  get onmessage(): ((event: MessageEvent) => void) | null {
    return this.#onmessage;
  }

  /** Something has come by a call. */
  heard(data: unknown): void {
    const event = { data } as MessageEvent;
    if (this.#onmessage === null) this.#waiting.push(event);
    else this.#onmessage(event);
  }
}
