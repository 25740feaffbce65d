/**
 * What happened in the chat: the facts that the hub states once and everybody concerned is told.
 *
 * @module
 */

import type { CleanText, Name } from "./clean.ts";

/** What every event carries. */
export interface Stamp {
  /** Grows by one with every event of this server run, from 1. */
  readonly id: number;
}

/** One event of the chat. */
export type Event =
  & Stamp
  & (
    | { readonly kind: "joined"; readonly name: Name }
    | { readonly kind: "left"; readonly name: Name }
    | { readonly kind: "renamed"; readonly from: Name; readonly to: Name }
    | { readonly kind: "said"; readonly name: Name; readonly text: CleanText }
    | { readonly kind: "acted"; readonly name: Name; readonly text: CleanText }
  );

/** An event before the hub has stamped it. */
export type Happening = Event extends infer E ? E extends Event ? Omit<E, keyof Stamp> : never : never;
