/**
 * Makes a story of several nodes of one that is made up for a server alone: its people come in at two or three nodes, take
 * more time, and what breaks is what breaks between nodes.
 *
 * @module
 */

import { Random } from "../support/random.ts";
import type { Act, Fate, Person, Story } from "./story.ts";

/** How many times as long as alone it takes: nodes need seconds to find out about each other. */
const SLOWER = 2;

/** Most lines at once: each takes some milliseconds to the log and back. */
const MOST_LINES = 100;

/** Most of what happens to nodes and to the log. */
const FATES = 8;

/** What happens to nodes, and how often. */
const OFTEN = {
  cut: 30,
  dies: 20,
  still: 15,
  stops: 8,
  drains: 2,
  disk: 4,
  back: 3,
  lost: 3,
  clock: 4,
  log: 8,
};

/** What comes more often in some stories: what happens twice in seconds is what nobody thought of. */
const MOODS = {
  usual: {},
  torn: { cut: 150 },
  deadly: { dies: 120 },
  still: { still: 100, log: 40 },
  calm: { cut: 0, dies: 0, still: 0, stops: 0, disk: 0, back: 0, lost: 0, log: 0 },
} as const;

/** What people type besides, that has to do with one another. */
const COMMANDS = ["/invite", "/invite", "/owner", "/ignore", "/forget"] as const;

/** @param alone the story for a server alone */
export function onNodes(alone: Story): Story {
  const random = new Random(alone.seed).fork("nodes");
  const count = random.chance(0.3) ? 2 : 3;
  const people = alone.people.map((person) => placed(person, random.below(count)));
  const startsMs = Array.from(
    { length: count },
    (_, node) => node === 0 || random.chance(0.7) ? 0 : random.below(8000),
  );
  const acts = alone.acts.flatMap((act): Act[] => {
    const at = 500 + SLOWER * act.at;
    if (act.does === "says") return [{ ...act, at, lines: Math.min(act.lines, MOST_LINES) }];
    return "who" in act || act.does === "accepting fails" ? [{ ...act, at }] : [];
  });
  const spanMs = Math.max(10_000, ...acts.map(({ at }) => at));
  acts.push(...talkOf(random.fork("talk"), alone, spanMs), ...fatesOf(random.fork("fates"), count, spanMs));
  const { allOutboxesBytes: _, ...config } = alone.config;
  return {
    ...{ seed: alone.seed, people },
    config: { ...config, paceBurst: 100 },
    acts: acts.sort((a, b) => a.at - b.at),
    cluster: {
      startsMs,
      loss: random.chance(0.5) ? 0 : 0.01,
      aheadMs: random.chance(0.5) ? 0 : random.between(-100_000, 100_000),
    },
  };
}

/** Somebody at a node; people from one address come to one node. */
function placed(person: Person, node: number): Person {
  return { ...person, node, address: addressAt(person.address, node) };
}

const NETWORKS = ["192.0.2.", "198.51.100.", "203.0.113."] as const;

/** An address of somebody at a node, made of that of somebody at the first one. */
function addressAt(address: string, node: number): string {
  if (address === "127.0.0.1") return `127.0.0.${1 + node}`;
  return address.replace(NETWORKS[0], NETWORKS[node]!).replace("2001:db8:", `2001:db${8 + node}:`);
}

/** At which node those are who come from an address. */
export function nodeOfAddress(address: string): number {
  if (address.startsWith("127.")) return Number(address.at(-1)) - 1;
  const network = NETWORKS.findIndex((start) => address.startsWith(start));
  return network >= 0 ? network : Number(/^2001:db(\d)/.exec(address)![1]) - 8;
}

/** More of what people do for each other. */
function talkOf(random: Random, { people, acts }: Story, spanMs: number): Act[] {
  const names = acts.flatMap((act) => act.does === "comes" ? [act.name] : []);
  return Array.from({ length: random.between(5, 30) }, (): Act => {
    const at = random.below(spanMs), who = random.below(people.length), name = random.pick(names);
    if (random.chance(0.3)) return { at, who, does: "whispers", to: name };
    if (random.chance(0.4)) return { at, who, does: "says", lines: random.between(1, 3), filler: "" };
    if (random.chance(0.5)) return { at, who, does: "comes", name };
    const command = random.pick(COMMANDS);
    return { at, who, does: "types", command: command === "/forget" ? command : `${command} ${name}` };
  });
}

function fatesOf(random: Random, count: number, spanMs: number): Act[] {
  const mood = random.weighed({ usual: 5, torn: 1, deadly: 1, still: 1, calm: 1 });
  const often = { ...OFTEN, ...MOODS[mood] };
  return Array.from({ length: random.between(1, mood === "usual" ? FATES / 2 : FATES) }, () => {
    const at = random.below(spanMs), node = random.below(count);
    return fatesAt(random.weighed(often), node, random).map((fate) => ({
      at: at + fate.afterMs,
      ...fate.fate,
    }));
  }).flat();
}

interface LaterFate {
  readonly afterMs: number;
  readonly fate: Fate;
}

function fatesAt(kind: keyof typeof OFTEN, node: number, random: Random): LaterFate[] {
  const now = (fate: Fate): LaterFate => ({ afterMs: 0, fate });
  const later = (): LaterFate => ({
    afterMs: random.chance(0.5) ? random.below(1000) : random.below(12_000),
    fate: { does: "starts", node },
  });
  switch (kind) {
    case "cut": {
      const noticedMs = random.chance(0.5) ? 0 : random.below(5500);
      const ms = random.chance(0.5) ? random.below(2000) : random.between(3000, 15_000);
      return [now({ does: "is cut off", node, noticedMs, ms })];
    }
    case "dies":
      return [
        now({ does: "dies", node, when: random.pick(["now", "now", "before saving", "after saving"]) }),
        later(),
      ];
    case "still":
      return [now({ does: "stands still", node, ms: random.below(random.between(1, 14_000)) })];
    case "stops":
      return [now({ does: "stops", node }), later()];
    case "drains":
      return [now({ does: "drains", node }), later()];
    case "disk":
      return [now({ does: "loses its disk", node }), later()];
    case "back":
      return [now({ does: "goes back", node }), later()];
    case "lost":
      return node === 0 ? [] : [now({ does: "is lost", node })];
    case "clock":
      return [
        now({
          does: "clock jumps",
          node,
          ms: random.pick([-3_600_000, 3_600_000, -400 * 86_400_000, 400 * 86_400_000]),
        }),
      ];
    case "log":
      return [
        now({
          does: random.pick(["log stalls", "log stalls", "log stops", "log dies"]),
          ms: random.below(9000),
        }),
      ];
  }
}
