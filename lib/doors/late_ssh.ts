/**
 * Loads what SSH needs when the first client speaks it, in steps: all at once it would hold everybody up for a quarter of
 * a second.
 *
 * @module
 */

import type { Clock } from "../runtime/clock.ts";
import { othersTurn } from "./others_turn.ts";
import type { SpareDescriptors } from "./spare_descriptors.ts";

/** What is loaded. */
export type SshDoorModule = Pick<typeof import("./ssh/ssh_door.ts"), "openSshDoor">;

/** Each takes some milliseconds, and needs those before it. */
const STEPS: readonly (() => Promise<unknown>)[] = [
  () => import("node:buffer"),
  () => import("node:process"), // what takes longest of the next one
  () => import("node:stream"),
  () => import("node:zlib"),
  () => import("node:crypto"),
  () => import("ssh2/utils"),
  async () => void (await import("ssh2/crypto")).init.catch(() => {}), // for a cipher that is not offered
  () => import("ssh2/constants"),
  () => import("ssh2/keys"),
  () => import("ssh2/kex"),
  () => import("ssh2/protocol"),
  () => import("./ssh/guest_key.ts"),
];

/**
 * Loads the door; everybody else has a turn after each step.
 * @throws {OutOfDescriptors} where no file can be opened for the next one; what is loaded then stays
 */
export async function loadSshDoor(
  clock: Clock,
  spare: Pick<SpareDescriptors, "demand">,
): Promise<SshDoorModule> {
  for (const step of STEPS) {
    spare.demand();
    await step();
    await othersTurn(clock);
  }
  return await import("./ssh/ssh_door.ts");
}
