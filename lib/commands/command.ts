/**
 * What a command is, and how a typed line becomes one.
 *
 * @module
 */

import type { Guest, Hub } from "../hub.ts";
import type { CleanText } from "../model/clean.ts";
import type { Refusal } from "../model/refusal.ts";
import type { Recipient } from "../recipient.ts";

/** The one who asks, somebody in or somebody still at the door. */
export interface Asker {
  /** Where things happen. */
  readonly hub: Hub;
  /** Who is answered. */
  readonly recipient: Recipient;
}

/** Somebody in who asks. */
export interface GuestAsker extends Asker {
  /** Who they are in the chat. */
  readonly guest: Guest;
}

/**
 * One command: how it is typed, who may use it, what it does or why not. Its verb is its key in the table; it ends a
 * session by ending the recipient.
 */
export type Command =
  | {
    readonly usage: string;
    readonly who: "anyone";
    run(asker: Asker, argument: CleanText): Refusal | undefined;
  }
  | {
    readonly usage: string;
    readonly who: "guests";
    run(asker: GuestAsker, argument: CleanText): Refusal | undefined;
  };

/** A line, understood. */
export type Line =
  | { readonly kind: "say"; readonly text: CleanText }
  | { readonly kind: "command"; readonly verb: CleanText; readonly argument: CleanText };

/**
 * Reads a line as `/verb argument` or as something to say; `//x` says `/x`.
 *
 * @example
 * ```ts
 * import { parseLine } from "./command.ts";
 * import { cleanText } from "../render/clean_text.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(parseLine(cleanText("/Nick  bob ")), { kind: "command", verb: "nick", argument: "bob" } as unknown);
 * assertEquals(parseLine(cleanText("//shrug")), { kind: "say", text: "/shrug" } as unknown);
 * ```
 */
export function parseLine(line: CleanText): Line {
  if (!line.startsWith("/")) return { kind: "say", text: line };
  if (line.startsWith("//")) return { kind: "say", text: line.slice(1) as CleanText };
  const [verb = ""] = line.slice(1).split(" ", 1);
  // Parts of clean text are clean.
  return {
    kind: "command",
    verb: verb.toLowerCase() as CleanText,
    argument: line.slice(1 + verb.length).trim() as CleanText,
  };
}
