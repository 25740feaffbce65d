/**
 * Where a console's pictures come from: a server (`server_source.ts`) or a recording (`played_source.ts`). The program
 * around it does not know which.
 *
 * @module
 */

import type { ConsoleWish, InsideLine, OutboxDump } from "../../observe/console_protocol.ts";

export type Link =
  | { readonly kind: "connecting"; readonly address: string }
  | { readonly kind: "live"; readonly address: string }
  /** `retryAt` is a local time. */
  | { readonly kind: "lost"; readonly address: string; readonly reason: string; readonly retryAt: number }
  | { readonly kind: "playing"; readonly file: string; readonly isOver: boolean };

export type SourceAsk =
  | { readonly kind: "wish"; readonly wish: ConsoleWish }
  | { readonly kind: "kick"; readonly id: number }
  | { readonly kind: "dump"; readonly resource: number };

/** What came of it. */
export type Answer =
  | { readonly kind: "nothing" }
  | { readonly kind: "told"; readonly sentence: string; readonly isBad: boolean }
  | { readonly kind: "dump"; readonly dump: OutboxDump };

/** Hears of what comes. Nothing here may wait; what is thrown ends the following. */
export interface Listener {
  onLine(line: InsideLine): void;
  onLink(link: Link): void;
  /** Something is to be said about the source. */
  onNotice(sentence: string, isBad: boolean): void;
}

export interface Source {
  /** How it is before anything was tried. */
  readonly link: Link;
  /** Tells of everything that comes, until the signal aborts or there is no more. */
  follow(listener: Listener, signal: AbortSignal): Promise<void>;
  /** Does what was asked for, after what was asked for before. Never rejects but for a bug. */
  ask(ask: SourceAsk, signal: AbortSignal): Promise<Answer>;
}

export function toldAnswer(sentence: string, isBad: boolean): Answer {
  return { kind: "told", sentence, isBad };
}
