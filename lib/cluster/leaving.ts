/**
 * How a node stops: everything it did is told first, then the others hear that its life is over. So nobody waits for its
 * beats, and whoever was in by it has left before.
 *
 * @module
 */

import { type Clock, until, within } from "../runtime/clock.ts";
import type { NodeBus } from "./node_bus.ts";

/** How long that may take, in milliseconds: the others find out by themselves else. */
const SETTLE_MS = 2000;

/** Resolves when the others know, or cannot be told now. */
export async function leaveOthers(
  bus: Pick<NodeBus<unknown>, "condition" | "leave">,
  clock: Clock,
): Promise<void> {
  bus.leave();
  await until(clock, SETTLE_MS, () => {
    const { isUp, isReady } = bus.condition();
    return !isUp || !isReady;
  });
}

/** Resolves when all sessions are over; what somebody in them waits for is given up where it is not told in time. */
export async function letPeopleGo(
  bus: Pick<NodeBus<unknown>, "condition" | "giveUp">,
  sessions: Promise<void>,
  clock: Clock,
): Promise<void> {
  while (!await within(clock, SETTLE_MS, sessions)) if (bus.condition().waiting > 0) bus.giveUp();
}
