/**
 * Hears a connection through a line pipe, and tables of what is to be heard: each is sent in every split.
 *
 * @module
 */

import { linesOf } from "../../lib/wire/line_pipe.ts";
import { allOf, ChunkSource } from "../support/fake_socket.ts";
import { assertSplitSafe } from "../support/splits.ts";

/** What came of a connection: its lines, the telnet answers in hex, and how often the listeners were told. */
export interface Heard {
  readonly lines: readonly string[];
  readonly replies: string;
  readonly telnet: number;
  readonly returns: number;
}

/** Nothing was heard but this. */
export function heard(part: Partial<Heard>): Heard {
  return { lines: [], replies: "", telnet: 0, returns: 0, ...part };
}

export function toHex(some: Uint8Array): string {
  return Array.from(some, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
}

/** Hears a connection to its end. */
export async function hear(chunks: readonly Uint8Array[], maxLineBytes = 200): Promise<Heard> {
  const replies: string[] = [];
  let telnet = 0, returns = 0;
  const { lines } = linesOf(new ChunkSource(chunks), {
    maxLineBytes,
    reply: (answer) => replies.push(toHex(answer)),
    onTelnet: () => telnet++,
    onCarriageReturn: () => returns++,
  });
  return { lines: await allOf(lines), replies: replies.join(" "), telnet, returns };
}

/** Makes a test of each case, named by what the pipe does. */
export function tryHearing(
  cases: readonly (readonly [does: string, sent: Uint8Array, heard: Heard])[],
): void {
  for (const [does, sent, expected] of cases) {
    Deno.test(`linesOf() ${does}, split anywhere`, () =>
      assertSplitSafe(sent, (chunks) => hear(chunks), expected));
  }
}
