/** Somebody who sends bytes, and is gone in one way or another. @module */

import { type Address, Guest } from "./guest.ts";
import type { Random } from "./random.ts";

/** Sends bytes to the server, in one piece or one by one, and is gone. */
export async function sends(server: Address, parts: Iterable<Uint8Array>, random: Random): Promise<void> {
  const guest = await Guest.connect(server);
  await guest.sendApart(parts);
  if (random.below(2) === 0) return guest.reset();
  if (random.below(2) === 0) {
    guest.end();
    await guest.hearEnd();
  }
  await guest.close();
}
