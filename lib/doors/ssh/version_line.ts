/**
 * The first line of a client of SSH. It is put together here: `ssh2` loses the middle of one that comes in three pieces.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import type { ByteSource } from "../../wire/socket_text.ts";

/** What the server calls itself; it tells no version to strangers. */
export const IDENT = "chat-server";

/** Longest line in bytes, its end included (RFC 4253, 4.2). */
const MAX_LINE_BYTES = 255;

const LF = 0x0a;

/** Reads the line, and what came behind it; no line where the input ends before, or where it is too long. */
export async function versionLine(
  source: ByteSource,
): Promise<{ readonly line: Buffer | undefined; readonly rest: Buffer }> {
  const bytes = Buffer.alloc(MAX_LINE_BYTES);
  for (let filled = 0; filled < bytes.length;) {
    const count = await source.read(bytes.subarray(filled));
    if (count === null) break;
    const end = bytes.subarray(0, filled + count).indexOf(LF, filled) + 1;
    filled += count;
    if (end > 0) return { line: bytes.subarray(0, end), rest: bytes.subarray(end, filled) };
  }
  return { line: undefined, rest: bytes.subarray(0, 0) };
}
