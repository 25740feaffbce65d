/**
 * The files of the web page, as they are served.
 *
 * @module
 */

import { encodeHex } from "@std/encoding/hex";

/** A file of the page. */
export interface PageFile {
  readonly body: Uint8Array;
  /** Its media type. */
  readonly type: string;
  /** Names this very content, in quotes (RFC 9110, 8.8.3). */
  readonly tag: string;
}

const PLACEHOLDER = `<!doctype html>
<meta charset="utf-8">
<title>Chat</title>
<p>This is a chat. The page is on its way; until then use telnet or nc.</p>
`;

/** What there is, by its path, and of which type. */
const FILES: readonly (readonly [path: string, type: string, text: string])[] = [
  ["/", "text/html", PLACEHOLDER],
];

/** All files of the page, by their path. */
export async function pageFiles(): Promise<ReadonlyMap<string, PageFile>> {
  const files = await Promise.all(FILES.map(async ([path, type, text]) => {
    const body = new TextEncoder().encode(text);
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
    const tag = `"${encodeHex(hash.subarray(0, 8))}"`;
    return [path, { body, type: `${type}; charset=utf-8`, tag }] as const;
  }));
  return new Map(files);
}
