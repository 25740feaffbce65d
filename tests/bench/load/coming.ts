/**
 * How people come: a few at a time, until everybody is known to be where they belong.
 *
 * @module
 */

import type { Scenario } from "../scenarios.ts";
import { welcomed } from "./connection.ts";
import { Guest, nowUs, type Shared } from "./guest.ts";
import { reaches } from "./patience.ts";
import { TelnetTerminal } from "./telnet_terminal.ts";

/** How many come at a time. */
const IN_FLIGHT = 32;
/** How often the first of a room shows who is there, and for how many looks without news nobody tries again. */
const PROBES = 20, LOOKS_PER_PROBE = 200;
/** Most memory of all read buffers together, and most of one. */
const READ_BYTES_IN_ALL = 64 * 2 ** 20, READ_BYTES = 65_536;

/** Everybody, in the order of their names. */
export interface Crowd {
  readonly guests: readonly Guest[];
  /** What the last of them sit at. */
  readonly terminals: readonly TelnetTerminal[];
}

/** A guest's part of the memory for reading. */
export function readBytesFor({ people }: Scenario): number {
  return Math.min(READ_BYTES, Math.floor(READ_BYTES_IN_ALL / people));
}

/** Lets everybody in, or to the door; a welcome counts as a line read. */
export async function letIn(scenario: Scenario, port: number, shared: Shared): Promise<Crowd> {
  const { people, rooms } = scenario, guests: Guest[] = [], terminals: TelnetTerminal[] = [];
  shared.tally.begin(nowUs());
  await forEach(people, async (index) => {
    const began = nowUs();
    const connection = await welcomed(port);
    const terminal = isAtTerminal(index, scenario) ? await TelnetTerminal.open(connection) : undefined;
    if (terminal !== undefined) terminals.push(terminal);
    if (rooms > 0) {
      guests[index] = await Guest.join(terminal ?? connection, index, typedBy(index, scenario), shared);
    }
    shared.tally.add(began, nowUs());
  });
  if (rooms > 0) await seeEverybody(scenario, guests);
  if (terminals.length > 0) await seeInputs(scenario, terminals);
  return { guests, terminals };
}

/** How many of the terminals show what was begun at them. */
export function intact({ begun }: Scenario, terminals: readonly TelnetTerminal[]): number {
  return terminals.filter(({ input }) => input.endsWith(`> ${begun}`)).length;
}

/** What somebody types behind their name. At a terminal they want no colours, so that all read the same lines. */
function typedBy(index: number, scenario: Scenario): string {
  const { rooms, begun } = scenario;
  const join = rooms > 1 ? `/join #room${index % rooms}\n` : "";
  return isAtTerminal(index, scenario) ? `${join}/color off\n${begun}` : join;
}

function isAtTerminal(index: number, { people, terminals }: Scenario): boolean {
  return index >= people - terminals;
}

/** Resolves when every terminal shows what was begun at it. */
async function seeInputs(scenario: Scenario, terminals: readonly TelnetTerminal[]): Promise<void> {
  const seen = () => intact(scenario, terminals);
  if (await reaches(terminals.length, seen, LOOKS_PER_PROBE)) return;
  throw new Error(
    `Of ${terminals.length} terminals ${terminals.length - seen()} do not show what was begun at them`,
  );
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
