/**
 * What clients are told, in what they speak, while too few files can be opened to load their door. Nothing is loaded to
 * tell it.
 *
 * @module
 */

const SENTENCE = "The chat is busy. Please try again later.";

const encoder = new TextEncoder();

/** To clients of HTTP, as an answer (RFC 9110, 15.6.4). */
export const BUSY_HTTP = encoder.encode(
  [
    "HTTP/1.1 503 Service Unavailable",
    "content-type: text/plain; charset=utf-8",
    `content-length: ${SENTENCE.length + 1}`,
    "cache-control: no-store",
    "retry-after: 30",
    "connection: close",
    "",
    `${SENTENCE}\n`,
  ].join("\r\n"),
);

/** To clients of SSH, as a line before the version that never comes (RFC 4253, 4.2). */
export const BUSY_SSH = encoder.encode(`${SENTENCE}\r\n`);

/** To clients of TLS, as the alert for an internal error (RFC 8446, 6): they say so, and not that they were cut off. */
export const BUSY_TLS = Uint8Array.of(0x15, 3, 3, 0, 2, 2, 80);
