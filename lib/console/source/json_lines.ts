/**
 * JSON lines out of bytes: one value a line, of a bounded length. Used for the server's stream and for recordings.
 *
 * @module
 */

import { Hitched } from "../words/problem.ts";

/** Longest line, in UTF-16 code units: 2,000 rows of a server's inside take about 1 M of them. */
export const MAX_LINE = 16 * 1024 * 1024;

/**
 * The values, as the bytes come. A last line without its end is left out: it was cut.
 * @throws {Hitched} where a line is no JSON, or too long
 */
export async function* jsonLinesOf(
  pieces: AsyncIterable<Uint8Array>,
  maxLine: number = MAX_LINE,
): AsyncGenerator<unknown> {
  const decoder = new TextDecoder();
  let begun = "";
  for await (const bytes of pieces) {
    const [first = "", ...others] = decoder.decode(bytes, { stream: true }).split("\n");
    begun += first;
    for (const next of others) {
      if (begun.length > maxLine) throw new Hitched({ kind: "long_line" });
      if (begun !== "") yield parsed(begun);
      begun = next;
    }
    if (begun.length > maxLine) throw new Hitched({ kind: "long_line" });
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new Hitched({ kind: "no_json" }, { cause: error });
  }
}
