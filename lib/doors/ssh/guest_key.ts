/**
 * The key that a client of SSH says it owns. It is looked at before any of it is computed with: a stranger chose its size.
 *
 * @module
 */

import { createHash } from "node:crypto";
import { Buffer } from "node:buffer";
import { type Key, parseDERKey } from "ssh2/keys";
import type { OfferedKey } from "ssh2/protocol";

/** Types of keys that are looked at; those of security keys and certificates have others. */
const TYPES = ["ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-rsa"];

/** Most bytes of a key: an RSA key of 8,192 bits has 1,050. */
const MAX_KEY_BYTES = 1200;

/** Most bytes of the exponent of an RSA key: everybody takes 65,537, and a long one takes long. */
const MAX_EXPONENT_BYTES = 4;

/** Bytes of the modulus of an RSA key: 2,048 to 8,192 bits, and a zero in front. */
const MIN_MODULUS_BYTES = 256, MAX_MODULUS_BYTES = 1025;

/** A key whose owner may be somebody. */
export interface GuestKey {
  /** As `ssh-keygen -l` prints it. */
  readonly fingerprint: string;
  /** Whether the request was signed with it; undefined where there is no signature yet. */
  readonly isProven: boolean | undefined;
}

/** The key of a request; undefined for one that is not taken. */
export function guestKey({ keyAlgo, key, hashAlgo, signature, blob }: OfferedKey): GuestKey | undefined {
  const parsed = keyIn(key);
  if (parsed === undefined || parsed.type !== keyAlgo) return undefined;
  if (parsed.type === "ssh-rsa" && hashAlgo === undefined) return undefined; // SHA-1
  const fingerprint = `SHA256:${createHash("sha256").update(key).digest("base64").replace(/=+$/, "")}`;
  if (signature === undefined || blob === undefined) return { fingerprint, isProven: undefined };
  return { fingerprint, isProven: isSigned(parsed, blob, signature, hashAlgo) };
}

function keyIn(bytes: Buffer): Key | undefined {
  const [type, ...numbers] = strings(bytes), name = type?.toString("latin1");
  if (name === undefined || !TYPES.includes(name)) return undefined;
  if (name === "ssh-rsa" && !isOfUsualSize(numbers)) return undefined;
  try {
    const key = parseDERKey(bytes.subarray(4 + type!.length), name);
    // The same key must not have two fingerprints.
    return key instanceof Error || !key.getPublicSSH().equals(bytes) ? undefined : key;
  } catch {
    return undefined; // not a key at all
  }
}

function isOfUsualSize([exponent, modulus]: readonly Buffer[]): boolean {
  if (exponent === undefined || modulus === undefined || !isShort(exponent) || !isShort(modulus)) {
    return false;
  }
  return exponent.length <= MAX_EXPONENT_BYTES && modulus.length >= MIN_MODULUS_BYTES &&
    modulus.length <= MAX_MODULUS_BYTES && modulus.at(-1)! % 2 === 1;
}

/** Whether a number is above zero, and has no zeros in front but the one that it needs (RFC 4251, 5). */
function isShort([first = 0, second = 0]: Buffer): boolean {
  return first === 0 ? second >= 0x80 : first < 0x80;
}

/** The strings that bytes are made of (RFC 4251, 5); none where they are not made so, or are too many. */
function strings(bytes: Buffer): Buffer[] {
  if (bytes.length > MAX_KEY_BYTES) return [];
  const found: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    if (at + 4 > bytes.length) return [];
    const end = at + 4 + bytes.readUInt32BE(at);
    if (end > bytes.length) return [];
    found.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return found;
}

function isSigned(key: Key, blob: Buffer, signature: Buffer, hash: string | undefined): boolean {
  try {
    return key.verify(blob, signature, hash) === true;
  } catch {
    return false; // a curve that this runtime does not know, numbers that are no point on it
  }
}
