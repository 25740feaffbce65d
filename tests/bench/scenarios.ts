/**
 * What the bench plays. A scenario is plain data, since the load client gets it as an argument.
 *
 * @module
 */

/** People come, and some of them talk. */
export interface Scenario {
  /** What `--scenarios` asks for; scenarios that make one table together share a name. */
  readonly name: string;
  /** What it stands for, in a few words. */
  readonly about: string;
  /** How many people come; at most 10,000. */
  readonly people: number;
  /** Rooms that they share evenly; 1: all are in the lobby; 0: they stay at the door, silent and without a name. */
  readonly rooms: number;
  /** How many of them talk: the first of each room, then the second. */
  readonly speakers: number;
  /** Lines that each of them says: so many cold, and so many warm. */
  readonly lines: number;
  /** Lines per second and speaker, on a fixed schedule; 0: as fast as the socket takes them. */
  readonly rate: number;
  /** Silence after all have come, in milliseconds: what they hold is seen when the garbage of their coming is gone. */
  readonly restMs: number;
  /** How many of them, the last ones, sit at a terminal on which the server draws what is typed; they do not talk. */
  readonly terminals: number;
  /** What each of those has typed and not sent. */
  readonly begun: string;
  /** How many hostile connections come while they talk, and within how many milliseconds. */
  readonly hostile: number;
  readonly hostileMs: number;
}

/** Where little happens V8 collects garbage after some 13 and 22 seconds (tried with Deno 2.9.6). */
const COLLECTED_MS = 25_000;

/** Measured when nobody asks for others: together a few minutes. */
const EVERYDAY: readonly Scenario[] = [
  named("fan-out", "one speaks to 100, paced", { people: 101, speakers: 1, lines: 200, rate: 100 }),
  named("small-room", "one speaks to two, paced", { people: 3, speakers: 1, lines: 200, rate: 100 }),
  named("busy-room", "20 of 61 speak, paced", { people: 61, speakers: 20, lines: 60, rate: 30 }),
  named("flat-out", "40 speak, no pauses", { people: 40, speakers: 40, lines: 800 }),
  named("idle", "10,000 connected, silent", { people: 10_000, rooms: 0 }),
];

/** Crowds that grow, and how many lines a second somebody says who talks to all of them. */
const CROWDS = [[100, 100], [1_000, 20], [10_000, 5]] as const;

/** A busy room, whose other readers only read, or have begun a line that is drawn again below every piece of talk. */
const BUSY = { people: 110, speakers: 10, lines: 100, rate: 50 };

/** Two who talk while 500 come of each kind: hellos, heads, frames, PROXY headers; cut, changed or slow. */
const ATTACKED = { people: 2, speakers: 1, lines: 800, rate: 200, hostile: 2000 };

/** Measured when they are asked for. */
const ON_REQUEST: readonly Scenario[] = [
  named("half-typed", "10 speak to 100", BUSY),
  named("half-typed", "10 speak to 100 who are typing", {
    ...BUSY,
    terminals: 100,
    begun: "What I wanted to say is that nobody",
  }),
  named("hostile", "2,000 hostile connections within a second", { ...ATTACKED, hostileMs: 1000 }),
  named("hostile", "2,000 hostile connections at once", { ...ATTACKED, hostileMs: 0 }),
  named("crowd", "6,000 in 1,000 rooms, silent", { people: 6_000, rooms: 1_000, restMs: COLLECTED_MS }),
  ...CROWDS.map(([people, rate]) => grown(people, 1, { speakers: 1, lines: 4 * rate, rate })),
  ...CROWDS.map(([people]) => grown(people, people / 10, { speakers: 10, lines: 40, rate: 10 })),
];

function grown(people: number, rooms: number, talk: Partial<Scenario>): Scenario {
  const where = rooms === 1 ? "one room" : `${rooms.toLocaleString("en")} rooms`;
  const about = `${people.toLocaleString("en")} in ${where}`;
  return named("growth", about, { people, rooms, restMs: COLLECTED_MS, ...talk });
}

function named(name: string, about: string, what: Partial<Scenario> & { readonly people: number }): Scenario {
  return {
    name,
    about,
    rooms: 1,
    speakers: 0,
    lines: 0,
    rate: 0,
    restMs: 0,
    terminals: 0,
    begun: "",
    hostile: 0,
    hostileMs: 0,
    ...what,
  };
}

/** The names that `--scenarios` takes. */
export const NAMES: readonly string[] = [...new Set([...EVERYDAY, ...ON_REQUEST].map(({ name }) => name))];

/** The scenarios of these names; those of every day unless some are named. */
export function scenariosOf(names?: readonly string[]): readonly Scenario[] {
  if (names === undefined) return EVERYDAY;
  return [...EVERYDAY, ...ON_REQUEST].filter(({ name }) => names.includes(name));
}

/** How many people are in the room of a person: number `index` is in room `index % rooms`. */
export function companyOf(index: number, { people, rooms }: Scenario): number {
  return Math.ceil((people - index % rooms) / rooms);
}

/** How often a line is read when all speakers have said theirs once: the others in the room read each. */
export function linesRead(scenario: Scenario): number {
  let readers = 0;
  for (let index = 0; index < scenario.speakers; index++) readers += companyOf(index, scenario) - 1;
  return readers * scenario.lines;
}
