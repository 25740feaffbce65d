/**
 * Where an admin door is, as somebody types it: `HOST:PORT`, `http://HOST:PORT`, `:PORT`, `[::1]:PORT` or `unix:PATH`.
 *
 * @module
 */

import { parseAdminAddress } from "../../runtime/admin_address.ts";
import { addressText } from "../../text/address.ts";

/** Where to connect to: HTTP over TCP, or over a Unix socket. */
export type Endpoint =
  & {
    /** As people read it. */
    readonly address: string;
  }
  & ({
    readonly kind: "tcp";
    /** What requests are made to: `http://127.0.0.1:8081`. */
    readonly origin: string;
  } | { readonly kind: "unix"; readonly path: string });

/** Listening on all addresses is no address to connect to; the loopback one is among them. */
const LOOPBACK_OF: Readonly<Record<string, string>> = { "0.0.0.0": "127.0.0.1", "::": "::1" };

/**
 * The endpoint that a text names; undefined where it names none.
 *
 * @example
 * ```ts
 * import { endpointOf } from "./endpoint.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(endpointOf(":8081")?.address, "127.0.0.1:8081");
 * assertEquals(endpointOf("unix:/run/chat.sock")?.kind, "unix");
 * assertEquals(endpointOf("8081"), undefined);
 * ```
 */
export function endpointOf(typed: string): Endpoint | undefined {
  if (typed.startsWith("unix:")) {
    const unix = parseAdminAddress(typed);
    return unix?.kind === "unix" ? { kind: "unix", path: unix.path, address: typed } : undefined;
  }
  const [, host = "", port = ""] = /^(?:http:\/\/)?(.*):(\d+)\/?$/i.exec(typed) ?? [];
  const tcp = parseAdminAddress(typed === "auto" ? typed : `${host || "127.0.0.1"}:${port}`);
  if (tcp?.kind !== "tcp" || tcp.port === 0) return undefined;
  const address = addressText(LOOPBACK_OF[tcp.hostname] ?? tcp.hostname, tcp.port),
    origin = `http://${address}`;
  return URL.canParse(origin) ? { kind: "tcp", origin, address } : undefined;
}
