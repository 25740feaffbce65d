/**
 * Makes a story of a seed: people come, talk and go at one to three nodes, and now and then something breaks.
 *
 * @module
 */

import { Random } from "../../support/random.ts";
import { type Act, NODES, type Story } from "./story.ts";

/** When the first act may come, and behind which none does, in milliseconds: most accidents are over by then. */
const FIRST_MS = 3000, LAST_MS = 40_000;

/** The longest time between two acts, in milliseconds. */
const PAUSE_MS = 120;

/** The longest time between two whispers, and until somebody takes back what they said, in milliseconds. */
const WHISPER_MS = 1000, FORGET_MS = 8000;

/** How often each kind of act comes, in so many of a thousand. */
const OFTEN = {
  cut: 8,
  end: 3,
  stall: 1.5,
  stop: 0.5,
  kill: 0.5,
  pause: 3,
  set: 1,
  come: 135,
  leave: 50,
  say: 797.5,
} as const;

/** What comes more often in some stories: what happens twice in seconds is what nobody thought of. */
const MOODS = {
  usual: {},
  deadly: { end: 40 },
  torn: { cut: 60 },
  sluggish: { stall: 10, stop: 10, pause: 15 },
  wretched: { cut: 20, end: 15, stall: 4, stop: 4, kill: 4, pause: 10 },
} as const;

/** Fewer names than people want: they are fought over. */
const NAMES = ["anna", "bert", "cleo", "dora", "emil", "finn", "gwen", "hugo"] as const;

export function storyOf(seed: number): Story {
  const random = new Random(seed);
  const nodes = random.chance(0.1) ? 1 : random.chance(0.2) ? 2 : NODES.length;
  const starts = Array.from({ length: nodes }, () => random.next() * (random.oneIn(5) ? 20_000 : 2000));
  const loss = random.chance(0.5) ? 0 : 0.01;
  const aheadMs = random.chance(0.5) ? 0 : random.between(-100_000, 100_000);
  const often = {
    ...OFTEN,
    ...MOODS[random.weighed({ usual: 6, deadly: 1, torn: 1, sluggish: 1, wretched: 1 })],
  };
  const acts: Act[] = [];
  for (let at = FIRST_MS; at < LAST_MS; at += random.next() * PAUSE_MS) {
    acts.push(...actsAt(at, random.below(nodes), random.weighed(often), random));
  }
  return {
    seed,
    starts,
    loss,
    aheadMs,
    acts: [
      ...whispersOf(nodes, random.fork("whispers")),
      ...forgettingOf(nodes, random.fork("forgetting")),
      ...acts,
    ],
  };
}

function* forgettingOf(nodes: number, random: Random): Generator<Act> {
  for (let at = FIRST_MS; (at += random.next() * FORGET_MS) < LAST_MS;) {
    yield { at, kind: "forget", place: random.below(nodes), who: random.next() };
  }
}

/** Nodes have something for one another alone, whatever else happens. */
function* whispersOf(nodes: number, random: Random): Generator<Act> {
  for (let at = FIRST_MS; at < LAST_MS; at += random.next() * WHISPER_MS) {
    yield { at, kind: "whisper", place: random.below(nodes), to: random.below(nodes) };
  }
}

function actsAt(at: number, place: number, kind: keyof typeof OFTEN, random: Random): Act[] {
  switch (kind) {
    case "come":
      return [{ at, kind, place, name: random.pick(NAMES) }];
    case "leave":
      return [{ at, kind, place, who: random.next() }];
    case "say":
      return [{ at, kind, place, who: random.next(), lines: random.oneIn(10) ? random.between(1, 40) : 1 }];
    case "cut": {
      const noticedMs = random.chance(0.5) ? 0 : random.next() * 5500;
      return [{ at, kind, place, noticedMs, ms: random.next() * (random.chance(0.7) ? 2000 : 20_000) }];
    }
    case "end": {
      const ms = random.next() * (random.chance(0.5) ? 1000 : 15_000);
      const again: Act = {
        at: at + ms + random.next() * 60,
        kind,
        place,
        ms: random.next() * 1000,
        how: "killed",
      };
      const end = random.weighed({ killed: 6, closed: 3, wiped: 1, restored: 1, lost: place === 0 ? 0 : 2 });
      const how = end === "closed" && random.fork("leaves").chance(0.7) ? "left" : end;
      return [{ at, kind, place, ms, how }, ...(random.oneIn(3) ? [again] : [])]; // some die while they say hello
    }
    case "pause":
      return [{ at, kind, place, ms: random.next() * random.below(14_000) }];
    case "set":
      return [{ at, kind, place, ms: random.between(-3_600_000, 3_600_000) }];
    case "stall":
      return [{ at, kind, ms: random.next() * 9000 }];
    case "stop":
      return [{ at, kind, ms: random.next() * 9000 }];
    case "kill":
      return [{ at, kind, ms: random.next() * 9000 }];
  }
}
