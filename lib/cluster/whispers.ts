/**
 * What one node has for another alone, kept nowhere. A note may get lost on its way, so it is sent again until the other
 * node says that it has it; and since a note has no place in the ledger, it waits there until the other node knows as much
 * as the sender knew.
 *
 * @module
 */

import type { Clock } from "../runtime/clock.ts";
import type { Life } from "./bus.ts";

/** Between two tries, in milliseconds: longer than any echo but on a bad day. */
const AGAIN_MS = 1500;

/** Most notes under way, most that wait here for the ledger, and most that are remembered as told. */
const MAX_UNDER_WAY = 1000, MAX_HELD = 1000, MAX_REMEMBERED = 4096;

export interface WhispersParts {
  readonly clock: Clock;
  /** How long a note is tried, in milliseconds. */
  readonly patienceMs: number;
  /** Sends a text to all nodes. */
  readonly send: (text: string) => void;
  /** The present life of this node, and the last record it knows. */
  readonly here: () => { readonly life: Life; readonly seq: number };
  /** Something has come. @returns whether anybody has it now */
  readonly told: (what: unknown) => boolean;
}

/** As it is sent: a note, or what became of one. */
type Note =
  & { readonly to: Life; readonly from: Life; readonly nth: number }
  & (
    | { readonly what: unknown; readonly seen: number }
    | { readonly hasCome: boolean }
  );

interface UnderWay {
  readonly text: string;
  readonly until: number;
  sentAt: number;
  readonly came: (hasCome: boolean) => void;
}

export class Whispers {
  readonly #parts: WhispersParts;
  readonly #underWay = new Map<string, UnderWay>(); // by life and number
  readonly #told = new Map<string, boolean>(); // whether anybody had them; the oldest first
  #held: (Note & { readonly seen: number; readonly what: unknown })[] = [];
  #nth = 0;

  constructor(parts: WhispersParts) {
    this.#parts = parts;
  }

  /** Sends something to a life of another node; resolves with whether it has come to anybody there. */
  send(to: Life, what: unknown): Promise<boolean> {
    const { clock, patienceMs, send, here } = this.#parts, { life: from, seq: seen } = here();
    if (this.#underWay.size >= MAX_UNDER_WAY) return Promise.resolve(false);
    const { promise, resolve: came } = Promise.withResolvers<boolean>();
    const nth = ++this.#nth, now = clock.now();
    const text = JSON.stringify({ to, from, nth, what, seen } satisfies Note);
    this.#underWay.set(keyOf(from, nth), { text, until: now + patienceMs, sentAt: now, came });
    send(text);
    return promise;
  }

  /** A text has come from some node: perhaps no note, or not for this node. */
  heard(text: string): void {
    const note = noteIn(text), { life } = this.#parts.here();
    if (note?.to !== life) return;
    if (!("hasCome" in note)) return this.#come(note);
    const key = keyOf(note.to, note.nth), sent = this.#underWay.get(key);
    this.#underWay.delete(key);
    sent?.came(note.hasCome);
  }

  /** The ledger has been read further. */
  read(): void {
    if (this.#held.length === 0) return;
    const held = this.#held;
    this.#held = [];
    for (const note of held) this.#come(note);
  }

  /** Sends again what has not come, and gives up what was tried for long enough; to be called now and then. */
  tick(): void {
    const now = this.#parts.clock.now();
    for (const [key, sent] of this.#underWay) {
      if (now >= sent.until) {
        this.#underWay.delete(key);
        sent.came(false);
      } else if (now - sent.sentAt >= AGAIN_MS) {
        sent.sentAt = now;
        this.#parts.send(sent.text);
      }
    }
  }

  /** Gives up everything: the life is over, or the bus is closed. */
  end(): void {
    const all = [...this.#underWay.values()];
    this.#underWay.clear();
    this.#held = [];
    for (const { came } of all) came(false);
  }

  #come(note: Note & { readonly what: unknown; readonly seen: number }): void {
    const { send, here, told } = this.#parts, { to, from, nth, seen, what } = note, key = keyOf(from, nth);
    if (here().life !== to) return;
    let hasCome = this.#told.get(key);
    if (hasCome === undefined) {
      if (here().seq < seen) {
        if (this.#held.length < MAX_HELD) this.#held.push(note); // else it is sent again
        return;
      }
      this.#told.set(key, hasCome = told(what));
      if (this.#told.size > MAX_REMEMBERED) this.#told.delete(this.#told.keys().next().value!);
    }
    send(JSON.stringify({ to: from, from: to, nth, hasCome } satisfies Note));
  }
}

function keyOf(life: Life, nth: number): string {
  return `${life} ${nth}`;
}

/** Other programs may speak there too. */
function noteIn(text: string): Note | undefined {
  try {
    const { to, from, nth, seen, hasCome, what } = JSON.parse(text);
    if (typeof to !== "string" || typeof from !== "string" || !Number.isSafeInteger(nth)) return undefined;
    const ends = { to: to as Life, from: from as Life, nth };
    if (typeof hasCome === "boolean") return { ...ends, hasCome };
    return Number.isSafeInteger(seen) ? { ...ends, what, seen } : undefined;
  } catch {
    return undefined;
  }
}
