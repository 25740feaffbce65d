/**
 * Knows by its first bytes a peer that speaks no text: TLS, UTF-16, a PROXY header, and other protocols of bytes that
 * people and scanners hit an open port with. Taken for text or telnet they would make lines, names and answers.
 *
 * Bytes that may begin such an opening are held back. Nobody waits for that: none of them ends a person's first line.
 *
 * @module
 */

import { SIGNAL } from "../terminal/signal.ts";

type Expected = number | ((byte: number) => boolean);

/** A beginning that no person and no telnet sends. */
interface Opening {
  readonly signal: string;
  readonly bytes: readonly Expected[];
  /** How many of its bytes a person may begin with, too; they are not held back. */
  readonly typedBytes: number;
}

export interface Verdict {
  /** What can be decoded now. */
  readonly text: Uint8Array;
  /** What the peer speaks, if that is certain; nothing of it is text. */
  readonly signal?: string;
  /** Whether the next bytes need no look any more. */
  readonly isOver: boolean;
}

const IAC = 0xff;

const any = () => true;
const letter = (byte: number) => byte >= 0x20 && byte < 0x7f;
const noEnd = (byte: number) => byte !== 0x0d && byte !== 0x0a;
const letterOrEnd = (byte: number) => letter(byte) || !noEnd(byte);

/** Options of telnet: IANA's up to 49, and those that MUD clients know. Another number behind FF FE is half a letter. */
const noOption = (byte: number) =>
  byte > 49 && ![69, 70, 85, 86, 90, 91, 93, 102, 200, 201, 255].includes(byte);

/** What text behind a telnet option does not begin with: the upper half of a Greek, Cyrillic, Indian or Korean letter. */
const noText = (byte: number) => byte < 0x20 && noEnd(byte) && byte !== 0x1b || byte >= 0x80 && byte < 0xc2;

const OPENINGS: readonly Opening[] = [
  opening(SIGNAL.tls, [0x16, 0x03]), // a record with a handshake (RFC 8446, 5.1): nobody types Ctrl-V Ctrl-C first
  opening(SIGNAL.tls, [0x80, any, 0x01, 0x03]), // the hello of SSL 2 (RFC 5246, E.2)
  // Byte order marks. FF FE also is telnet's DONT, which nobody begins with; behind its option a command or text follows.
  opening(SIGNAL.utf16, [0xfe, 0xff]),
  opening(SIGNAL.utf16, [0xff, 0xfe, any, noText]),
  opening(SIGNAL.utf16, [0xff, 0xfe, any, letter, noText]),
  opening(SIGNAL.utf16, [0xff, 0xfe, noOption, (byte) => byte !== IAC]),
  opening(SIGNAL.utf16, [0, 0, 0xfe, 0xff]),
  opening(SIGNAL.utf16, [letter, 0, letterOrEnd, 0]),
  opening(SIGNAL.utf16, [0, letter, 0, letterOrEnd]),
  opening(SIGNAL.proxy, ascii("\r\n\r\n\0\r\nQUIT\n"), 4), // version 2; version 1 is a line of text
  ...[1, 2, 3].map((methods) => opening(SIGNAL.program, [5, methods, 0])), // SOCKS (RFC 1928)
  opening(SIGNAL.program, [3, 0, 0, any]), // remote desktops (TPKT, RFC 1006)
  opening(SIGNAL.program, [0, 0, any, any, (byte) => byte >= 0xfe, ...ascii("SMB")]), // file shares
  opening(SIGNAL.program, [0, 0, 0, any, 0x04, 0xd2, 0x16]), // PostgreSQL asking for encryption,
  opening(SIGNAL.program, [0, 0, any, any, 0, 3, 0, 0]), // and without
  opening(SIGNAL.program, [0x12, 1, 0, any]), // SQL Server
  opening(SIGNAL.program, [0x30, noEnd, 2, 1]), // LDAP; 30 is the letter 0
  opening(SIGNAL.program, [0x10, any, 0, 4, ...ascii("MQTT")]),
  opening(SIGNAL.program, ascii("AMQP\0")),
  opening(SIGNAL.program, [0x13, ...ascii("BitTorrent protocol")]),
];

export class ForeignOpening {
  #candidates = OPENINGS;
  #seen = 0; // bytes so far
  #held: number[] = [];

  /** Takes the next bytes, until the verdict says that it is over. */
  take(bytes: Uint8Array): Verdict {
    const text: number[] = [];
    for (const [i, byte] of bytes.entries()) {
      const at = this.#seen++;
      this.#candidates = this.#candidates.filter((candidate) => matches(candidate.bytes[at]!, byte));
      const whole = this.#candidates.find((candidate) => candidate.bytes.length === this.#seen);
      if (whole !== undefined) return { text: Uint8Array.from(text), signal: whole.signal, isOver: true };
      if (this.#candidates.length === 0) {
        return { text: Uint8Array.from([...text, ...this.#held, ...bytes.subarray(i)]), isOver: true };
      }
      this.#held.push(byte);
      if (this.#candidates.every(({ typedBytes }) => typedBytes > at)) text.push(...this.#held.splice(0));
    }
    return { text: Uint8Array.from(text), isOver: false };
  }

  /** The input has ended: what was held back is text after all. */
  finish(): Uint8Array {
    return Uint8Array.from(this.#held.splice(0));
  }
}

function opening(signal: string, bytes: readonly Expected[], typedBytes = 0): Opening {
  return { signal, bytes, typedBytes };
}

function ascii(text: string): number[] {
  return Array.from(text, (character) => character.charCodeAt(0));
}

function matches(expected: Expected, byte: number): boolean {
  return typeof expected === "number" ? byte === expected : expected(byte);
}
