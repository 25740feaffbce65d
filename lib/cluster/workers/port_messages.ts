/**
 * What the desk and the workers say to each other, over a port between their threads. Records travel as one text of JSON:
 * a text costs much less to hand over than its objects.
 *
 * @module
 */

import type { Life } from "../bus.ts";

/** What came together, with the number and the time of each record. */
export interface Turn {
  readonly seqs: readonly number[];
  /** In milliseconds since 1970. */
  readonly times: readonly number[];
  /** The records, as an array. */
  readonly json: string;
}

/** What is kept nowhere. */
export type Passing =
  | { readonly kind: "beat"; readonly life: Life }
  | { readonly kind: "note"; readonly text: string };

export type FromWorker =
  | { readonly kind: "open"; readonly after: number }
  /** Records, with commas between them. */
  | { readonly kind: "append"; readonly json: string }
  /** So many more records have been read, to be said now and then. */
  | { readonly kind: "read"; readonly count: number }
  | { readonly kind: "close" }
  | Passing;

export type FromDesk =
  /** There is a desk: it is to be asked for what is behind the last known record. */
  | { readonly kind: "here" }
  /** From now on it is told, and up to this number it was there before. */
  | { readonly kind: "opened"; readonly upTo: number }
  | { readonly kind: "turn"; readonly turn: Turn }
  /** What the main thread has to say besides, in its place between the turns. */
  | { readonly kind: "aside"; readonly aside: unknown }
  | { readonly kind: "failed"; readonly reason: string }
  /** Whether what is appended gets into the ledger; it does not before this is said. */
  | { readonly kind: "way"; readonly isUp: boolean }
  | Passing;

/** One end of a way between two threads. */
export interface Port {
  postMessage(message: FromWorker | FromDesk): void;
  onmessage: ((event: MessageEvent) => void) | null;
}
