/**
 * Listening at the admin door's address, and a sentence for whatever keeps the operator from it.
 *
 * @module
 */

import { type AdminAddress, adminAddressText, isLoopback } from "../runtime/admin_address.ts";
import { reasonOf, type Reasons } from "../runtime/reason.ts";
import { StartRefused } from "../runtime/start_refused.ts";
import { MIN_TOKEN_LENGTH } from "./gate.ts";
import { bindPrivately } from "./private_socket.ts";

/** Answers a request; never rejects. */
export type Handler = (request: Request) => Promise<Response>;

/** What an HTTP server is asked for: TCP, or a Unix socket. */
export type ServeOptions =
  & {
    /** Aborts when it has to end, with all its connections. */
    readonly signal: AbortSignal;
    /** Told that it listens; without it Deno prints a line. */
    readonly onListen: () => void;
  }
  & ({ readonly hostname: string; readonly port: number } | { readonly path: string });

export interface Served {
  readonly addr: Deno.Addr;
  /** Settles when it has ended. */
  readonly finished: Promise<void>;
}

/** Starts an HTTP server: `Deno.serve`, or a double of it. Throws where the address is not to be had. */
export type Serve = (options: ServeOptions, handler: Handler) => Served;

/** An address that can be listened on. */
export type ListenAddress = Exclude<AdminAddress, { kind: "none" }>;

export function systemServe(options: ServeOptions, handler: Handler): Served {
  return "path" in options ? Deno.serve(options, handler) : Deno.serve(options, handler);
}

/** Throws {@linkcode StartRefused} where the door would be open to anybody, or to whoever can guess. */
export function checkToken(address: ListenAddress, token: string): void {
  if (token === "") {
    if (address.kind === "unix" || isLoopback(address.hostname)) return;
    throw new StartRefused(
      `Cannot open the admin door on ${
        adminAddressText(address)
      } without a token: others could reach it; set ` +
        `CHAT_ADMIN_TOKEN (${MIN_TOKEN_LENGTH} characters or more), or choose 127.0.0.1`,
    );
  }
  if (token.length < MIN_TOKEN_LENGTH) {
    throw new StartRefused(
      `Cannot use an admin token of ${token.length} characters: it needs at least ${MIN_TOKEN_LENGTH}; make one with ` +
        `"openssl rand -hex 16" and set CHAT_ADMIN_TOKEN to it: everybody on the machine can read flags`,
    );
  }
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new StartRefused(
      "Cannot use this admin token: it takes ASCII letters, digits and signs, and no spaces; set CHAT_ADMIN_TOKEN to another",
    );
  }
}

/**
 * Starts serving at an address.
 * @throws {StartRefused} where it is not to be had, with what to do
 */
export async function listenAt(
  address: ListenAddress,
  { serve, handler, signal }: {
    readonly serve: Serve;
    readonly handler: Handler;
    readonly signal: AbortSignal;
  },
): Promise<Served> {
  const options = { signal, onListen() {} };
  try {
    if (address.kind === "unix") {
      return await bindPrivately(address.path, (path) => serve({ ...options, path }, handler));
    }
    const { hostname, port } = address;
    return serve({ ...options, hostname, port }, handler);
  } catch (error) {
    if (error instanceof StartRefused) throw error;
    throw new StartRefused(
      `Cannot open the admin door on ${adminAddressText(address)}: ${reasonOf(error, reasonsAt(address))}`,
      { cause: error },
    );
  }
}

/** Whether an address was refused because somebody else has it. */
export function isTaken(error: unknown): boolean {
  return error instanceof StartRefused && error.cause instanceof Deno.errors.AddrInUse;
}

function reasonsAt({ kind }: ListenAddress): Reasons {
  return {
    AddrInUse: "another program listens there; choose another address with --admin, or --admin none",
    AddrNotAvailable: "this machine has no such address",
    NotFound: "its folder does not exist",
    ...kind === "unix" && { EINVAL: "that is too long for a socket; choose a shorter path" },
    PermissionDenied: kind === "tcp"
      ? "permission denied, as for most ports below 1024; use a higher port, such as 127.0.0.1:8081"
      : "permission denied for its folder",
  };
}
