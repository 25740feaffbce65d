/**
 * An answer to the one request of a connection, as bytes (RFC 9112).
 *
 * @module
 */

import { concat } from "@std/bytes/concat";

/** What a request is answered with. */
export interface Reply {
  readonly status: number;
  readonly body: string | Uint8Array;
  /** The media type of the body. */
  readonly type: string;
  /** Further headers, by their names in small letters. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The words of RFC 9110 for every status that is answered here. */
const REASONS: Readonly<Record<number, string>> = {
  200: "OK",
  304: "Not Modified",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  408: "Request Timeout",
  409: "Conflict",
  411: "Length Required",
  413: "Content Too Large",
  414: "URI Too Long",
  415: "Unsupported Media Type",
  417: "Expectation Failed",
  426: "Upgrade Required",
  429: "Too Many Requests",
  431: "Request Header Fields Too Large",
  500: "Internal Server Error",
  503: "Service Unavailable",
  505: "HTTP Version Not Supported",
};

/** What every answer has: it is never taken for another type, and nothing behind a link is told where the reader was. */
const ALWAYS = {
  "connection": "close",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
} as const;

const NOT_STORED = { "cache-control": "no-store" } as const;

/** One sentence, for people and programs. */
export function sentence(status: number, text: string, headers: Reply["headers"] = {}): Reply {
  return {
    status,
    type: "text/plain; charset=utf-8",
    body: `${text}\n`,
    headers: { ...NOT_STORED, ...headers },
  };
}

const encoder = new TextEncoder();

/** The whole answer as bytes. To HEAD, and where nothing has changed, it has no body. */
export function replyBytes(
  { status, body, type, headers = {} }: Reply,
  isHead: boolean,
  now: number,
): Uint8Array {
  const bytes = typeof body === "string" ? encoder.encode(body) : body;
  const isBare = status === 304;
  const all: Record<string, string> = {
    date: new Date(now).toUTCString(),
    ...ALWAYS,
    ...headers,
    ...!isBare && { "content-type": type, "content-length": `${bytes.length}` },
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = encoder.encode(`HTTP/1.1 ${status} ${REASONS[status] ?? ""}\r\n${lines.join("")}\r\n`);
  return isHead || isBare ? head : concat([head, bytes]);
}
