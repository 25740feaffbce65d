/** Which addresses the operator trusts: they are exempt from pace and crowd limits. @module */

import { StartRefused } from "../runtime/start_refused.ts";
import { plainAddress } from "../text/address.ts";

export type IsTrusted = (address: string) => boolean;

/** Most characters of a network that a refusal quotes: more than any has. */
const MAX_SHOWN = 50;

const LOOPBACK = ["127.0.0.0/8", "::1/128"];

/** Whether an address is this machine's own, for itself alone. */
export const isLoopback: IsTrusted = (address) =>
  address === "::1" || plainAddress(address).startsWith("127.");

/**
 * Reads a comma-separated list of networks in CIDR form, single addresses, or the word `loopback`; an empty list
 * trusts nobody.
 *
 * The matching is `BlockList` of `node:net`. It is loaded only when more than loopback is named, because loading it
 * would double the server's start time.
 * @throws {StartRefused} where a part is no network
 */
export async function trustedNetworks(list: string): Promise<IsTrusted> {
  const parts = list.split(",").map((part) => part.trim()).filter((part) => part !== "");
  if (parts.length === 0) return () => false;
  if (parts.every((part) => part === "loopback")) return isLoopback;
  const { BlockList, isIPv6 } = await import("node:net");
  const networks = new BlockList();
  for (const part of parts.flatMap((part) => part === "loopback" ? LOOPBACK : [part])) {
    const [address = "", bits, ...rest] = part.split("/");
    const family = isIPv6(address) ? "ipv6" : "ipv4";
    const allBits = family === "ipv6" ? "128" : "32";
    try {
      // Number("") is 0, and a network of 0 bits is everybody.
      if (rest.length > 0 || !/^\d{1,3}$/.test(bits ?? allBits)) throw new TypeError("bits are a number");
      networks.addSubnet(address, Number(bits ?? allBits), family);
    } catch (cause) {
      throw new StartRefused(
        `Cannot trust the network "${part.slice(0, MAX_SHOWN)}": it is neither an address nor address/bits`,
        { cause },
      );
    }
  }
  return (address) => {
    const plain = plainAddress(address);
    if (isIPv6(plain)) return networks.check(plain, "ipv6");
    // A network of IPv6 may hold IPv4's part of it, as ::ffff:10.0.0.0/104 does, and ::/0.
    return networks.check(plain, "ipv4") || networks.check(`::ffff:${plain}`, "ipv6");
  };
}
