/**
 * Loads what WebSockets need when the first one begins, in steps: all at once it would hold everybody up for 60 ms.
 *
 * @module
 */

import type { Clock } from "../../runtime/clock.ts";
import type { Head } from "../../http/head.ts";
import type { Deadlines } from "../../runtime/deadlines.ts";
import type { Connection } from "../connection.ts";
import { othersTurn } from "../others_turn.ts";
import type { SpareDescriptors } from "../spare_descriptors.ts";

/**
 * Loads what begins a WebSocket, and closes the connection with it; undefined where the peer has gone meanwhile.
 * @throws {OutOfDescriptors} where no file can be opened for it
 */
export type LoadWebSockets = (clock: Clock, spare: Pick<SpareDescriptors, "demand">) => Promise<{
  openWebSocket(
    head: Head,
    connection: Connection,
    rest: Uint8Array,
    deadlines: Deadlines,
  ): Connection | undefined;
}>;

let loading: Promise<typeof import("./web_socket.ts")> | undefined;

/** Loads it once. Where that fails, the next one tries again. */
export async function loadWebSockets(
  clock: Clock,
  spare: Pick<SpareDescriptors, "demand">,
): Promise<typeof import("./web_socket.ts")> {
  try {
    if (loading === undefined) spare.demand();
    return await (loading ??= load(clock));
  } catch (error) {
    loading = undefined;
    throw error;
  }
}

async function load(clock: Clock) {
  for (const step of [() => import("node:stream"), () => import("node:crypto"), () => import("node:https")]) {
    await step();
    await othersTurn(clock);
  }
  return await import("./web_socket.ts");
}
