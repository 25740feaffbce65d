/**
 * What a story's mood decides: how often each deed is done, how the server is set, and how people are connected. A story
 * in which everything goes wrong at once proves little about each thing, so every mood has its own trouble.
 *
 * @module
 */

import type { Config } from "../../lib/runtime/config.ts";
import type { Random } from "../support/random.ts";
import type { Deed, Person } from "./story.ts";

/** How often each deed is done; rooms, renaming and the like come with `types`. */
type Weights = Readonly<Partial<Record<Exclude<Deed["does"], "comes">, number>>>;

/** The moods. */
export const MOODS = {
  talk: {
    ...{ says: 60, types: 30, whispers: 5, interrupts: 2, garbles: 1, "types Latin-1": 1, shouts: 1 },
    ...{ finishes: 2, "hangs up": 2 },
  },
  slow: { says: 60, stalls: 14, resumes: 10, finishes: 1, vanishes: 1 },
  rough: {
    ...{ says: 60, types: 15, stalls: 5, resumes: 4 },
    ...{ finishes: 3, "breaks off": 2, "hangs up": 4, resets: 5, vanishes: 3 },
  },
  disk: { says: 60, types: 15, stalls: 2, resumes: 2, finishes: 2, resets: 1 },
  crowd: { says: 25, types: 5, finishes: 10, "hangs up": 10, resets: 8, vanishes: 2 },
  flood: { says: 1 },
} as const satisfies Readonly<Record<string, Weights>>;

/** One mood. */
export type Mood = keyof typeof MOODS;

/** How often each mood comes. A flood is thousands of lines, so it comes seldom. */
export const SHARES: Readonly<Record<Mood, number>> = {
  talk: 10,
  slow: 10,
  rough: 10,
  disk: 10,
  crowd: 5,
  flood: 1,
};

/** Settings: small limits, so that rare things happen often. */
export function configOf(random: Random, mood: Mood): Partial<Config> {
  const isSlow = mood === "slow" || mood === "rough", isFlood = mood === "flood";
  const isCramped = isSlow && random.fork("cramped").chance(0.25);
  return {
    telnet: random.pick(["auto", "auto", "always", "never"]),
    color: random.pick(["auto", "always", "never"]),
    outboxLines: isSlow ? random.pick([16, 40, 200, 1000]) : 16_384,
    outboxBytes: isSlow
      ? random.pick([8192, 32_768, 1_048_576])
      : isFlood
      ? random.pick([262_144, 262_144, 1_048_576])
      : 1_048_576,
    ...(isCramped && { allOutboxesBytes: 16_384 }),
    stalledMs: random.pick([2000, 5000]),
    paceBurst: random.pick([3, 10, 100]),
    paceLines: random.pick([10, 50]),
    flushMs: random.pick([0, 5, 5, 50]),
    farewellMs: random.pick([0, 200, 2000]),
    maxLineBytes: random.pick([400, 4096]),
    maxRooms: random.pick([2, 4, 100]),
    maxRoomsPerGuest: random.pick([1, 2, 50]),
    maxGuests: mood === "crowd" ? random.between(2, 5) : 100,
    maxGuestsPerAddress: mood === "crowd" ? 2 : 16,
    ...(random.fork("doors").chance(0.4) &&
      { greetAfterMs: random.fork("greeting").pick([10, 300]), web: "on" }),
    ...(random.fork("ssh").chance(0.4) && { ssh: "on" }),
    nameTries: random.pick([2, 10]),
    nameMs: random.pick([1000, 60_000]),
  };
}

/** Where people come from: two of them from one network of IPv6. */
const ADDRESSES: readonly string[] = [
  ...["192.0.2.1", "192.0.2.2", "192.0.2.3", "2001:db8::4", "2001:db8::5", "2001:db8:0:1::6"],
];

/** How many of those who sit at no terminal sit at a page, where there is one. */
const AT_PAGE = 0.4;

/** Somebody at a page, if they are. */
export function seatedAtPage(random: Random, person: Person, { web }: Partial<Config>): Person {
  const { speaks } = person;
  if (web !== "on" || speaks !== "nc" && speaks !== "json" || !random.chance(AT_PAGE)) return person;
  return { ...person, speaks: "page" };
}

/** How many of those come by SSH, where they can, who sit at a terminal that can draw or send lines. */
const BY_SSH = 0.5;

/** Somebody who comes by SSH, if they do. Who waits is offered telnet before it is known what they speak, if all are. */
export function seatedOverSsh(random: Random, person: Person, { ssh, telnet }: Partial<Config>): Person {
  const { speaks, names } = person;
  if (ssh !== "on" || telnet === "always" || !random.chance(BY_SSH)) return person;
  const canDraw = speaks === "terminal" && names?.[0] === "xterm";
  return speaks === "nc" || canDraw ? { ...person, isOverSsh: true } : person;
}

/** How somebody is connected. */
export function personOf(random: Random, mood: Mood): Person {
  if (mood === "flood") {
    const latencyMs = random.pick([0.2, 3]);
    return {
      speaks: random.pick(["nc", "json"]),
      address: "127.0.0.1",
      latencyMs,
      bufferBytes: 65_536,
      bytesPerMs: null,
    };
  }
  const isSlow = mood === "slow" || mood === "rough";
  return {
    speaks: random.pick(["nc", "telnet", "json"]),
    address: random.chance(0.1) ? "127.0.0.1" : ADDRESSES[random.between(1, 6) - 1]!,
    latencyMs: random.pick([0.2, 3, 40]),
    bufferBytes: isSlow ? random.pick([300, 2000, 16_384]) : 65_536,
    bytesPerMs: isSlow && random.chance(0.2) ? 1 : null,
  };
}
