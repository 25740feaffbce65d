/**
 * The one command that somebody came for, as `ssh HOST who`: they come in under the name that their client gave, do it, and
 * go. They are told the answer and nothing else.
 *
 * @module
 */

import { verbNamed } from "../commands/line.ts";
import type { Asker } from "../commands/command.ts";
import type { Outcome } from "../commands/outcome.ts";
import { runCommand } from "../commands/table.ts";
import { say } from "../commands/talk/say.ts";
import { once } from "../runtime/soon.ts";
import type { Reader } from "../delivery/reader.ts";
import { firstWord, NO_TEXT, trimmed } from "../text/clean_parts.ts";
import { cleanText } from "../text/clean_text.ts";
import { quoted } from "../text/quoted.ts";

export interface TaskParts {
  /** Where they come from, without a port. */
  readonly address: string;
  /** Longest command, in bytes. */
  readonly maxLineBytes: number;
}

/** What is said needs no verb elsewhere, and has one here. */
const SAY = /^\/?say$/i;

const encoder = new TextEncoder();

/**
 * Does it. Nobody comes in for what is no command.
 * @param task the command, a NUL, and the name
 */
export function doTask(asker: Asker, task: string, { address, maxLineBytes }: TaskParts): Outcome {
  const [command = "", name = ""] = task.split("\0");
  if (encoder.encode(command).length > maxLineBytes) return { kind: "line_too_long", maxLineBytes };
  const [word, argument] = firstWord(trimmed(cleanText(command)));
  const isSaid = SAY.test(word), verb = verbNamed(word);
  if (isSaid ? argument === "" : verb === undefined) {
    return { kind: "no_command", given: isSaid ? NO_TEXT : quoted(word) };
  }
  return once(asker.hub.enter(asker.seat, cleanText(name), address, asker.prefer()), (guest) => {
    if (guest.kind !== "guest") return guest;
    if (isSaid) return say({ ...asker, guest }, argument);
    return runCommand(asker, guest, cleanText(verb!), argument);
  });
}

/** Waits until the answer is written, which may take longer than a goodbye may; or until the session has to end. */
export function answerRead(reader: Pick<Reader, "close" | "signal">): Promise<void> {
  const { signal } = reader;
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
    reader.close().then(resolve);
  });
}
