/**
 * The first packets of a client of SSH, before there are keys.
 *
 * @module
 */

import { joined, sshString, uint32 } from "../../lib/doors/ssh/ssh_strings.ts";
import { bytes } from "./bytes.ts";
import { TYPE } from "./ssh_client.ts";

/** A version. */
export const VERSION = bytes("SSH-2.0-hostile\r\n");

/** A packet that is not encrypted (RFC 4253, 6). */
export function packet(...parts: readonly Uint8Array[]): Uint8Array {
  const payload = joined(...parts),
    padding = 8 - (payload.length + 5) % 8,
    count = padding < 4 ? padding + 8 : padding;
  return joined(uint32(payload.length + count + 1), Uint8Array.of(count), payload, new Uint8Array(count));
}

/** What a client can do. */
export function kexInit(compression = "none"): Uint8Array {
  const lists = [
    "curve25519-sha256",
    "ssh-ed25519",
    "aes128-ctr",
    "aes128-ctr",
    "hmac-sha2-256",
    "hmac-sha2-256",
  ];
  const all = [...lists, compression, compression, "", ""].map(sshString);
  return joined(Uint8Array.of(TYPE.kexInit), new Uint8Array(16), ...all, new Uint8Array(5));
}

/** Its part of the key. */
export function kexStart(point: Uint8Array): Uint8Array {
  return packet(Uint8Array.of(30), sshString(point));
}
