/** Addresses as people read and type them. @module */

/** Host and port in one word; an IPv6 address stands in brackets (RFC 3986): `127.0.0.1:8080`, `[::1]:8080`. */
export function addressText(hostname: string, port: number): string {
  return hostname.includes(":") ? `[${hostname}]:${port}` : `${hostname}:${port}`;
}

/** An IPv4 address written as IPv6 (RFC 4291, 2.5.5.2): dotted or as two groups of digits, zeros left out or not. */
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

/** IPv6 networks whose addresses hold an IPv4 one, and at which group: NAT64 (RFC 6052), 6to4 (RFC 3056). */
const EMBEDDED: readonly { readonly network: string; readonly at: number }[] = [
  { network: "64:ff9b:0:0:0:0", at: 6 },
  { network: "2002", at: 1 },
];

/**
 * The network that an address is counted by where somebody may have only so much. An IPv4 address is one customer; of
 * IPv6 a customer has a /64 at least, with more addresses than anybody could count (RFC 6177). An address that stands
 * for an IPv4 one counts as that. A link-local address and the loopback one count alone: every machine of a link, or
 * every link, has the same /64.
 *
 * @example
 * ```ts
 * import { networkOf } from "./address.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(networkOf("192.0.2.1"), "192.0.2.1");
 * assertEquals(networkOf("2001:db8:1:2::3"), "2001:db8:1:2::/64");
 * ```
 */
export function networkOf(address: string): string {
  const plain = plainAddress(address);
  if (!plain.includes(":")) return plain;
  const [bare = "", zone] = plain.toLowerCase().split("%", 2);
  const groups = groupsOf(bare);
  if (groups === undefined) return plain;
  const text = groups.map((group) => group.toString(16)).join(":");
  for (const { network, at } of EMBEDDED) {
    if (!text.startsWith(`${network}:`)) continue;
    return groups.slice(at, at + 2).flatMap((group) => [group >> 8, group & 0xff]).join(".");
  }
  if (groups[0]! >> 6 === 0xfe80 >> 6) return zone === undefined ? text : `${text}%${zone}`;
  if (groups.every((group, at) => group === (at < 7 ? 0 : 1))) return text;
  return `${text.split(":", 4).join(":")}::/64`;
}

/** The eight groups of an IPv6 address without its zone (RFC 4291, 2.2); undefined where it is none. */
function groupsOf(address: string): number[] | undefined {
  const [head = "", tail, ...more] = address.replace(/(?<=:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...bytes) => {
    const [a, b, c, d] = bytes.slice(0, 4).map(Number) as [number, number, number, number];
    if (a > 255 || b > 255 || c > 255 || d > 255) return "none";
    return `${(a << 8 | b).toString(16)}:${(c << 8 | d).toString(16)}`;
  }).split("::");
  const groups = (part: string) => part === "" ? [] : part.split(":");
  const before = groups(head), after = groups(tail ?? "");
  const missing = 8 - before.length - after.length;
  if (more.length > 0 || (tail === undefined ? missing !== 0 : missing < 1)) return undefined;
  const all = [...before, ...Array<string>(missing).fill("0"), ...after];
  if (!all.every((group) => /^[\da-f]{1,4}$/.test(group))) return undefined;
  return all.map((group) => parseInt(group, 16));
}

/** The bytes of an address, 4 or 16; undefined where it is none: in `010` some read an octal number. A zone has none. */
export function addressBytes(address: string): Uint8Array<ArrayBuffer> | undefined {
  const dotted = /^(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}$/.test(address)
    ? address.split(".").map(Number)
    : undefined;
  if (dotted !== undefined) return dotted.every((byte) => byte < 256) ? Uint8Array.from(dotted) : undefined;
  const groups = address.includes(":") ? groupsOf(address) : undefined;
  return groups && Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 0xff]));
}

/** An address of 4 or 16 bytes, as everybody writes it: {@linkcode plainAddress}, and the shortest form of IPv6. */
export function textOfAddress(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join(".");
  const groups = Array.from(
    { length: 8 },
    (_, at) => (bytes[2 * at]! << 8 | bytes[2 * at + 1]!).toString(16),
  );
  return plainAddress(shortened(groups.join(":")));
}

/** An IPv6 address with its longest run of zeros left out (RFC 5952, 4.2). */
function shortened(address: string): string {
  const runs = address.match(/(?:^|(?<=:))0(?::0)+(?=:|$)/g) ?? [];
  const longest = runs.reduce((best, run) => run.length > best.length ? run : best, "");
  if (longest === "") return address;
  const at = address.search(new RegExp(`(?:^|(?<=:))${longest}(?=:|$)`));
  return `${address.slice(0, at).replace(/:$/, "")}::${address.slice(at + longest.length).replace(/^:/, "")}`;
}
