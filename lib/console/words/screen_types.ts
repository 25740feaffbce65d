/**
 * The border between what the console knows and the terminal: keys come in, lines of toned text and wishes go out.
 * Everything on this side is pure; `frame.ts` and `terminal.ts` put it on a terminal.
 *
 * @module
 */

import type { ConsoleWish } from "../../observe/console_protocol.ts";

/** What a piece of text is, not what colour it has: the palette decides that, and without colours nothing is lost. */
export type Tone =
  | "plain"
  | "dim"
  | "strong"
  | "title"
  | "good"
  | "warn"
  | "bad"
  | "accent"
  | "gone"
  | "selected"
  | "micros"
  | "millis"
  | "seconds"
  | "minutes"
  | "hours";

/** A piece of a line. */
export interface Span {
  /** Clean text, no control characters. */
  readonly text: string;
  /** What it is. */
  readonly tone: Tone;
}

/** One line of the screen: at most as wide as the terminal. */
export type ScreenLine = readonly Span[];

/** How large a terminal is. */
export interface Size {
  /** Columns. */
  readonly columns: number;
  /** Lines. */
  readonly rows: number;
}

/** A key that was pressed. */
export interface Key {
  /** `up`, `down`, `left`, `right`, `enter`, `escape`, `space`, `backspace`, `pageup`, `pagedown`; else the character. */
  readonly name: string;
  /** Whether Ctrl was held. */
  readonly ctrl: boolean;
}

/** How the connection to the server is. */
export type Link =
  | { readonly kind: "connecting"; readonly address: string }
  | { readonly kind: "live"; readonly address: string }
  | { readonly kind: "lost"; readonly address: string; readonly reason: string; readonly retryAt: number }
  | { readonly kind: "playing"; readonly file: string; readonly isOver: boolean };

/** What a key asks of the world outside: done by who reads the keys. */
export type Ask =
  | { readonly kind: "quit" }
  | { readonly kind: "wish"; readonly wish: ConsoleWish }
  | { readonly kind: "kick"; readonly id: number }
  | { readonly kind: "dump"; readonly resource: number };
