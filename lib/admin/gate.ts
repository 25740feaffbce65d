/**
 * Who may ask the admin door: whoever has the token where there is one, and never a web page that somebody's browser shows.
 * A page may send requests to any address that its reader's machine reaches, so loopback alone keeps nobody out.
 *
 * @module
 */

import { timingSafeEqual } from "@std/crypto/timing-safe-equal";
import { refusal } from "../http/answers.ts";
import { mayBeAsked, withoutRoot } from "../http/hosts.ts";

/** Shortest token: 16 characters of `openssl rand -hex` are 64 bits, beyond guessing over a network. */
export const MIN_TOKEN_LENGTH = 16;

/**
 * What a Host header may be: RFC 9112, 3.2 wants 400 for none, for several and for what is no host. HTTP/1.0 may leave it
 * out, but Deno does not tell which version was spoken. Several come joined by commas.
 */
const ONE_HOST = /^[^\s,/\\@?#]+$/;

export interface GateRules {
  /** What whoever asks has to know; empty for nothing. */
  readonly token: string;
  /** The host that is listened on; undefined for a Unix socket, which no browser reaches. */
  readonly hostname: string | undefined;
}

/** Makes a gate: it returns the refusal of a request, or undefined for one that is allowed. */
export function gate({ token, hostname }: GateRules): (request: Request) => Response | undefined {
  const wanted = token === "" ? undefined : encode(token);
  return (request) => {
    const { headers } = request;
    if (!ONE_HOST.test(headers.get("host") ?? "")) {
      return refusal(
        400,
        "This request needs exactly one Host header: send the address that you ask, such as Host: 127.0.0.1.",
      );
    }
    if (headers.has("origin") || (headers.get("sec-fetch-site") ?? "none") !== "none") {
      return refusal(
        403,
        "Web pages cannot ask here: leave out the headers Origin and Sec-Fetch-Site.",
      );
    }
    if (wanted !== undefined) {
      // With a token Host may be any name: no page knows the token, and `chat:8081` is how containers find each other.
      const given = encode(tokenIn(headers.get("authorization")));
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) { // its length is no secret
        return refusal(
          401,
          "This request needs the admin token: send the header Authorization: Bearer TOKEN.",
          {
            "www-authenticate": "Bearer",
          },
        );
      }
    } else if (hostname !== undefined && !hostsOf(request).every((host) => mayBeAsked(host, hostname))) {
      // A page of evil.example may point its own name here (DNS rebinding); the name in Host tells.
      return refusal(
        403,
        "This Host header cannot be used: send one with an IP address, or localhost.",
      );
    }
    if (request.method === "POST" && !isJson(headers.get("content-type"))) {
      return refusal(415, "Only JSON can be sent here: send the header Content-Type: application/json.");
    }
    return undefined;
  };
}

/** The token of an `Authorization` header, whose scheme may be in any case (RFC 9110, 11.1); empty for none. */
function tokenIn(header: string | null): string {
  return /^bearer +(.*)$/i.exec(header ?? "")?.[1] ?? "";
}

/** The hosts a request names: in its line and in its header. */
function hostsOf(request: Request): string[] {
  const header = request.headers.get("host") ?? "";
  const url = `http://${header}/`;
  if (!URL.canParse(url)) return [header];
  return [new URL(request.url).hostname, new URL(url).hostname].map(withoutRoot);
}

function isJson(type: string | null): boolean {
  return type !== null && /^application\/json\s*(;|$)/i.test(type);
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
