/**
 * Where an admin door is, as somebody types it: `HOST:PORT`, `http://HOST:PORT`, `:PORT`, `[::1]:PORT` or `unix:PATH`.
 *
 * @module
 */

/** The address of an admin door unless something else is said. */
export const USUAL_ADDRESS = "127.0.0.1:8081";

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
const LOOPBACK_OF: Readonly<Record<string, string>> = {
  "": "127.0.0.1",
  "0.0.0.0": "127.0.0.1",
  "[::]": "[::1]",
};

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
  const text = typed === "auto" ? USUAL_ADDRESS : typed;
  if (text.startsWith("unix:")) {
    const path = text.slice("unix:".length);
    return /^\P{Cc}+$/u.test(path) ? { kind: "unix", path, address: text } : undefined;
  }
  const [, host = "", port = ""] = /^(?:http:\/\/)?([\w.-]*|\[[\da-f:.]+\]):(\d{1,5})\/?$/i.exec(text) ?? [];
  if (!(Number(port) >= 1 && Number(port) <= 65_535)) return undefined;
  const address = `${LOOPBACK_OF[host] ?? host}:${Number(port)}`;
  const origin = `http://${address}`;
  return URL.canParse(origin) ? { kind: "tcp", origin, address } : undefined;
}
