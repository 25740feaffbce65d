/**
 * How people talk: each speaker says so many lines, on a schedule or as fast as the socket takes them, until all of them
 * are read.
 *
 * @module
 */

import { linesRead, type Scenario } from "../scenarios.ts";
import type { Guest } from "./guest.ts";
import { pause, reaches } from "./patience.ts";
import type { Tally } from "./tally.ts";

/** How often paced speakers look at their schedule, in milliseconds. */
const TICK_MS = 2;
/** After so many looks in which nothing comes the rest is lost: 10 seconds. */
const SILENT_LOOKS = 2_000;
/** Whatever comes this late comes twice, in milliseconds. */
const SURPLUS_MS = 50;

/** Plays the talk of a scenario once; `tally` counts what is read. */
export async function talk(scenario: Scenario, guests: readonly Guest[], tally: Tally): Promise<void> {
  const spoken = speak(scenario, guests).catch((error) => console.error(`A speaker failed: ${error}`));
  await reaches(linesRead(scenario), () => tally.delivered, SILENT_LOOKS);
  await Promise.race([spoken, pause(SURPLUS_MS)]);
}

async function speak({ rate, lines, speakers }: Scenario, guests: readonly Guest[]): Promise<void> {
  const speaking = guests.slice(0, speakers);
  if (rate === 0) {
    await Promise.all(speaking.map((guest) => guest.talkFlatOut(lines)));
    return;
  }
  const start = performance.now();
  const said = speaking.map(() => 0);
  while (said.some((count) => count < lines)) {
    const elapsed = (performance.now() - start) / 1000 * rate;
    speaking.forEach((guest, index) => {
      const due = Math.min(lines, Math.floor(elapsed - index / speakers) + 1) - said[index]!;
      if (due <= 0) return;
      guest.talk(due);
      said[index]! += due;
    });
    await pause(TICK_MS);
  }
}
