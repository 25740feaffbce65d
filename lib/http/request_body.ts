/** What a request brings: one small JSON object, or a refusal. Its size and its time are bounded. @module */

import { type Clock, within } from "../runtime/clock.ts";
import { jsonObject } from "../text/json_object.ts";
import { refusal } from "./answers.ts";

export const MAX_BODY_BYTES = 4096;

/** How long a body may take, in milliseconds. */
const BODY_MS = 10_000;

/** Reads a body to its end: the object in it, or the answer where it is something else. */
export async function bodyOf(request: Request, clock: Clock): Promise<Record<string, unknown> | Response> {
  const reader = request.body?.getReader();
  const reading = read(reader);
  try {
    if (!await within(clock, BODY_MS, reading)) {
      return refusal(408, `The body did not arrive within ${BODY_MS / 1000} seconds.`);
    }
  } catch {
    return refusal(400, "The body broke off, or is not UTF-8."); // nobody is left to read this, most of the time
  } finally {
    reading.catch(() => {}); // late, and nobody waits for it any more
    reader?.cancel().catch(() => {}); // the rest, if any, is not wanted
  }
  const text = await reading;
  if (text === undefined) return refusal(413, `The body may have ${MAX_BODY_BYTES} bytes at most.`);
  return jsonObject(text) ?? refusal(400, "The body must be one JSON object.");
}

async function read(
  reader: ReadableStreamDefaultReader<Uint8Array> | undefined,
): Promise<string | undefined> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "", bytes = 0;
  for (;;) {
    const value = (await reader?.read())?.value;
    if (value === undefined) return text + decoder.decode();
    bytes += value.length;
    if (bytes > MAX_BODY_BYTES) return undefined;
    text += decoder.decode(value, { stream: true });
  }
}
