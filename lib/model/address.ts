/**
 * Addresses as people read and type them.
 *
 * @module
 */

/** Host and port in one word; an IPv6 address stands in brackets (RFC 3986): `127.0.0.1:8080`, `[::1]:8080`. */
export function addressText(hostname: string, port: number): string {
  return hostname.includes(":") ? `[${hostname}]:${port}` : `${hostname}:${port}`;
}

/** An IPv4 address in IPv6 dress (RFC 4291, 2.5.5.2), dotted or as two groups of hexadecimal digits, zeros left out or not. */
const MAPPED = /^(?:::|(?:0{1,4}:){5})ffff:(?:(\d{1,3}(?:\.\d{1,3}){3})|([\da-f]{1,4}):([\da-f]{1,4}))$/i;

/**
 * The one way to write the address of a peer: a socket that takes both families calls the peer `192.0.2.1`
 * `::ffff:192.0.2.1`, and it is the same one. Everything else stays as it is.
 *
 * @example
 * ```ts
 * import { plainAddress } from "./address.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(plainAddress("::ffff:192.0.2.1"), "192.0.2.1");
 * assertEquals(plainAddress("2001:db8::1"), "2001:db8::1");
 * ```
 */
export function plainAddress(address: string): string {
  if (!address.includes(":")) return address;
  const [, dotted, high, low] = MAPPED.exec(address) ?? [];
  if (high === undefined || low === undefined) return dotted ?? address;
  const bytes = [high, low].flatMap((group) => [parseInt(group, 16) >> 8, parseInt(group, 16) & 0xff]);
  return bytes.join(".");
}
