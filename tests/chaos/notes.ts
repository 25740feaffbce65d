/**
 * What people note: what they said, what they were told of it, and what they saw. Plain data, to be judged at the end.
 *
 * @module
 */

/** A line that somebody said. */
export interface SaidLine {
  readonly text: string;
  /** When it was sent, in milliseconds; all people have one clock. */
  readonly at: number;
  /** What its author was told of it: its number, or that it was refused; undefined where nothing came. */
  answer: number | "refused" | undefined;
}

/** An event that somebody saw. */
export interface Seen {
  readonly id: number;
  readonly kind: "said" | "joined" | "left";
  readonly from: string;
  readonly text: string;
  readonly at: number;
}

/** What one person noted, over all connections. */
export interface Notes {
  readonly name: string;
  /** The node they come to. */
  readonly node: string;
  readonly said: readonly SaidLine[];
  /** What was seen, connection by connection. */
  readonly visits: readonly (readonly Seen[])[];
  /** What came that never may, as text. */
  readonly oddities: readonly string[];
}

/** A line that a node has kept. */
export interface Kept {
  readonly id: number;
  readonly name: string;
  readonly text: string;
}

/** What is left at the end of a story. */
export interface Ending {
  readonly notes: readonly Notes[];
  /** Of each node by its name, the oldest line first. */
  readonly histories: ReadonlyMap<string, readonly Kept[]>;
  /** Who is here, as everybody is told; by whom, and where. */
  readonly present: ReadonlyMap<string, readonly string[]>;
}
