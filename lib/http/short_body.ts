/**
 * The body of a request where it is one short text: it says how long it is, or it is refused. A body in chunks would have
 * no length before it has come; whoever sends one line knows it.
 *
 * @module
 */

import { textOfUtf8 } from "../text/utf8.ts";
import type { Head } from "./head.ts";
import { type Reply, sentence } from "./reply.ts";

const CONTINUE = new TextEncoder().encode("HTTP/1.1 100 Continue\r\n\r\n");

/** Where a body comes from. */
export interface BodySource {
  /** Fills some of the bytes; null at the end of input. */
  read(into: Uint8Array): Promise<number | null>;
  /** Sends all bytes. */
  write(bytes: Uint8Array): Promise<void>;
}

/**
 * Reads a short text; returns the answer where there is none, and undefined where the client left in the middle.
 * @param rest what came with the head
 * @param maxBytes longest text; whoever sends more is told so
 * @param lineEndBytes what may stand behind it
 */
export async function shortBody(
  { headers, isOld }: Head,
  rest: Uint8Array,
  source: BodySource,
  maxBytes: number,
  lineEndBytes = 0,
): Promise<string | Reply | undefined> {
  const length = headers.get("content-length"), expected = headers.get("expect");
  if (length === undefined) return sentence(411, "Send the text with its length: the header Content-Length.");
  const bytes = Number(length);
  if (bytes > maxBytes + lineEndBytes) {
    return sentence(413, `The text is too long: it may have ${maxBytes} bytes.`);
  }
  if (expected !== undefined && expected.toLowerCase() !== "100-continue") {
    return sentence(417, "Nothing but 100-continue can be expected here.");
  }
  const body = new Uint8Array(bytes);
  body.set(rest.subarray(0, bytes));
  let count = Math.min(rest.length, bytes);
  if (expected !== undefined && !isOld && count < bytes) await source.write(CONTINUE);
  while (count < bytes) {
    const more = await source.read(body.subarray(count));
    if (more === null) return undefined;
    count += more;
  }
  return textOfUtf8(body) ?? sentence(415, "The text has to be UTF-8.");
}
