/**
 * Turning somebody away who cannot be served: they are told why in what they speak, and can read it to its end.
 *
 * @module
 */

import { type Clock, within } from "../runtime/clock.ts";
import { type Caller, LINGER_MS } from "./connection.ts";

/** Most bytes that are read away of what they still send: with unread bytes they would lose what they were told. */
const LINGER_BYTES = 256 * 1024;

/**
 * Tells them, and lets go of them; never rejects. Whoever has no place is let go of at once: they hold a descriptor that a
 * guest could have.
 */
export async function turnAway(caller: Caller, told: Uint8Array, clock: Clock): Promise<void> {
  const { connection, ticket } = caller, hasPlace = ticket.kind === "place";
  await within(clock, LINGER_MS, tell(caller, told, hasPlace));
  connection[Symbol.dispose]();
  if (hasPlace) ticket[Symbol.dispose]();
}

async function tell({ connection, first }: Caller, told: Uint8Array, lingers: boolean): Promise<void> {
  const source = first ?? connection, buffer = new Uint8Array(4096);
  try {
    for (let at = 0; at < told.length;) at += await connection.write(told.subarray(at));
    if (!lingers) return;
    await connection.closeWrite();
    for (let bytes = 0, count; bytes < LINGER_BYTES && (count = await source.read(buffer)) !== null;) {
      bytes += count;
    }
  } catch {
    // Gone already, or closed meanwhile.
  }
}
