/**
 * Makes a certificate that signs itself, with a new key of its own (ECDSA, P-256).
 *
 * It is no authority (CA:FALSE): clients made with rustls refuse one that serves. It begins an hour ago, for clients whose
 * clock is late.
 *
 * @module
 */

import { addressBytes } from "../../text/address.ts";
import {
  ascii,
  bits,
  type Bytes,
  element,
  EXTENSION,
  identifier,
  integer,
  octets,
  sequence,
  TAG,
  time,
  utf8,
} from "./der.ts";
import { pem } from "./pem.ts";

/** A certificate, perhaps with those that signed it behind it, and its private key: both PEM. */
export interface KeyPair {
  readonly cert: string;
  readonly key: string;
}

/** How long it is good for, in milliseconds: 825 days, the most that Apple's programs take. */
export const LIFE_MS = 825 * 86_400_000;

/** How long before it was made it begins, in milliseconds. */
export const BACKDATED_MS = 3_600_000;

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2", COMMON_NAME = "2.5.4.3", SERVER_AUTH = "1.3.6.1.5.5.7.3.1";

/** Bytes of its number, which nobody can guess. */
const SERIAL_BYTES = 16;

/** Most letters of a common name. */
const MAX_COMMON_NAME = 64;

/** Bytes of a P-256 key as a point, at the end of its public form. */
const POINT_BYTES = 65;

/**
 * A new key and its certificate.
 * @param names DNS names and IP addresses, one at least
 * @param now milliseconds since 1970
 */
export async function selfSigned(names: readonly string[], now: number): Promise<KeyPair> {
  const { publicKey, privateKey } = await crypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const shown = new Uint8Array(await crypto.subtle.exportKey("spki", publicKey));
  const keyId = new Uint8Array(await crypto.subtle.digest("SHA-1", shown.subarray(-POINT_BYTES)));
  const algorithm = sequence(identifier(ECDSA_WITH_SHA256));
  const name = sequence(
    element(TAG.set, sequence(identifier(COMMON_NAME), utf8(names[0]!.slice(0, MAX_COMMON_NAME)))),
  );
  const told = sequence(
    element(TAG.version, integer(Uint8Array.of(2))), // version 3
    integer(serialNumber()),
    algorithm,
    name, // of the signer
    sequence(time(now - BACKDATED_MS), time(now - BACKDATED_MS + LIFE_MS)),
    name, // of whose it is
    shown,
    element(TAG.extensions, sequence(...extensions(names, keyId))),
  );
  const signature = new Uint8Array(await crypto.subtle.sign(ALGORITHM, privateKey, told));
  const half = signature.length / 2;
  const signed = sequence(integer(signature.subarray(0, half)), integer(signature.subarray(half)));
  const secret = new Uint8Array(await crypto.subtle.exportKey("pkcs8", privateKey));
  return {
    cert: pem("CERTIFICATE", sequence(told, algorithm, bits(signed))),
    key: pem("PRIVATE KEY", secret),
  };
}

/** Positive, and of the same length for all. */
function serialNumber(): Bytes {
  const bytes = crypto.getRandomValues(new Uint8Array(SERIAL_BYTES));
  bytes[0] = bytes[0]! & 0x7f | 0x40;
  return bytes;
}

function extensions(names: readonly string[], keyId: Bytes): Bytes[] {
  const critical = element(TAG.boolean, Uint8Array.of(0xff));
  return [
    sequence(identifier(EXTENSION.constraints), critical, octets(sequence())), // nothing in it: no authority
    sequence(identifier(EXTENSION.keyUsage), critical, octets(bits(Uint8Array.of(0x80), 7))), // it signs, no more
    sequence(identifier(EXTENSION.extendedKeyUsage), octets(sequence(identifier(SERVER_AUTH)))),
    sequence(identifier(EXTENSION.names), octets(sequence(...names.map(named)))),
    sequence(identifier(EXTENSION.subjectKeyId), octets(octets(keyId))),
  ];
}

/** A name as a certificate has it: of a machine, or an address. */
export function named(name: string): Bytes {
  const address = addressBytes(name);
  return address === undefined ? element(TAG.dnsName, ascii(name)) : element(TAG.ipAddress, address);
}
