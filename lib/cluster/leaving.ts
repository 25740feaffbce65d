/**
 * How a node stops: everything it did is told first, then the others hear that its life is over. So nobody waits for its
 * beats, and whoever was in by it has left before.
 *
 * @module
 */

import { type Clock, within } from "../runtime/clock.ts";
import type { NodeBus } from "./node_bus.ts";

/** How long that may take, in milliseconds, and how often is looked: the others find out by themselves else. */
const SETTLE_MS = 2000, LOOK_MS = 20;

/** Resolves when the others know, or cannot be told now. */
export async function leaveOthers(
  bus: Pick<NodeBus<unknown>, "condition" | "leave">,
  clock: Clock,
): Promise<void> {
  bus.leave();
  for (const end = clock.now() + SETTLE_MS; clock.now() < end;) {
    const { isUp, isReady } = bus.condition();
    if (!isUp || !isReady) return;
    await new Promise<void>((resolve) => clock.after(LOOK_MS, resolve));
  }
}

/** Resolves when all sessions are over; what somebody in them waits for is given up where it is not told in time. */
export async function letPeopleGo(
  bus: Pick<NodeBus<unknown>, "condition" | "giveUp">,
  sessions: Promise<void>,
  clock: Clock,
): Promise<void> {
  while (!await within(clock, SETTLE_MS, sessions)) if (bus.condition().waiting > 0) bus.giveUp();
}
