/**
 * The file with the message of the day: read at the start, and again on SIGHUP. It is shown to everybody who comes, so it
 * is clean text and short.
 *
 * @module
 */

import { demandShortFile } from "../doors/named_file.ts";
import type { CleanText } from "../text/clean.ts";
import { cleanText } from "../text/clean_text.ts";
import { StartRefused } from "../runtime/start_refused.ts";
import { reasonOf } from "../runtime/reason.ts";

/** Most lines: with the greeting and the last lines of the lobby they fit into two screens of a terminal. */
const MAX_LINES = 20;

/** Most bytes: each of 10,000 people who come back at once gets them. */
const MAX_BYTES = 4096;

/**
 * The lines of the file, without blank ones at its end.
 * @param path empty for no file, which is no lines
 * @throws {StartRefused} where it cannot be read, is not text, or is too long
 */
export async function readMotd(path: string): Promise<readonly CleanText[]> {
  if (path === "") return [];
  const refuse = (reason: string, cause?: unknown) =>
    new StartRefused(`Cannot use "${path}" as message of the day: ${reason}`, { cause });
  let bytes: Uint8Array;
  try {
    await demandShortFile(path, MAX_BYTES, refuse);
    bytes = await Deno.readFile(path);
  } catch (error) {
    throw error instanceof StartRefused ? error : refuse(reasonOf(error), error);
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, MAX_BYTES)); // it may have grown
  } catch (error) {
    throw refuse("it is not UTF-8 text", error);
  }
  const lines = text.trimEnd().split(/\r\n|\n|\r/).map((line) =>
    cleanText(line.replaceAll("\t", "  ").trimEnd())
  );
  if (lines.length > MAX_LINES) {
    throw refuse(`it has ${lines.length} lines, and may have at most ${MAX_LINES}`);
  }
  return lines.some((line) => line !== "") ? lines : [];
}
