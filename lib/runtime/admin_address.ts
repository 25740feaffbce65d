/**
 * Where the admin door is: what an operator types becomes an address, or nothing of use. Who may listen there is not
 * decided here.
 *
 * @module
 */

import { addressText, plainAddress } from "../text/address.ts";

/** Where the admin door is, or that there is none. */
export type AdminAddress =
  | { readonly kind: "none" }
  | {
    readonly kind: "tcp";
    /** Without brackets. */
    readonly hostname: string;
    /** 0 for any free one. */
    readonly port: number;
    /** Whether the chat goes on without the door where the port is taken: nobody asked for it. */
    readonly isOptional: boolean;
  }
  | { readonly kind: "unix"; readonly path: string };

/** Where `auto` is: only this machine gets there, and 8081 is next to the chat's own port. */
const AUTO: AdminAddress = { kind: "tcp", hostname: "127.0.0.1", port: 8081, isOptional: true };

/** A host as it stands in front of a port: an IPv6 address in brackets (RFC 3986), or a name or an IPv4 address. */
const HOST_AND_PORT = /^(?:\[([\da-fA-F:.]+(?:%[\w.-]+)?)\]|([\w.-]+)):(\d{1,5})$/;

/** Reads `auto`, `none`, `HOST:PORT` or `unix:PATH`; undefined for everything else. */
export function parseAdminAddress(text: string): AdminAddress | undefined {
  if (text === "auto") return AUTO;
  if (text === "none") return { kind: "none" };
  if (text.startsWith("unix:")) {
    const path = text.slice("unix:".length);
    return /^\P{Cc}+$/u.test(path) ? { kind: "unix", path } : undefined;
  }
  const [, bracketed, bare, digits] = HOST_AND_PORT.exec(text) ?? [];
  const hostname = bracketed ?? bare, port = Number(digits);
  if (hostname === undefined || port > 65_535) return undefined;
  return { kind: "tcp", hostname, port, isOptional: false };
}

/** The address as people type it. */
export function adminAddressText(address: AdminAddress): string {
  switch (address.kind) {
    case "none":
      return "none";
    case "tcp":
      return addressText(address.hostname, address.port);
    case "unix":
      return `unix:${address.path}`;
    default:
      return address satisfies never;
  }
}

/**
 * Whether only this machine reaches a host: `localhost`, 127.0.0.0/8 (RFC 1122) or ::1, however it is written, also as
 * ::ffff:127.0.0.1. False for every name but `localhost`: where it leads may change.
 */
export function isLoopback(hostname: string): boolean {
  const host = normalHost(hostname);
  if (host === undefined) return false;
  return host === "localhost" || host === "[::1]" || /^127(\.\d+){3}$/.test(host);
}

/** Whether it is an IP address and not a name, with or without brackets. */
export function isIpAddress(hostname: string): boolean {
  const host = normalHost(hostname);
  return host !== undefined && (host.startsWith("[") || /^\d+(\.\d+){3}$/.test(host));
}

/**
 * A host as the URL standard writes it, `127.1` as `127.0.0.1` and `0:0:0:0:0:0:0:1` as `[::1]`, and IPv4 in IPv6 dress
 * as plain IPv4; undefined for none.
 */
function normalHost(hostname: string): string | undefined {
  const host = hostname.includes(":") && !hostname.startsWith("[") ? `[${hostname}]` : hostname;
  if (!URL.canParse(`http://${host}/`)) return undefined;
  const normal = new URL(`http://${host}/`).hostname;
  const plain = plainAddress(normal.replace(/^\[|\]$/g, ""));
  return plain.includes(":") ? normal : plain;
}
