/**
 * How people come: a few at a time, until everybody is known to be where they belong.
 *
 * @module
 */

import type { Scenario } from "../scenarios.ts";
import { welcomed } from "./connection.ts";
import { Guest, nowUs, type Shared } from "./guest.ts";
import { reaches } from "./patience.ts";

/** How many come at a time. */
const IN_FLIGHT = 32;
/** How often the first of a room shows who is there, and for how many looks without news nobody tries again. */
const PROBES = 20, LOOKS_PER_PROBE = 200;
/** Most memory of all read buffers together, and most of one. */
const READ_BYTES_IN_ALL = 64 * 2 ** 20, READ_BYTES = 65_536;

/** A guest's part of the memory for reading. */
export function readBytesFor({ people }: Scenario): number {
  return Math.min(READ_BYTES, Math.floor(READ_BYTES_IN_ALL / people));
}

/** Lets everybody in, or to the door; a welcome counts as a line read. */
export async function letIn(scenario: Scenario, port: number, shared: Shared): Promise<Guest[]> {
  const { people, rooms } = scenario, guests: Guest[] = [];
  shared.tally.begin(nowUs());
  await forEach(people, async (index) => {
    const began = nowUs();
    const connection = await welcomed(port);
    if (rooms > 0) guests[index] = await Guest.join(connection, index, roomOf(index, scenario), shared);
    shared.tally.add(began, nowUs());
  });
  if (rooms > 0) await seeEverybody(scenario, guests);
  return guests;
}

function roomOf(index: number, { rooms }: Scenario): string | undefined {
  return rooms > 1 ? `#room${index % rooms}` : undefined;
}

/** Resolves when everybody has heard the first of their room. The answer to a name comes before the room is entered. */
async function seeEverybody({ people, rooms }: Scenario, guests: readonly Guest[]): Promise<void> {
  const others = guests.slice(rooms), seen = () => others.filter(({ hasHeardProbe }) => hasHeardProbe).length;
  for (let probes = 0; probes < PROBES; probes++) {
    const deafRooms = new Set<number>();
    guests.forEach(({ hasHeardProbe }, index) => {
      if (index >= rooms && !hasHeardProbe) deafRooms.add(index % rooms);
    });
    await Promise.all([...deafRooms].map((room) => guests[room]!.probe()));
    if (await reaches(others.length, seen, LOOKS_PER_PROBE)) return;
  }
  throw new Error(`Of ${people} people ${others.length - seen()} did not get into their room`);
}

/** Runs `task` for 0 to count - 1, a few at a time. */
async function forEach(count: number, task: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) await task(next++);
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
}
