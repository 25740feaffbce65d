/**
 * Tokens: whoever has one may speak through a webhook, or come back to a seat. They are made here and shown once. Of a
 * webhook's a hash is kept, so that neither the file nor a backup tells it; a seat's is kept nowhere. A token has so many random bits that a plain hash is enough: there is
 * nothing to guess, as there is with passwords that people choose.
 *
 * @module
 */

import { encodeHex } from "@std/encoding/hex";

/** What makes tokens and recognises them; a double does it in a test's own time. */
export interface Tokens {
  /** A new one. */
  fresh(): string;
  /** What a token is recognised by. */
  hashed(token: string): Promise<string>;
}

/** Random bytes of a token: 192 bits. */
const TOKEN_BYTES = 24;

/** A new token: 32 letters, digits, `-` and `_`, which need no quotes anywhere. */
export function fresh(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(TOKEN_BYTES));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_");
}

/** Its SHA-256, in hex. It is looked up as it is: how long that takes tells nothing of a token, only of its hash. */
export async function hashed(token: string): Promise<string> {
  return encodeHex(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token))));
}

export const TOKENS: Tokens = { fresh, hashed };
