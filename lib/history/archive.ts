/**
 * Stands between the chat and its store: gathers a turn's lines into one transaction, and keeps the chat going while the
 * store cannot be written (a full disk, a locked or damaged file). Then what is to be written waits in the order it came,
 * as much as there is room for, and the store is tried again and again.
 *
 * Requirements:
 * 1. `add`, `commit` and `keep` never throw and never wait;
 * 2. what was added before a `commit` is saved by it, or later, or counted as lost;
 * 3. trouble and recovery are logged once each.
 *
 * @module
 */

import type { Clock, Timer } from "../runtime/clock.ts";
import type { Log } from "../runtime/log.ts";
import type { Name } from "../text/clean.ts";
import type { Message } from "../model/message.ts";
import type { Refusal } from "../model/refusal.ts";
import type { OpenStore } from "../store/open_store.ts";
import { type PresenceChange, type Store, StoreFailure, StoreTooNew } from "../store/store.ts";
import { StoreHealth } from "./store_health.ts";
import { StoreHandle } from "./store_handle.ts";
import { Tally } from "../observe/tally.ts";
import type { Activity } from "../observe/activity.ts";
import { IDLE } from "../observe/unobserved.ts";
import { PendingWrites } from "./pending_writes.ts";
import { TurnWrites } from "./turn_writes.ts";

const RETRY_MS = 5000;

const BEHIND = "too much was said while it could not be written; a restart reads it from the log again";

export interface ArchiveParts {
  readonly open: OpenStore;
  readonly clock: Clock;
  readonly log: Log;
  /** Runs whenever the store is asked for something, and counts; nobody measures it unless given. */
  readonly meters?: { readonly activity: Activity; readonly tally: Tally };
}

/** The archive of one server. Disposing it saves what waits, as far as that works, and closes the store. */
export class Archive implements Disposable {
  readonly #parts: ArchiveParts;
  readonly #activity: Activity;
  readonly #tally: Tally;
  readonly #pending = new PendingWrites();
  readonly #handle: StoreHandle;
  readonly health: StoreHealth;
  #lines: Message[] = [];
  #turns: TurnWrites | undefined; // of a node of several
  #retry: Timer | undefined;

  /** Where the store cannot be opened it is tried again later. Throws StoreTooNew where it must not be used. */
  constructor(parts: ArchiveParts) {
    this.#parts = parts;
    ({ activity: this.#activity, tally: this.#tally } = parts.meters ??
      { activity: IDLE, tally: new Tally() });
    this.health = new StoreHealth(parts);
    this.#handle = new StoreHandle(parts, this.health);
    try {
      this.#handle.begin();
    } catch (error) {
      if (error instanceof StoreTooNew) throw error;
      this.#failed(error);
    }
  }

  /** The greatest id that was ever saved; undefined while the store cannot be opened. */
  get lastId(): number | undefined {
    return this.#handle.store?.lastId;
  }

  /** Lines that wait for a store in trouble, and lines that are lost since there was no room for them. */
  get unsaved(): { readonly waiting: number; readonly lost: number } {
    const { waiting, lost } = this.#pending.counts;
    return { waiting: waiting + (this.#turns?.lines ?? 0), lost: this.#tally.lost + lost };
  }

  /**
   * From now on everything is kept turn by turn, together with what has changed of the people in the chat: for a node of several.
   * @param presence what has changed since it was asked last; undefined for nothing
   */
  keepTurns(presence: () => PresenceChange | undefined): void {
    this.#turns = new TurnWrites(presence);
  }

  /** The line is saved with the next {@linkcode commit}. */
  add(message: Message): void {
    if (this.#turns !== undefined) this.#turns.add(message);
    else this.#lines.push(message);
  }

  commit(): void {
    if (this.#turns !== undefined) return this.#endTurn(this.#turns);
    if (this.#lines.length === 0) return;
    const lines = this.#lines;
    this.#lines = [];
    if (this.health.trouble === undefined && this.#save(lines)) return this.health.tell("onSaved");
    this.#pending.addLines(lines);
  }

  /**
   * Keeps something besides lines, or erases some, now or when the store can be written again.
   * @param key what it is about: a later write under the same key takes its place
   * @param isVital false where it may be left out if too much is waiting
   */
  keep(key: string, write: (store: Store) => void, isVital = true): void {
    if (this.#turns !== undefined) return this.#turns.add(write);
    this.commit(); // in the order of things
    if (this.health.trouble === undefined && this.#attempt(() => write(this.#handle.open()))) return;
    this.#pending.addWrite(key, write, isVital);
  }

  /** For the store's own good; undefined where it cannot be done now. A failure is no trouble until saving fails. */
  tend<T>(work: (store: Store) => T): T | undefined {
    const { store } = this.#handle;
    if (store === undefined || this.health.trouble !== undefined) return undefined;
    try {
      const result = this.#activity.run(() => work(store));
      this.health.worked("tend");
      return result;
    } catch (error) {
      if (!this.#isFault(error)) this.health.failed("tend", error);
      return undefined;
    }
  }

  /**
   * Looks whether what is kept is still there and can be read, so many rows at a time. If not, that is trouble, or a
   * concern where saving goes on.
   * @param rows most rows that are read; 0 to see only whether the store is in its place
   * @returns whether that was the end of a round
   */
  look(rows: number): boolean {
    const { store } = this.#handle;
    if (store === undefined || this.health.trouble !== undefined) return true;
    try {
      const isRound = this.#activity.run(() => store.check(rows));
      if (isRound && rows > 0) this.health.readAll();
      return isRound;
    } catch (error) {
      if (!this.#isFault(error) && !(error instanceof StoreFailure)) this.health.failed("tend", error);
      return true;
    }
  }

  /** Asks the store something, lines just added included; a refusal where it cannot answer. */
  ask<T>(question: (store: Store) => T): { readonly kind: "answer"; readonly value: T } | Refusal {
    this.commit();
    const { store } = this.#handle;
    if (store === undefined) return { kind: "no_history", reason: this.health.trouble ?? "it is closed" };
    try {
      const value = this.#activity.run(() => question(store));
      this.health.worked("read");
      return { kind: "answer", value };
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error;
      if (this.#isFault(error)) return { kind: "no_history", reason: error.message };
      return { kind: "no_history", reason: this.health.failed("read", error) };
    }
  }

  /**
   * Erases what `name` said from an id up to another, waiting lines too; undefined where some go later. With turns it
   * is known when the present one is written.
   */
  forget(name: Name, from: number, upTo = Infinity): number | undefined | Promise<number> {
    if (this.#turns !== undefined) {
      return this.#forgetInTurn(this.#turns, (store) => store.forget(name, from, upTo));
    }
    const waiting = this.drop((message) => message.name === name && message.id >= from && message.id <= upTo);
    let saved: number | undefined;
    this.keep(`forget ${name} ${from}`, (store) => { // the same name again goes further: once is enough
      saved = store.forget(name, from, upTo);
    });
    return saved === undefined ? undefined : saved + waiting;
  }

  /** Lets go of lines that wait to be saved and match; returns how many those were. Turns keep their order instead. */
  drop(matches: (message: Message) => boolean): number {
    if (this.#turns !== undefined) return 0;
    this.commit();
    return this.#pending.drop(matches);
  }

  /** Saves what waits, as far as that works, and closes the store. May be repeated. */
  [Symbol.dispose](): void {
    this.commit();
    if (this.health.trouble !== undefined) this.#tryAgain();
    const reason = this.health.trouble;
    if (reason !== undefined) {
      const lost = this.#pending.unsaved;
      this.#parts.log("warning", "Stopped before all lines were saved: {reason}; lines lost: {lost}", {
        reason,
        lost,
      });
      this.health.worked("save"); // said once
    }
    this.#retry?.cancel();
    this.#handle.close();
  }

  #endTurn(turns: TurnWrites): void {
    if (!turns.close() || this.health.trouble !== undefined) return;
    if (this.#attempt(() => this.#tally.saved += turns.doAll(this.#handle.open()), "timed")) {
      this.health.tell("onSaved");
    }
  }

  #forgetInTurn(turns: TurnWrites, forget: (store: Store) => number): Promise<number> {
    const { promise, resolve } = Promise.withResolvers<number>();
    let count = 0;
    turns.add((store) => void (count = forget(store)));
    turns.whenWritten(() => resolve(count));
    return promise;
  }

  /** Whether an error tells of the file and not of what was asked; then it is dealt with. */
  #isFault(error: unknown): boolean {
    if (!(error instanceof StoreFailure) || error.fault === undefined) return false;
    if (error.fault === "unreadable") this.health.cannotRead(error);
    else this.#failed(error);
    return true;
  }

  /** False where the store fails. */
  #save(lines: readonly Message[]): boolean {
    const isSaved = this.#attempt(() => this.#handle.open().save(lines), "timed");
    if (isSaved) this.#tally.saved += lines.length;
    return isSaved;
  }

  /** Does something with the store; false, and a retry to come, where the store fails. */
  #attempt(action: () => void, kind: "run" | "timed" = "run"): boolean {
    try {
      this.#activity[kind](action);
      return true;
    } catch (error) {
      this.#failed(error);
      return false;
    }
  }

  #failed(error: unknown): void {
    this.#tally.storeFailures++;
    this.#handle.failed(error);
    this.health.failed("save", error);
    this.#retry ??= this.#parts.clock.after(RETRY_MS, () => this.#tryAgain()); // questions meanwhile do not put it off
  }

  /** Writes everything that waits, in order; trouble is over if all of it works. */
  #tryAgain(): void {
    this.#retry?.cancel();
    this.#retry = undefined;
    // Opened anew: a file that was opened while it could not be written stays so.
    this.#handle.close();
    const isDone = this.#attempt(() => this.#pending.doAll(() => this.#handle.open())) &&
      (this.#turns === undefined || this.#attempt(() => this.#turns!.doAll(this.#handle.open())));
    if (!isDone) return;
    if (this.#turns?.isBehind === true) return this.#failed(new StoreFailure(BEHIND));
    this.health.worked("save");
    this.health.tell("onSaved");
    const report = this.#pending.report();
    this.#tally.saved += report.late;
    this.#tally.lost += report.lost;
    this.#parts.log("info", "Saving again; lines saved late: {late}, lines lost: {lost}", report);
  }
}
