/**
 * The head of an HTTP/1.1 request, read strictly (RFC 9112): its size is bounded, and what two readers could understand
 * in two ways is refused. HTTP/1.0 is understood as well.
 *
 * A line may end with LF alone, since people type requests by hand.
 *
 * @module
 */

import { textOfUtf8 } from "../text/utf8.ts";

/** Longest head in bytes, its last empty line included; browsers send a tenth of that. */
export const MAX_HEAD_BYTES = 8192;

/** Most header lines; browsers send twenty. */
export const MAX_HEADER_LINES = 64;

/** The head of a request. */
export interface Head {
  readonly method: string;
  /** The path as it was sent, without what is behind a question mark. */
  readonly path: string;
  /** Whether the client speaks HTTP/1.0. */
  readonly isOld: boolean;
  /** By their names in small letters; a list that came in several lines is joined by commas. */
  readonly headers: ReadonlyMap<string, string>;
  /** The host and port that is asked, in small letters; empty where the client names none. */
  readonly host: string;
}

/** Why a head is refused. */
export interface BadHead {
  /** The HTTP status of the answer. */
  readonly status: number;
  /** One sentence for whoever made the request. */
  readonly sentence: string;
}

const LF = 0x0a, CR = 0x0d;

/** A word in a header, as a pattern. */
export const TOKEN = "[!#$%&'*+.^_`|~\\dA-Za-z-]+"; // RFC 9110, 5.6.2

/** Control characters besides a tab mean something else to every reader, a lone CR most of all. */
// deno-lint-ignore no-control-regex
const CONTROL = /[\0-\x08\x0a-\x1f\x7f]/;

const REQUEST_LINE = new RegExp(`^(${TOKEN}) (\\S+) HTTP/(\\d)\\.(\\d)$`);
const NAME = new RegExp(`^${TOKEN}$`);

/** A host with a port or without: a name, or an IP address, of version 6 in brackets. */
const HOST = /^(?:\[[\da-f:.]+\]|[\w.-]+)(?::\d{0,5})?$/;

/** Headers that have one value: of two it is not clear which one counts. */
const SINGLE: ReadonlySet<string> = new Set([
  ..."host content-length content-type authorization origin expect transfer-encoding".split(" "),
  ..."sec-websocket-key sec-websocket-version".split(" "),
]);

/** Takes the bytes of a head as they come. */
export class HeadReader {
  #bytes = new Uint8Array(1024);
  #count = 0;
  #lineStart = 0;
  #start = 0; // of the first line
  #hasLine = false;
  /** What came behind the head. */
  rest = new Uint8Array(0);

  /** Takes the next bytes; returns the head once it is whole, or what is wrong with it. Nothing may be taken then. */
  take(bytes: Uint8Array): Head | BadHead | undefined {
    for (let at = 0; at < bytes.length; at++) {
      if (this.#count === MAX_HEAD_BYTES) return this.#tooLong;
      this.#put(bytes[at]!);
      if (bytes[at] !== LF) continue;
      const isEmpty = this.#count - this.#lineStart === 1 ||
        this.#count - this.#lineStart === 2 && this.#bytes[this.#lineStart] === CR;
      if (isEmpty && this.#hasLine) {
        this.rest = bytes.slice(at + 1);
        return parseHead(this.#bytes.subarray(this.#start, this.#count));
      }
      if (isEmpty) this.#start = this.#count; // lines before the first one say nothing (RFC 9112, 2.2)
      else this.#hasLine = true;
      this.#lineStart = this.#count;
    }
    return undefined;
  }

  #put(byte: number): void {
    if (this.#count === this.#bytes.length) {
      const larger = new Uint8Array(this.#count * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes[this.#count++] = byte;
  }

  get #tooLong(): BadHead {
    return this.#hasLine
      ? bad(431, `The head of the request is too long: it may have ${MAX_HEAD_BYTES} bytes.`)
      : bad(414, "The address is too long.");
  }
}

/** Understands a whole head: the bytes of its lines, the empty one included. */
function parseHead(bytes: Uint8Array): Head | BadHead {
  const text = textOfUtf8(bytes);
  if (text === undefined) return bad(400, "The head of the request is not UTF-8.");
  const [first = "", ...lines] = text.replace(/\r?\n\r?\n$/, "").split(/\r?\n/);
  const [, method = "", target = "", major, minor] = REQUEST_LINE.exec(first) ?? [];
  if (method === "" || CONTROL.test(first)) return bad(400, "The first line is no HTTP request.");
  if (major !== "1") return bad(505, "Only HTTP/1.1 is spoken here.");
  const headers = headersIn(lines);
  if (!(headers instanceof Map)) return headers;
  const length = headers.get("content-length"), coding = headers.get("transfer-encoding");
  if (length !== undefined && !/^\d{1,15}$/.test(length)) return bad(400, "Content-Length is a number.");
  if (coding !== undefined && (length !== undefined || minor === "0")) {
    return bad(400, "The length of the body is not clear: send Content-Length alone.");
  }
  return withHost({ method, target, isOld: minor === "0", headers });
}

function headersIn(lines: readonly string[]): Map<string, string> | BadHead {
  if (lines.length > MAX_HEADER_LINES) {
    return bad(431, `The request has too many header lines: it may have ${MAX_HEADER_LINES}.`);
  }
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(":"), name = line.slice(0, Math.max(0, colon));
    if (!NAME.test(name) || CONTROL.test(line)) return bad(400, "A header line looks like Name: value.");
    const key = name.toLowerCase(), value = trimmed(line.slice(colon + 1)), before = headers.get(key);
    if (before !== undefined && SINGLE.has(key)) return bad(400, `The header ${key} may come only once.`);
    headers.set(key, before === undefined ? value : `${before}, ${value}`);
  }
  return headers;
}

/** Finds the host and the path that is asked, where the client names them. */
function withHost(
  { method, target, isOld, headers }: Pick<Head, "method" | "isOld" | "headers"> & {
    readonly target: string;
  },
): Head | BadHead {
  // A proxy is asked by a whole URL, and its host is the one that counts (RFC 9112, 3.2.2).
  const [, named, rest] = /^https?:\/\/([^/?#]*)(.*)$/i.exec(target) ?? [];
  const given = headers.get("host");
  if (given === undefined && !isOld) return bad(400, "This request needs a Host header.");
  const host = (named ?? given ?? "").toLowerCase();
  const isHost = HOST.test(host) && URL.canParse(`http://${host}/`);
  if (host === "" ? !isOld || given !== undefined : !isHost) {
    return bad(400, "The Host header has to be a host, such as chat.example:8080.");
  }
  const path = (rest ?? target).split(/[?#]/, 1)[0]!;
  return { method, path: path === "" ? "/" : path, isOld, headers, host };
}

/** Without the blanks around it; only these two count as such (RFC 9110, 5.6.3). */
function trimmed(value: string): string {
  let from = 0, to = value.length;
  while (from < to && isBlank(value[from])) from++;
  while (to > from && isBlank(value[to - 1])) to--;
  return value.slice(from, to);
}

function isBlank(character: string | undefined): boolean {
  return character === " " || character === "\t";
}

function bad(status: number, sentence: string): BadHead {
  return { status, sentence };
}
