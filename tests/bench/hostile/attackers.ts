/**
 * Connections that begin like a protocol and go wrong: cut, changed and slow hellos of TLS, heads of HTTP, frames of
 * WebSockets and PROXY headers.
 *
 * @module
 */

import { concat } from "@std/bytes/concat";
import { isRequestBegun, protocolOf } from "../../../lib/doors/sniff.ts";
import { bytes } from "../../support/bytes.ts";
import { frame, OPCODE, webSocketRequest } from "../../support/frames.ts";
import { proxyHeader } from "../../support/proxy_headers.ts";
import type { Random } from "../../support/random.ts";

/** What they begin with. */
const BEGINNINGS = ["hello", "head", "frame", "proxy"] as const;

/** What goes wrong then. */
const WAYS = ["cut", "changed", "slow"] as const;

type Bytes = Uint8Array<ArrayBuffer>;

/** What the first bytes tell for certain: whoever sends them at once may not be taken for somebody silent. */
export type Spoken = "tls" | "http" | undefined;

export interface Attacker {
  /** What it sends, a pause between one piece and the next. */
  readonly pieces: readonly Bytes[];
  /** Whether a proxy calls for it. */
  readonly isProxied: boolean;
  readonly spoken: Spoken;
}

/** In how many pieces the slow ones send what they have. */
const PIECES = 12;

const LINES = ["User-Agent: one-of-many/1.0", "Accept: */*", "Accept-Language: en", "Cookie: a=b"];

const HEAD = ["GET / HTTP/1.1", "Host: chat.example", ...LINES, "", ""].join("\r\n");

/**
 * Makes one of them, another one each time.
 * @param hello of a real client
 */
export function attacker(number: number, hello: Bytes, random: Random): Attacker {
  const beginning = BEGINNINGS[number % BEGINNINGS.length]!;
  const way = WAYS[Math.floor(number / BEGINNINGS.length) % WAYS.length]!;
  const isProxied = beginning === "proxy";
  const whole = wholeOf(beginning, hello, random);
  const pieces = piecesOf(whole, way, random);
  return { pieces, isProxied, spoken: isProxied ? undefined : spokenIn(pieces[0]!) };
}

function wholeOf(beginning: typeof BEGINNINGS[number], hello: Bytes, random: Random): Bytes {
  switch (beginning) {
    case "hello":
      return hello;
    case "head":
      return bytes(HEAD);
    case "frame":
      return bytes(webSocketRequest("chat.example"), ...frames(random));
    case "proxy": {
      const source = [203, 0, 113, random.below(256)],
        behind = random.pick([hello, bytes(HEAD), bytes("eve\n")]);
      return concat([Uint8Array.from(proxyHeader({ source }), (byte) => byte.charCodeAt(0)), behind]);
    }
  }
}

function frames(random: Random): Bytes[] {
  return Array.from(
    { length: random.between(1, 5) },
    () => frame(random.pick(Object.values(OPCODE)), "eve\n"),
  );
}

function piecesOf(whole: Bytes, way: typeof WAYS[number], random: Random): Bytes[] {
  if (way === "cut") return [whole.subarray(0, random.between(1, whole.length))];
  if (way === "slow") {
    const size = Math.ceil(whole.length / PIECES);
    return Array.from({ length: PIECES }, (_, at) => whole.slice(at * size, (at + 1) * size))
      .filter(({ length }) => length > 0);
  }
  const changed = whole.slice();
  for (let i = random.between(1, 8); i > 0; i--) changed[random.below(changed.length)] = random.below(256);
  return [changed];
}

/** What a piece tells. */
export function spokenIn(piece: Bytes): Spoken {
  const protocol = protocolOf(piece) ?? (isRequestBegun(piece) ? "http" : "chat");
  return protocol === "tls" || protocol === "http" ? protocol : undefined;
}

/** Whether an answer is in another protocol than what was spoken. */
export function isMistaken(spoken: Spoken, answer: Uint8Array): boolean {
  if (spoken === undefined || answer.length === 0) return false;
  if (spoken === "tls") return answer[0] !== 0x15 && answer[0] !== 0x16; // an alert, a handshake
  return !new TextDecoder().decode(answer).startsWith("HTTP/");
}
