/**
 * How a store is. Its troubles: what cannot be done with it just now. Its concern: what somebody has to look after although
 * what is said is saved, because lines that were kept are missing or cannot be read.
 *
 * Each is logged once. A trouble is over when the work succeeds again; what cannot be read, when all of it was read; what
 * is missing, when the server is started again.
 *
 * @module
 */

import type { Clock } from "../runtime/clock.ts";
import type { Log, LogFields } from "../runtime/log.ts";
import {
  type Concern,
  type FileFault,
  type Loss,
  type Store,
  StoreFailure,
  StoreTooNew,
} from "../store/store.ts";

/** How long a loss keeps a server from being called ready, in milliseconds: until every monitor has seen it. */
const FRESH_MS = 600_000;

const FAILED = {
  save: "Cannot save new lines: {reason}; the chat goes on, and the server tries again",
  read: "Cannot read kept lines: {reason}",
  tend: "Cannot maintain the store: {reason}",
} as const;

/** What is done with a store: lines are saved, questions answered, and it is tended for its own good. */
export type StoreWork = keyof typeof FAILED;

/** What is said of a loss: to everybody, and in the log. */
const LOSSES: Readonly<Record<FileFault, readonly [text: string, logged: string]>> = {
  damaged: [
    "the file was damaged and put aside, and a new one is used",
    "The store was damaged: it was put aside as {path}, and a new one is used",
  ],
  emptied: [
    "the file was empty, and a new one is used",
    "The store's file was empty: a new one is used; the files beside the old one were put aside as: {path}",
  ],
  removed: [
    "the file was missing, and a new one is used",
    "The store's file was missing: a new one is used; the files beside the old one were put aside as: {path}",
  ],
  replaced: [
    "the file was replaced by an older one, which is used now",
    "The store's file was replaced by an older one, which is used now",
  ],
  shortened: [
    "the end of the file's log was damaged, so the last lines before the start may be missing",
    "The end of the store's log was damaged, so the last lines before the start may be missing; a copy of file and log: {path}",
  ],
  unreadable: ["a part of the file cannot be read", "A part of the store cannot be read"],
};

/** Whoever goes on with what becomes of the store. */
export interface StoreListener {
  /** Lines were saved. */
  onSaved?(): void;
  /** The store could not be opened at the start, and was opened after all. */
  onOpened?(): void;
  /**
   * The store was begun anew, or is another one: what is still in memory has to be kept again. No line is in it yet that
   * waits.
   */
  onBegunAnew?(store: Store): void;
}

/** The health of one server's store. */
export class StoreHealth {
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #listeners: StoreListener[] = [];
  readonly #reasons = new Map<StoreWork, string>();
  #loss: { readonly fault: FileFault; readonly freshUntil: number } | undefined;
  #unreadable: string | undefined;
  #store: Pick<Store, "trouble" | "concern"> | undefined;

  constructor({ clock, log }: { readonly clock: Clock; readonly log: Log }) {
    this.#clock = clock;
    this.#log = log;
  }

  get trouble(): string | undefined {
    return this.#reasons.get("save");
  }

  /** Why what is said is not saved: this thread knows nothing of it yet where another one writes. */
  get unsaved(): string | undefined {
    return this.trouble ?? this.#store?.trouble;
  }

  /** What somebody has to look after, although what is said is saved; undefined for nothing. */
  get concern(): Concern | undefined {
    const loss = this.#loss && LOSSES[this.#loss.fault][0];
    const text = [this.#unreadable, loss].filter((part) => part !== undefined).join("; ");
    if (text === "") return this.#store?.concern;
    const isFresh = this.#unreadable !== undefined || this.#clock.now() < this.#loss!.freshUntil;
    return { text, isFresh };
  }

  /** This one is open now: what is said of it by whoever writes it counts, too. */
  opened(store: Pick<Store, "trouble" | "concern">): void {
    this.#store = store;
  }

  /** Has somebody more told of what becomes of the store, from now on. */
  listen(listener: StoreListener): void {
    this.#listeners.push(listener);
  }

  /** Tells whoever listens. */
  tell(what: Exclude<keyof StoreListener, "onBegunAnew">): void {
    for (const listener of this.#listeners) listener[what]?.();
  }

  /** Tells them of another store. Throws what is thrown by that. */
  tellOfAnother(store: Store): void {
    for (const listener of this.#listeners) listener.onBegunAnew?.(store);
  }

  /** Logs why work failed, where that is news. Returns it for everybody: of a bug, only that it was one. */
  failed(work: StoreWork, error: unknown): string {
    const isForeseen = error instanceof StoreFailure || error instanceof StoreTooNew;
    const reason = isForeseen ? error.message : "something went wrong on our side, and it was logged";
    if (this.#reasons.get(work) === reason) return reason;
    this.#reasons.set(work, reason);
    const told = error instanceof StoreFailure ? error.told : reason;
    if (isForeseen) this.#log("warning", FAILED[work], { reason: told });
    else this.#log("error", "Bug in the store of kept lines; the chat goes on: {error}", { error });
    return reason;
  }

  /** Work succeeded: its next failure is logged again. */
  worked(work: StoreWork): void {
    this.#reasons.delete(work);
  }

  /** Lines that were kept are missing. Where that was found at the start, the server has done all it should since then. */
  lost({ fault, aside }: Loss, when: "at the start" | "since"): void {
    this.#loss = { fault, freshUntil: when === "since" ? this.#clock.now() + FRESH_MS : -Infinity };
    const [, sentence] = LOSSES[fault];
    const fields: LogFields = sentence.includes("{path}") ? { path: aside ?? "nothing" } : {};
    this.#log("warning", sentence, fields);
  }

  cannotRead(failure: StoreFailure): void {
    if (this.#unreadable === undefined) {
      this.#log("warning", "Some kept lines cannot be read from the store: {reason}", {
        reason: failure.told,
      });
    }
    this.#unreadable = `a part of the file cannot be read: ${failure.message}`;
  }

  readAll(): void {
    if (this.#unreadable !== undefined) this.#log("info", "All kept lines can be read again");
    this.#unreadable = undefined;
  }
}
