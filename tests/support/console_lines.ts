/**
 * What a console is sent, line by line.
 *
 * @module
 */

import type { Hello, Update } from "../../lib/observe/console_protocol.ts";

/** The lines of a console. */
export async function* linesOf(response: Response): AsyncGenerator<Hello | Update> {
  let rest = "";
  for await (const text of response.body!.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop()!;
    for (const line of lines) yield JSON.parse(line);
  }
}
