/**
 * Programs that speak another protocol to the chat port: told so in plain words, never let in under a name like
 * `GET / HTTP/1.1`.
 *
 * @module
 */

import type { Farewell, Stranger } from "../model/farewell.ts";
import { SIGNAL } from "../terminal/signal.ts";

/** Header lines every HTTP client sends one of: they tell it where its request line was too long to be read. */
const HTTP_HEADER =
  /^(host|user-agent|accept|connection|content-type|content-length|cookie|authorization): /i;

/** Such a line as clients write most, in one word. */
const HTTP_HEADER_OF_A_WORD = new RegExp(`${HTTP_HEADER.source}\\S+$`, "i");

/**
 * How long after its first line the others of a request come at the latest, in milliseconds: one packet may be lost. Nobody
 * types so fast; later, `cookie: hi` is for somebody who is called so.
 */
const HEADERS_MS = 500;

/** First lines of protocols. None of them is a name, and nobody types them for one. */
const FIRST_LINES: readonly (readonly [RegExp, Stranger])[] = [
  [/^[A-Z]{3,10} \S+ HTTP\/\d/, "http"], // a request (RFC 9112)
  [HTTP_HEADER, "http"],
  [/^SSH-\d/, "ssh"], // a banner (RFC 4253)
  [/^PROXY (TCP4|TCP6|UNKNOWN)\b/, "proxy"], // version 1; version 2 is bytes
  [/^CAP (LS|REQ|END)\b|^USER \S+ \S+ \S+ :?\S/, "irc"], // behind NICK, which people try, too
  [/^[A-Z]{3,10} \S+ (RTSP|SIP|ICAP)\/\d/, "program"],
  [/^(EHLO|HELO|LHLO) (\[|localhost\b|\S+\.\S)/, "program"], // mail
  [/^\*\d{1,4}$/, "program"], // Redis
];

/** What every first line of a protocol has, and no name: most lines are asked nothing else. */
const SUSPECT = /[ *]|^SSH-/;

/** The protocol whose opening this line is, if it is one. */
export function strangerOf(line: string): Stranger | undefined {
  if (!SUSPECT.test(line)) return undefined;
  return FIRST_LINES.find(([form]) => form.test(line))?.[1];
}

/**
 * Whether this line, the first one behind a name, tells that the name was the rest of a garbled request line: its header
 * lines are not for the room to read.
 * @param sinceMs how long after the name it has come; asked for where that matters
 */
export function isHeaderOfRequest(line: string, sinceMs: () => number): boolean {
  return HTTP_HEADER_OF_A_WORD.test(line) && sinceMs() <= HEADERS_MS;
}

/** Protocols that are recognised by their first bytes. */
const SIGNALLED: Readonly<Record<string, Stranger>> = {
  [SIGNAL.tls]: "tls",
  [SIGNAL.utf16]: "utf16",
  [SIGNAL.proxy]: "proxy",
  [SIGNAL.program]: "program",
};

/** The protocol that a signal tells of, if it does. */
export function strangerIn(signal: string): Stranger | undefined {
  return SIGNALLED[signal];
}

/** What strangers are who could have come in by a door of their own. */
const LATE: Readonly<Partial<Record<Stranger, Stranger>>> = {
  tls: "late_tls",
  http: "late_http",
  ssh: "late_ssh",
};

/**
 * What whoever speaks another protocol is told: what this port is, or that they began with it too late.
 * @param served what this port serves too
 */
export function farewellTo(stranger: Stranger, served: readonly Stranger[] = []): Farewell {
  const isLate = served.includes(stranger);
  return { kind: "stranger", spoke: isLate ? LATE[stranger] ?? stranger : stranger };
}
