/**
 * JSON lines out of bytes: one value a line, of a bounded length. Used for the server's stream and for recordings.
 *
 * @module
 */

import { ConnectionProblem } from "../words/problem.ts";

/** Longest line, in UTF-16 code units: 2,000 rows of a server's inside take about 1 M of them. */
const MAX_LINE = 16 * 1024 * 1024;

/**
 * The values, as the bytes come. A last line without its end is left out: it was cut.
 * @throws {ConnectionProblem} where a line is no JSON, or too long
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
      if (begun.length > maxLine) throw new ConnectionProblem({ kind: "long_line" });
      if (begun !== "") yield parsedJson(begun);
      begun = next;
    }
    if (begun.length > maxLine) throw new ConnectionProblem({ kind: "long_line" });
  }
}

/**
 * The value that a text is.
 * @throws {ConnectionProblem} where it is no JSON
 */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ConnectionProblem({ kind: "no_json" }, { cause: error });
  }
}
