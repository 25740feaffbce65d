/**
 * What somebody has to look after although what is said is saved: what was kept before is missing, or a part of it
 * cannot be read. It is said in the log once, and wherever the server is asked how it is until it is over: what can be
 * read again, when all of it was read; what is missing, when the server is started again.
 *
 * @module
 */

import type { Clock } from "../runtime/clock.ts";
import type { Log, LogFields } from "../runtime/log.ts";
import type { FileFault, Loss, StoreFailure } from "../store/store.ts";

/**
 * How long a loss that happened while the server ran keeps it from being called ready, in milliseconds: long enough for
 * every monitor to see it, and not for ever, since it saves again.
 */
const FRESH_MS = 600_000;

/** Something to look after. */
export interface Concern {
  /** What it is, for everybody: `the file was damaged and put aside, a new one is begun`. */
  readonly text: string;
  /** Whether the server should not be called ready: it is going on, or has just happened. */
  readonly isFresh: boolean;
}

/** What is said of a loss: to everybody, and in the log. */
const LOSSES: Readonly<Record<FileFault, readonly [text: string, logged: string]>> = {
  damaged: [
    "the file was damaged and put aside, a new one is begun",
    "The store was damaged: put aside as {path}, a new one is begun",
  ],
  emptied: [
    "the file was found empty, a new one is begun",
    "The store's file was empty: a new one is begun; what was beside it: {path}",
  ],
  removed: [
    "the file was gone, a new one is begun",
    "The store's file was gone: a new one is begun; what was beside it: {path}",
  ],
  replaced: [
    "the file was replaced by an older one, which is used",
    "The store's file was replaced by an older one, which is used",
  ],
  shortened: [
    "the end of the file's log was damaged, so the last lines before the start may be missing",
    "The end of the store's log was damaged, so the last lines before the start may be missing; a copy of both: {path}",
  ],
  unreadable: ["a part of the file cannot be read", "A part of the store cannot be read"],
};

/** The worries about one store. */
export class Worries {
  readonly #clock: Clock;
  readonly #log: Log;
  #loss: { readonly fault: FileFault; readonly until: number } | undefined;
  #unreadable: string | undefined;

  /** None so far. */
  constructor({ clock, log }: { readonly clock: Clock; readonly log: Log }) {
    this.#clock = clock;
    this.#log = log;
  }

  /** What is to be looked after; undefined for nothing. */
  get concern(): Concern | undefined {
    const loss = this.#loss && LOSSES[this.#loss.fault][0];
    const text = [this.#unreadable, loss].filter((part) => part !== undefined).join("; ");
    if (text === "") return undefined;
    const isFresh = this.#unreadable !== undefined || this.#clock.now() < this.#loss!.until;
    return { text, isFresh };
  }

  /** Something was missing when the server started: it does all it should since then. */
  found(loss: Loss): void {
    this.#lost(loss, -Infinity);
  }

  /** Something went missing while the server ran. */
  suffered(loss: Loss): void {
    this.#lost(loss, this.#clock.now() + FRESH_MS);
  }

  /** A part of what is kept cannot be read. */
  cannotRead(failure: StoreFailure): void {
    if (this.#unreadable === undefined) {
      this.#log("warning", "A part of what was said cannot be read: {reason}", { reason: failure.told });
    }
    this.#unreadable = `a part of the file cannot be read: ${failure.message}`;
  }

  /** All that is kept was read. */
  readAll(): void {
    if (this.#unreadable !== undefined) this.#log("info", "All of what was said can be read again");
    this.#unreadable = undefined;
  }

  #lost({ fault, aside }: Loss, until: number): void {
    this.#loss = { fault, until };
    const [, sentence] = LOSSES[fault];
    const fields: LogFields = sentence.includes("{path}") ? { path: aside ?? "nothing" } : {};
    this.#log("warning", sentence, fields);
  }
}
