/** Waits until what people have taken back is in the stream no more. @module */

import type { NatsServer } from "./nats_server.ts";

/** The longest that one needs to take something out of a stream, and between two looks, in milliseconds. */
const TAKEN_BACK_MS = 15_000, LOOK_MS = 50;

/** Resolves when a server does not hold some text any more; rejects where it goes on to. */
export async function untilGone(server: NatsServer, text: string): Promise<void> {
  for (const end = performance.now() + TAKEN_BACK_MS; await server.holds(text);) {
    if (performance.now() > end) throw new Error(`"${text}" still stands in the stream`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
