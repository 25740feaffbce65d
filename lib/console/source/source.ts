/**
 * Where a console's pictures come from: a server (`server_source.ts`) or a recording (`played_source.ts`). The program
 * around it does not know which.
 *
 * @module
 */

import type { OutboxDump } from "../../observe/console_protocol.ts";
import type { Ask, Link } from "../words/screen_types.ts";
import type { Listener } from "./stream.ts";

/** What a source is asked for: everything but to quit. */
export type SourceAsk = Exclude<Ask, { readonly kind: "quit" }>;

/** What came of it. */
export type Answer =
  | { readonly kind: "nothing" }
  | { readonly kind: "told"; readonly sentence: string; readonly isBad: boolean }
  | { readonly kind: "dump"; readonly dump: OutboxDump };

/** A source of pictures. */
export interface Source {
  /** How it is before anything was tried. */
  readonly link: Link;
  /** Tells of everything that comes, until the signal aborts or there is no more. */
  follow(listener: Listener, signal: AbortSignal): Promise<void>;
  /** Does what was asked for. Never rejects but for a bug. */
  ask(ask: SourceAsk, signal: AbortSignal): Promise<Answer>;
}
