/**
 * Makes a story up from a seed: a mood, a few people, what they do within some seconds, and what happens to the server.
 *
 * @module
 */

import { configOf, type Mood, MOODS, personOf, seatedAtPage, seatedOverSsh, SHARES } from "./moods.ts";
import { onNodes } from "./author_of_nodes.ts";
import { keyedActsOf, seatedAtTerminal } from "./keyboards.ts";
import type { Config } from "../../lib/runtime/config.ts";
import { Random } from "../support/random.ts";
import { type Act, type Deed, type Fate, isInJson, type Person, type Story } from "./story.ts";

/** Names people may want; some look alike. */
const NAMES = ["ann", "bob", "cleo", "dora", "emil", "小明", "Ann", "coco", "Сосо", "b.o-b_2"] as const;
/** Rooms they may go to. */
const ROOMS = ["#one", "#two", "#三", "#lobby"] as const;
/** What they say beside what tells a line from all others. */
const FILLERS = [
  "",
  "hello",
  "谢谢 🙂",
  "\x1b[31mred\x1b[0m",
  "a\tb \u202eevil",
  "ann, are you there?",
  "x".repeat(300),
];

/** How many people a story has, how much they do, and over how long, in milliseconds. */
const PEOPLE = [2, 7] as const, ACTS = [10, 70] as const, SPAN_MS = [300, 15_000] as const;

/** Most of what is typed besides, and of what is set. */
const ASIDES = 8, WISHES = 6;

/** Most commands that are done by SSH. */
const ERRANDS = 5;

/** Most losses of a connection besides, and what loses one. */
const LOSSES = 3,
  LOST: ReadonlySet<string> = new Set(["hangs up", "resets", "vanishes", "finishes", "breaks off"]);

/** How far a clock jumps, in milliseconds: an hour, and more days than lines are kept. */
const HOUR_MS = 3_600_000, JUMPS_MS = [-400 * 24 * HOUR_MS, -HOUR_MS, HOUR_MS, 400 * 24 * HOUR_MS] as const;

/** How much of what is done is done within a blink of something else: that is where orders go wrong. */
const AT_ONCE = 0.4;

/** How long a drain may take, in milliseconds. */
const DRAINS_MS = [0, 300, 3000, 30_000] as const;

/** How many of the stories are of several nodes. */
const OF_NODES = 0.5;

/** The story of a seed: of one server, or of several nodes. */
export function storyOf(seed: number): Story {
  return new Random(seed).fork("how many").chance(OF_NODES) ? storyOfNodes(seed) : storyAlone(seed);
}

/** The story of a seed for two or three nodes. */
export function storyOfNodes(seed: number): Story {
  return onNodes(storyAlone(seed));
}

/** The story of a seed for one server alone. */
export function storyAlone(seed: number): Story {
  const random = new Random(seed).fork("author");
  const mood = random.weighed(SHARES);
  const config = configOf(random, mood);
  const isFlood = mood === "flood";
  const people = Array.from(
    { length: random.between(PEOPLE[0], isFlood ? 4 : PEOPLE[1]) },
    (_, who) => {
      const seated = seatedAtTerminal(random.fork(`seat ${who}`), personOf(random, mood));
      const at = seatedAtPage(random.fork(`page ${who}`), seated, config);
      return seatedOverSsh(random.fork(`ssh ${who}`), at, config);
    },
  );
  const spanMs = random.between(SPAN_MS[0], isFlood ? 500 : SPAN_MS[1]);
  const acts: Act[] = people.map((_, who) => ({
    at: moment(random, spanMs / 4),
    who,
    does: "comes",
    name: nameOf(random, who),
  }));
  for (let left = random.between(ACTS[0], isFlood ? 12 : ACTS[1]); left > 0; left--) {
    const at = random.chance(AT_ONCE) ? random.pick(acts).at + random.between(0, 60) : moment(random, spanMs);
    const who = random.between(0, people.length - 1);
    acts.push({ at, who, ...(isFlood ? floodOf(random) : deedOf(random, who, mood)) });
  }
  acts.push(...asidesOf(random.fork("asides"), people.length, mood, spanMs));
  acts.push(...wishesOf(random.fork("wishes"), people.length, spanMs));
  acts.push(...people.flatMap((person, who) => keyedActsOf(random.fork(`keys ${who}`), person, who, spanMs)));
  acts.push(...returnsOf(random.fork("returns"), acts, people.length));
  acts.push(...lossesOf(random.fork("losses"), acts, people, mood, spanMs));
  acts.push(...errandsOf(random.fork("errands"), people.length, config, spanMs));
  acts.push(...fatesOf(random, mood, spanMs));
  const drains = drainsOf(random.fork("drains"), spanMs);
  const settings = drains.length === 0 ? config : { ...config, drainMs: random.fork("time").pick(DRAINS_MS) };
  acts.push(...drains);
  return { seed, config: settings, people, acts: acts.sort((a, b) => a.at - b.at) };
}

function moment(random: Random, spanMs: number): number {
  return Math.round(random.next() * spanMs);
}

function nameOf(random: Random, who: number): string {
  return random.chance(0.8) ? NAMES[who % NAMES.length]! : random.pick(NAMES);
}

/** As much as programs on the same machine can send. */
function floodOf(random: Random): Deed {
  return { does: "says", lines: random.between(200, 2000), filler: "x".repeat(random.pick([0, 100, 300])) };
}

function deedOf(random: Random, who: number, mood: Mood): Deed {
  if (random.chance(0.15)) return { does: "comes", name: nameOf(random, who) };
  const does = random.weighed(MOODS[mood]);
  switch (does) {
    case "says":
      return {
        does,
        lines: random.chance(0.3) ? random.between(2, 60) : 1,
        filler: random.chance(0.4) ? random.pick(FILLERS) : "",
      };
    case "types":
      return { does, command: commandOf(random) };
    case "whispers":
      return { does, to: random.pick(NAMES) };
    default:
      return { does };
  }
}

/** Some of those who vanish come back under a name of theirs, and others talk meanwhile. */
function returnsOf(random: Random, acts: readonly Act[], people: number): Act[] {
  return acts.flatMap((act) => {
    if (act.does !== "vanishes" || random.chance(0.5)) return [];
    const came = acts.findLast((other) =>
      other.does === "comes" && other.who === act.who && other.at <= act.at
    );
    if (came?.does !== "comes") return [];
    const talk: Act = {
      at: act.at + random.between(0, 2000),
      who: random.between(0, people - 1),
      does: "says",
      lines: 1,
      filler: "",
    };
    return [talk, { ...came, at: act.at + random.pick([1000, 19_000, 25_000, 50_000]) }];
  });
}

/** In some stories programs and pages ask for a token, lose connections, and come back from most losses, sooner or later. */
function lossesOf(
  random: Random,
  acts: readonly Act[],
  people: readonly Person[],
  mood: Mood,
  spanMs: number,
): Act[] {
  if (mood === "flood" || random.chance(0.7)) return [];
  return people.flatMap((person, who) => {
    if (!isInJson(person) || random.chance(0.25)) return [];
    const came = acts.find((act) => act.does === "comes" && act.who === who)!.at;
    const token: Act = { at: came + random.between(100, 500), who, does: "asks for a token" };
    const own = Array.from({ length: random.between(0, LOSSES) }, (): Act => ({
      ...{ at: token.at + moment(random, spanMs), who },
      does: random.pick(["hangs up", "resets", "vanishes", "finishes", "stalls"]),
    }));
    const losses = [...own, ...acts.filter((act) => "who" in act && act.who === who && LOST.has(act.does))];
    const returns = losses.filter(() => random.chance(0.8)).map(({ at }): Act => ({
      ...{ at: at + random.pick([0, 5, 100, 1000, 5000]), who },
      does: "comes back",
    }));
    return [token, ...own, ...returns];
  });
}

/** Some have a command done by SSH, beside what else they do. */
function errandsOf(random: Random, people: number, { ssh, telnet }: Partial<Config>, spanMs: number): Act[] {
  if (ssh !== "on" || telnet === "always" || random.chance(0.3)) return [];
  return Array.from({ length: random.between(1, ERRANDS) }, () => ({
    ...{ at: moment(random, spanMs), who: random.between(0, people - 1), does: "runs" },
    name: random.pick(["runner", "other", ...NAMES]),
    command: random.pick(["who", "who", "say", "say", "history 5", "dance", `join ${random.pick(ROOMS)}`]),
  }));
}

function commandOf(random: Random): string {
  const room = random.pick(ROOMS), name = random.pick(NAMES);
  return random.pick([
    ...Array.from({ length: 8 }, () => `/join ${room}`),
    "/leave",
    `/leave ${room}`,
    `/nick ${name}`,
    `/kick ${name}`,
    `/kick ${name}`,
    `/owner ${name}`,
    "/who",
    "/rooms",
    "/history 5",
    "/since",
    "/topic tea",
    "/quit",
  ]);
}

/** What people type besides: whom they do not want to hear, what they look for, what they take back. */
function asidesOf(random: Random, people: number, mood: Mood, spanMs: number): Act[] {
  if (mood !== "talk" && mood !== "disk") return [];
  return Array.from({ length: random.between(0, ASIDES) }, () => {
    const name = random.pick(NAMES);
    const command = random.pick([
      ...[`/ignore ${name}`, `/ignore ${name}`, `/unignore ${name}`],
      ...["/history 50", "/search hello", "/forget"],
    ]);
    return { at: moment(random, spanMs), who: random.between(0, people - 1), does: "types", command };
  });
}

/** How people want the lines that come. */
function wishesOf(random: Random, people: number, spanMs: number): Act[] {
  if (random.chance(0.7)) return [];
  return Array.from({ length: random.between(1, WISHES) }, () => {
    const command = random.pick([
      ...["/set joins off", "/set joins few", "/set joins few", "/set joins on"],
      ...["/set bell mention", "/set bell all", "/set bell off", "/set stamps on", "/set stamps off", "/set"],
    ]);
    return { at: moment(random, spanMs), who: random.between(0, people - 1), does: "types", command };
  });
}

function fatesOf(random: Random, mood: Mood, spanMs: number): Act[] {
  const fates: Act[] = [];
  const happens = (fate: Fate) => void fates.push({ at: moment(random, spanMs), ...fate });
  if (mood === "crowd" || random.chance(0.1)) {
    happens({ does: "accepting fails", times: random.between(1, 4) });
  }
  if (mood === "disk") {
    for (let left = random.between(1, 4); left > 0; left--) {
      happens({ does: random.pick(["disk fills", "disk goes", "disk mends"]) });
    }
  }
  if (mood === "disk" || random.chance(0.2)) {
    for (let left = random.between(1, 2); left > 0; left--) {
      happens(
        random.chance(0.3)
          ? { does: "stops" }
          : { does: "dies", when: random.pick(["now", "before saving", "after saving"]) },
      );
      happens({ does: "starts" });
    }
  }
  fates.push(...accidentsOf(random.fork("accidents"), mood, spanMs));
  return fates;
}

/** Some servers are drained, perhaps twice; then perhaps another one is started. */
function drainsOf(random: Random, spanMs: number): Act[] {
  if (random.chance(0.85)) return [];
  const at = moment(random, spanMs), again = at + random.between(0, 5000);
  return [
    { at, does: "drains" },
    ...random.chance(0.5) ? [{ at: again, does: "drains" } as const] : [],
    ...random.chance(0.5) ? [{ at: again + random.pick(DRAINS_MS), does: "starts" } as const] : [],
  ];
}

/** What seldom happens to a machine: somebody touches the store's file, and the clock is set. */
function accidentsOf(random: Random, mood: Mood, spanMs: number): Act[] {
  const accidents: Act[] = [];
  if ((mood === "disk" || mood === "talk") && random.chance(0.2)) {
    const does = random.pick(["file is removed", "file is replaced"]);
    accidents.push({ at: moment(random, spanMs), does });
  }
  while (random.chance(0.2)) {
    accidents.push({ at: moment(random, spanMs), does: "clock jumps", ms: random.pick(JUMPS_MS) });
  }
  return accidents;
}
