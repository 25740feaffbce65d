/**
 * What a node of several writes: turn by turn, each in one transaction together with how far it has read the log, so that
 * it goes on from there after any end. A turn that cannot be written waits, with those behind it, as much as there is room
 * for. From then on nothing more is written: what is missing is read from the log again after a restart, and no gap comes
 * to be.
 *
 * @module
 */

import type { Message } from "../model/message.ts";
import type { PresenceChange, Store } from "../store/store.ts";

/** Most lines and other writes of turns that wait for a store in trouble; one turn alone may have more. */
const MAX_WAITING = 20_000;

type Write = (store: Store) => void;

interface Turn {
  readonly work: readonly (Message | Write)[];
  readonly presence: PresenceChange | undefined;
  /** Told when it is written. */
  readonly onWritten: readonly (() => void)[];
}

export class TurnWrites {
  /** What has changed of the people in the chat, since this was asked last; undefined for nothing. */
  readonly #presence: () => PresenceChange | undefined;
  #work: (Message | Write)[] = [];
  #onWritten: (() => void)[] = [];
  #turns: Turn[] = [];
  #waiting = 0; // writes in turns
  #isBehind = false;

  constructor(presence: () => PresenceChange | undefined) {
    this.#presence = presence;
  }

  /** Whether turns are missing in the store: a restart reads them from the log again. */
  get isBehind(): boolean {
    return this.#isBehind;
  }

  /** Lines that wait to be written. */
  get lines(): number {
    return this.#turns.flatMap(({ work }) => work).filter((each) => typeof each !== "function").length;
  }

  add(work: Message | Write): void {
    this.#work.push(work);
  }

  /** Has somebody told once all that was added so far is written. */
  whenWritten(tell: () => void): void {
    this.#onWritten.push(tell);
  }

  /** Ends a turn; false where there was nothing in it. */
  close(): boolean {
    const presence = this.#presence(), work = this.#work, onWritten = this.#onWritten;
    if (presence === undefined && work.length === 0) return false;
    this.#work = [];
    this.#onWritten = [];
    this.#isBehind ||= this.#waiting > 0 && this.#waiting + work.length > MAX_WAITING;
    if (this.#isBehind) return false;
    this.#waiting += work.length;
    this.#turns.push({ work, presence, onWritten });
    return true;
  }

  /**
   * Writes all turns that were ended, one after the other; what could not be written goes on waiting.
   * @returns how many lines those were
   * @throws what the store throws
   */
  doAll(store: Store): number {
    let done = 0, count = 0;
    try {
      for (; done < this.#turns.length; done++) {
        const turn = this.#turns[done]!;
        store.together(() => count += writeTurn(store, turn));
        this.#waiting -= turn.work.length;
        for (const tell of turn.onWritten) tell();
      }
    } finally {
      this.#turns.splice(0, done);
    }
    return count;
  }
}

/** Lines that are saved already are left out: the log tells them again where it is read from an earlier place. */
function writeTurn(store: Store, { work, presence }: Turn): number {
  let lines: Message[] = [], count = 0;
  const { lastId } = store;
  const save = () => {
    if (lines.length > 0) store.save(lines);
    count += lines.length;
    lines = [];
  };
  for (const each of work) {
    if (typeof each !== "function") {
      if (each.id > lastId) lines.push(each);
    } else {
      save();
      each(store);
    }
  }
  save();
  if (presence !== undefined) store.savePresence(presence);
  return count;
}
