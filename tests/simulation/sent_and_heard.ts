/** What went over somebody's connection, line by line. @module */

import type { Told } from "./hearing.ts";

/** Something that was sent. */
export interface Sent {
  readonly at: number;
  /** What it is meant as; of noise nobody may ever hear. */
  readonly kind: "name" | "said" | "whispered" | "command" | "noise";
  /** What tells it from all other lines of the story; a name or a command, as it was typed. */
  readonly text: string;
  /** The whole line, as somebody at a terminal has it. */
  readonly line?: string;
  /** Whether it was edited by the server. */
  readonly isEdited?: boolean;
}

/** A line that was heard, and what it told. */
export type Heard = Told & { readonly at: number; readonly line: string };
