/**
 * Passwords of rooms, kept so that the file they are in does not tell them: PBKDF2 (RFC 8018) with a salt of its own
 * for each, by Web Crypto, which works beside the chat and never holds it up.
 *
 * @module
 */

import { decodeHex, encodeHex } from "@std/encoding/hex";

/** What seals passwords and compares them; a double does it in a test's own time. */
export interface Passwords {
  /** Turns a password into what is kept of it. */
  sealed(password: string): Promise<string>;
  /** Whether a password is the sealed one. */
  opens(password: string, seal: string): Promise<boolean>;
}

/** Rounds of PBKDF2: some tens of milliseconds, so guessing from a stolen file is slow. */
const ROUNDS = 200_000;

/** Bytes of salt (NIST SP 800-132 asks for 16). */
const SALT_BYTES = 16;

/** Turns a password into what is kept of it: `pbkdf2-sha256$rounds$salt$hash`, the last two in hex. */
export async function sealed(password: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  return ["pbkdf2-sha256", ROUNDS, encodeHex(salt), encodeHex(await hash(password, salt, ROUNDS))].join("$");
}

/** Whether a password is the sealed one. Nothing opens an empty seal. */
export async function opens(password: string, seal: string): Promise<boolean> {
  if (seal === "") return false;
  const [, rounds = "", salt = "", wanted = ""] = seal.split("$");
  const given = await hash(password, decodeHex(salt), Number(rounds));
  return encodeHex(given) === wanted; // how long comparing takes tells nothing: what is compared is a hash
}

async function hash(
  password: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<Uint8Array> {
  const text = new TextEncoder().encode(password.normalize("NFC"));
  const key = await crypto.subtle.importKey("raw", text, "PBKDF2", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits(
    { name: "PBKDF2", hash: "SHA-256", salt, iterations },
    key,
    256,
  );
  return new Uint8Array(bits);
}

export const PASSWORDS: Passwords = { sealed, opens };
