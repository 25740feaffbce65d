/**
 * What is offered to clients of SSH, the better ones first. It is the same on every runtime that the program runs on; what
 * is not here was left out for a reason:
 * - GCM and chacha20: the one fails in Deno 2.4, the other leaves a cipher behind with every packet;
 * - groups of whole numbers, and P-521: 20 to 160 ms for one handshake, or not there at all;
 * - compression: cannot be made in Deno, and has been attacked;
 * - whatever needs SHA-1.
 *
 * @module
 */

import { KexInit } from "ssh2/kex";

/** How the keys of a connection are agreed on. Every client of the last ten years has one of these. */
const EXCHANGES = [
  "curve25519-sha256",
  "curve25519-sha256@libssh.org",
  "ecdh-sha2-nistp256",
  "ecdh-sha2-nistp384",
];

/**
 * Asks clients to count packets so that nobody on the way can drop some of them (Terrapin, CVE-2023-48795). It comes first:
 * clients choose by their own order, and one that has guessed the first method (RFC 4253, 7.1), as dropbear does, then knows
 * that it guessed wrong. ssh2 takes every guess for wrong.
 */
const STRICT = "kex-strict-s-v00@openssh.com";

const CIPHERS = ["aes128-ctr", "aes192-ctr", "aes256-ctr"];

const MACS = [
  "hmac-sha2-256-etm@openssh.com",
  "hmac-sha2-512-etm@openssh.com",
  "hmac-sha2-256",
  "hmac-sha2-512",
];

/** What a server with host keys of these types offers. */
export function offerWith(hostKeyTypes: readonly string[]): KexInit {
  const ways = { cipher: CIPHERS, mac: MACS, compress: ["none"], lang: [] };
  return new KexInit({ kex: [STRICT, ...EXCHANGES], serverHostKey: hostKeyTypes, cs: ways, sc: ways });
}
