/**
 * The drain of a server that is to stop while people talk: nobody comes in any more, those who are here are told once, and
 * it is over when they have gone, or when their time is up. Whoever lost their connection cannot come back to this server,
 * so nobody waits for them.
 *
 * @module
 */

import { type Clock, every } from "../runtime/clock.ts";
import type { Config } from "../runtime/config.ts";
import type { Log } from "../runtime/log.ts";
import type { FanOut } from "./fan_out.ts";
import type { Reader } from "./reader.ts";

/**
 * How often it is looked whether all have gone, in milliseconds. The first look comes no sooner: whoever asked for the drain
 * by the admin door has its answer by then.
 */
const LOOK_MS = 100;

/** How far it is, for whoever asked. */
export interface DrainState {
  /** How many connections of people and programs are waited for. */
  readonly people: number;
  /** After how many milliseconds it is over at the latest. */
  readonly stopsInMs: number;
}

export interface DrainParts {
  readonly fanOut: Pick<FanOut, "readers" | "endAll">;
  readonly clock: Clock;
  /** Read when it begins: people are told a time once. */
  readonly settings: Pick<Config, "drainMs">;
  readonly log: Log;
  /** Has nobody accepted any more. */
  readonly closeDoor: () => void;
}

export class Drain implements Disposable {
  readonly #parts: DrainParts;
  readonly #over = Promise.withResolvers<void>();
  #looking: Disposable | undefined;
  #endsAt: number | undefined;
  #isStopping = false;

  constructor(parts: DrainParts) {
    this.#parts = parts;
  }

  /** Resolves when the server has to stop; also when it stops for another reason. */
  get over(): Promise<void> {
    return this.#over.promise;
  }

  /** Begins it, unless it has begun or the server stops already; tells how far it is. */
  begin(): DrainState {
    if (this.#endsAt !== undefined || this.#isStopping) return this.#state;
    const { fanOut, clock, settings: { drainMs }, log, closeDoor } = this.#parts;
    this.#endsAt = clock.now() + drainMs;
    closeDoor();
    fanOut.endAll({ kind: "stopping" }, ({ person }) => person === undefined);
    const { people } = this.#state;
    log("info", "Draining; number of people in the chat: {people}; stopping in {drainMs} ms at the latest", {
      people,
      drainMs,
    });
    for (const reader of drainMs > 0 ? this.#here() : []) {
      reader.tell({ kind: "draining", stopsInMs: drainMs });
    }
    this.#looking = every(clock, LOOK_MS, () => this.#look());
    return this.#state;
  }

  /** That it drains, for readiness and consoles; nothing where it does not. */
  troubles(): string[] {
    if (this.#endsAt === undefined) return [];
    const { people, stopsInMs } = this.#state;
    return [
      `drain: the server stops in ${Math.ceil(stopsInMs / 1000)} s at the latest; people here: ${people}`,
    ];
  }

  /** The server stops: nothing is waited for any more. */
  [Symbol.dispose](): void {
    this.#isStopping = true;
    this.#looking?.[Symbol.dispose]();
    this.#over.resolve();
  }

  get #state(): DrainState {
    const now = this.#parts.clock.now(), { length: people } = [...this.#here()];
    return { people, stopsInMs: Math.max(0, (this.#endsAt ?? now) - now) };
  }

  /** @returns how long to wait until the next look, in milliseconds */
  #look(): number {
    const { people, stopsInMs } = this.#state;
    if (people === 0 || stopsInMs === 0) {
      this.#looking?.[Symbol.dispose]();
      this.#parts.log("info", "Drained; number of people still here: {people}", { people });
      this.#over.resolve();
    }
    return Math.min(LOOK_MS, stopsInMs);
  }

  /** Those who are in, have a connection, and need not go already. */
  *#here(): Iterable<Reader> {
    for (const reader of this.#parts.fanOut.readers) {
      const { person, farewell, outbox } = reader;
      if (person !== undefined && farewell === undefined && outbox.heldSince === undefined) yield reader;
    }
  }
}
