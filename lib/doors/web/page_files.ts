/**
 * The files of the web page, as they are served: part of the program, and packed once for browsers that unpack them.
 *
 * @module
 */

import { encodeHex } from "@std/encoding/hex";
import app from "./page/app.js" with { type: "text" };
import chat from "./page/chat.js" with { type: "text" };
import elements from "./page/elements.js" with { type: "text" };
import hear from "./page/hear.js" with { type: "text" };
import icon from "./page/icon.svg" with { type: "text" };
import html from "./page/index.html" with { type: "text" };
import input from "./page/input.js" with { type: "text" };
import link from "./page/link.js" with { type: "text" };
import log from "./page/log.js" with { type: "text" };
import password from "./page/password.js" with { type: "text" };
import pieces from "./page/pieces.js" with { type: "text" };
import style from "./page/style.css" with { type: "text" };
import typed from "./page/typed.js" with { type: "text" };
import view from "./page/view.js" with { type: "text" };
import words from "./page/words.js" with { type: "text" };

/** A file of the page. */
export interface PageFile {
  readonly body: Uint8Array;
  /** The same, packed by gzip. */
  readonly packed: Uint8Array;
  /** Its media type. */
  readonly type: string;
  /** Names this very content, in quotes (RFC 9110, 8.8.3). */
  readonly tag: string;
}

const SCRIPT = "text/javascript";

/** What there is, by its path, and of which type. */
const FILES: readonly (readonly [path: string, type: string, text: string])[] = [
  ["/", "text/html", html],
  ["/page/app.js", SCRIPT, app],
  ["/page/chat.js", SCRIPT, chat],
  ["/page/elements.js", SCRIPT, elements],
  ["/page/hear.js", SCRIPT, hear],
  ["/page/input.js", SCRIPT, input],
  ["/page/link.js", SCRIPT, link],
  ["/page/log.js", SCRIPT, log],
  ["/page/password.js", SCRIPT, password],
  ["/page/pieces.js", SCRIPT, pieces],
  ["/page/typed.js", SCRIPT, typed],
  ["/page/view.js", SCRIPT, view],
  ["/page/words.js", SCRIPT, words],
  ["/page/icon.svg", "image/svg+xml", icon],
  ["/page/style.css", "text/css", style],
];

/** All files of the page, by their path. */
export async function pageFiles(): Promise<ReadonlyMap<string, PageFile>> {
  const files = await Promise.all(FILES.map(async ([path, type, text]) => {
    const body = new TextEncoder().encode(text);
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
    const tag = `"${encodeHex(hash.subarray(0, 8))}"`;
    return [path, { body, packed: await packed(body), type: `${type}; charset=utf-8`, tag }] as const;
  }));
  return new Map(files);
}

async function packed(body: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([new Uint8Array(body)]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
