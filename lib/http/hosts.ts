/**
 * Under which names a server may be asked. A page of evil.example can point its own name at any machine that its reader's
 * browser reaches (DNS rebinding), and then ask there as if it came from there; the name in the Host header tells.
 *
 * @module
 */

import { isIpAddress } from "../runtime/admin_address.ts";
import { plainAddress } from "../text/address.ts";

/** A name without the dot of the root behind it: `localhost.` is `localhost` (RFC 1034, 3.1). */
export function withoutRoot(host: string): string {
  return host.replace(/\.$/, "");
}

/** The host of a Host header, without its port; the header has been checked. */
export function hostIn(header: string): string {
  return withoutRoot(header.replace(/:\d*$/, ""));
}

/** Whether no stranger can have pointed this name here: an address, `localhost`, or the server's own name. */
export function mayBeAsked(host: string, hostname: string): boolean {
  return host === "localhost" || host === withoutRoot(hostname.toLowerCase()) || isIpAddress(host);
}

/** Endings of names that the public DNS never answers (RFC 6761, 6762, 8375; the last three are used at home and at work). */
const LOCAL_ENDINGS = /(?:^|\.)(?:localhost|local|internal|home\.arpa|test|lan|home|corp)$/;

/** Whether only a local network gives this name. A name of one word is one of those. */
export function isLocalName(host: string): boolean {
  return !host.includes(".") || LOCAL_ENDINGS.test(host);
}

/** Whether a name is one of a list, in which `*.` stands for any one word. */
export function isNamed(host: string, names: readonly string[]): boolean {
  return names.some((name) => {
    const known = withoutRoot(name.toLowerCase());
    return known === host || known.startsWith("*.") && host.replace(/^[^.]+/, "*") === known;
  });
}

/** Networks that are not public (RFC 1918, 6598, 3927, 4193, 4291), and this machine. */
const NEAR =
  /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|169\.254\.|::1$|f[cd][\da-f]{2}:|fe[89ab][\da-f]:)/i;

/** Whether an address is of this machine or of a network that is not public: a browser there reaches what strangers cannot. */
export function isNear(address: string): boolean {
  return NEAR.test(plainAddress(address));
}
