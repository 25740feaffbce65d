/**
 * Addresses as people read and type them.
 *
 * @module
 */

/** Host and port in one word; an IPv6 address stands in brackets (RFC 3986): `127.0.0.1:8080`, `[::1]:8080`. */
export function addressText(hostname: string, port: number): string {
  return hostname.includes(":") ? `[${hostname}]:${port}` : `${hostname}:${port}`;
}
