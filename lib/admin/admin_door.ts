/**
 * The way in for machines and for the console: HTTP on an address that is only this machine's own, unless the operator
 * says otherwise. It shows the server's inside, and can end sessions and drain the server; it does not know the chat.
 *
 * Requirements:
 * 1. nobody in the chat ever waits for a request here;
 * 2. what is kept for requests is bounded: {@linkcode MAX_ASKING} requests, so many consoles, one update for each;
 * 3. a failure here is logged, answered with 500, and ends nothing else;
 * 4. the door reopens by itself: `Deno.serve` ends for good where a connection cannot be accepted (too many open files).
 *
 * What is not bounded here is the number of connections and how slowly they send their headers: `Deno.serve` has neither
 * limits nor timeouts for that (tried with 2.4.2 and 2.9.6). Hence loopback, and the advice in docs/operations.md.
 *
 * @module
 */

import { type Clock, within } from "../runtime/clock.ts";
import type { Log } from "../runtime/log.ts";
import { adminAddressText, parseAdminAddress } from "../runtime/admin_address.ts";
import { INSIDE_VERSION } from "../observe/console_protocol.ts";
import type { Inside } from "../inspect/inspector.ts";
import type { Activities } from "../observe/activity.ts";
import {
  checkToken,
  isTaken,
  type ListenAddress,
  listenAt,
  type Serve,
  type Served,
  systemServe,
} from "./admin_listener.ts";
import { StartRefused } from "../runtime/start_refused.ts";
import { refusal } from "../http/answers.ts";
import { UPDATE_MS } from "./console_stream.ts";
import { Consoles } from "./consoles.ts";
import { gate } from "./gate.ts";
import { keepOpen } from "./keep_open.ts";
import type { Readiness } from "./readiness.ts";
import { type Draining, type OtherThreads, wholeProcess } from "./other_threads.ts";
import { routes } from "./routes.ts";
import { Snapshots } from "./snapshots.ts";

/** Most requests that are being answered at once; streams count only until they begin. */
export const MAX_ASKING = 32;

/** Longest wait for the port to be free after a close, in milliseconds. */
const CLOSE_MS = 1000;

/** What an admin door is built from. */
export interface AdminDoorParts {
  /** Where it is: `auto`, `HOST:PORT`, `unix:PATH` or `none`. */
  readonly address: string;
  /** What whoever asks has to know; empty for nothing. */
  readonly token: string;
  readonly inside: Inside;
  readonly readiness: () => Readiness;
  /** Begins to drain the server, and tells how far that is. */
  readonly drain: () => Draining | Promise<Draining>;
  /** Other threads of this process, for which the door answers too. */
  readonly others?: OtherThreads;
  readonly version: string;
  /** When the server started, in milliseconds since 1970. */
  readonly startedAt: number;
  /** What the server is called now; empty for nothing. */
  readonly name?: () => string;
  /** How long tasks are kept that have ended, in milliseconds. */
  readonly retainMs: number;
  readonly clock: Clock;
  /** Told of consoles, kicks and failures. */
  readonly log: Log;
  /** The door is one of them, and every console. */
  readonly activities: Activities;
  /** Starts an HTTP server; `Deno.serve` unless given. */
  readonly serve?: Serve;
}

/** An open admin door. */
export interface AdminDoor extends AsyncDisposable {
  /** Where it is: `127.0.0.1:8081`, `unix:/run/chat/admin.sock`. */
  readonly address: string;
  /** Ends every stream at once; resolves when the address is free, within a second. May be repeated. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Opens the door. Resolves with undefined where there is none: by the address `none`, or by `auto` where the port is
 * taken, which is logged.
 * @throws {StartRefused} where it was asked for and cannot be, or would be open to anybody
 */
export async function openAdminDoor(parts: AdminDoorParts): Promise<AdminDoor | undefined> {
  const wanted = parseAdminAddress(parts.address);
  if (wanted === undefined) {
    throw new StartRefused(
      `Cannot open the admin door on "${parts.address}": it takes auto, HOST:PORT, unix:PATH or none`,
    );
  }
  if (wanted.kind === "none") return undefined;
  checkToken(wanted, parts.token);
  const { clock, log, serve = systemServe } = parts;
  const closing = new AbortController();
  const { handler, close } = answering(parts, wanted);
  const listen = (address: ListenAddress) => listenAt(address, { serve, handler, signal: closing.signal });
  const opening = listen(wanted);
  let address: ListenAddress;
  try {
    address = addressOf(await opening, wanted);
  } catch (error) {
    close();
    if (wanted.kind !== "tcp" || !wanted.isOptional || !isTaken(error)) throw error;
    log(
      "warning",
      "No admin door: {address} is in use; choose another address with --admin HOST:PORT, or --admin none",
      { address: adminAddressText(wanted) },
    );
    return undefined;
  }
  log("info", "Admin door on {address}", { address: adminAddressText(address) });
  const keeping = keepOpen(opening, { reopen: () => listen(address), clock, log, signal: closing.signal });

  async function takeDown(): Promise<void> {
    close();
    closing.abort();
    await within(clock, CLOSE_MS, keeping);
    if (address.kind === "unix") await Deno.remove(address.path).catch(() => {}); // somebody was quicker
  }
  let closed: Promise<void> | undefined;
  return { address: adminAddressText(address), [Symbol.asyncDispose]: () => closed ??= takeDown() };
}

/** What answers the requests, and what ends all that goes on with them. */
function answering(parts: AdminDoorParts, address: ListenAddress) {
  const { inside, readiness, drain, others, version, startedAt, retainMs, clock, log, activities, token } =
    parts;
  const { name = () => "" } = parts;
  const hello = {
    kind: "hello",
    protocol: INSIDE_VERSION,
    version,
    updateMs: UPDATE_MS,
    retainMs,
    startedAt,
  } as const;
  const consoles = new Consoles({ inside, hello, clock, log, activities });
  const snapshots = new Snapshots({ inside, hello, clock });
  const refuse = gate({ token, hostname: address.kind === "tcp" ? address.hostname : undefined });
  const whole = wholeProcess({ measures: () => inside.measures(), readiness, drain }, others);
  const answer = routes({ inside, whole, name, consoles, snapshots, clock, log });
  const activity = activities.begin("admin", { name: "admin door", waitsFor: "requests" });
  let asking = 0;
  return {
    async handler(request: Request): Promise<Response> {
      if (asking >= MAX_ASKING) return refusal(503, "Too many requests at once: try again in a moment.");
      asking++;
      try {
        return await activity.run(() => refuse(request) ?? answer(request));
      } catch (error) {
        log("error", "Bug at the admin door: {error}", { error });
        return refusal(500, "Something is wrong with this server; its log says what.");
      } finally {
        asking--;
      }
    },
    close() {
      consoles.close();
      snapshots.close();
      activity[Symbol.dispose]();
    },
  };
}

/** Where it really is: a free port has been chosen by now, and is kept. */
function addressOf({ addr }: Served, wanted: ListenAddress): ListenAddress {
  return wanted.kind === "tcp" && "port" in addr ? { ...wanted, port: addr.port } : wanted;
}
