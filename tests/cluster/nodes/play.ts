/**
 * Plays a story of a cluster to its end, in virtual time: nothing but the story decides what happens. Behind it all is
 * whole again, and a node that was never there comes and reads everything: what the others have to have kept.
 *
 * @module
 */

import type { Breach } from "../../simulation/breach.ts";
import type { Life } from "../../../lib/cluster/bus.ts";
import { Timeline } from "../../simulation/timeline.ts";
import { Random } from "../../support/random.ts";
import { FarLedger } from "./far_ledger.ts";
import { Place, type Visitor } from "./place.ts";
import { type Act, NODES, type Story } from "./story.ts";
import type { Deed } from "./tiny_chat.ts";
import type { Whisper } from "./whisper.ts";
import { note, type World } from "./world.ts";

/** How long the nodes have until all is quiet, and the one that comes last, in milliseconds. */
const QUIET_MS = 60_000, READ_MS = 20_000;

/** How long something may take when all is well, in milliseconds, and how long a node that leaves: it waits for more. */
const AT_ONCE_MS = 100, PARTING_MS = 400;

/** What is left of a story. */
export interface Played {
  readonly story: Story;
  readonly ledger: FarLedger<Deed>;
  readonly places: readonly Place[];
  /** The one who came last and has read everything. */
  readonly reader: Place;
  readonly whispers: readonly Whisper[];
  /** Lives that never begin. */
  readonly unborn: ReadonlySet<Life>;
  /** What was seen on the way. */
  readonly breaches: readonly Breach[];
}

export async function play(story: Story): Promise<Played> {
  const timeline = new Timeline(settled), ledger = new FarLedger<Deed>(timeline, story);
  const world: World = {
    timeline,
    ledger,
    random: new Random(story.seed).fork("world"),
    areWorkers: story.areWorkers === true,
    whispers: new Map(),
    unborn: new Set(),
    breaches: [],
  };
  const places = story.starts.map((at, node) => {
    const place = new Place(world, NODES[node]!);
    timeline.after(at, () => place.start());
    return place;
  });
  for (const act of story.acts) timeline.after(act.at, () => perform(act, places, world));
  await timeline.passUntil(story.acts.at(-1)?.at ?? 0);
  for (const place of places) place.start();
  await timeline.passUntil(timeline.now() + QUIET_MS);
  await allGoesWell(places, world);
  await oneLeaves(places, world);
  const reader = new Place(world, "reader");
  reader.start(false);
  await timeline.passUntil(timeline.now() + READ_MS);
  for (const { process } of [...places, reader]) process?.close();
  const whispers = [...world.whispers.values()];
  const { unborn, breaches } = world;
  return { story, ledger, places, reader, whispers, unborn, breaches };
}

/**
 * Somebody comes to each node and says something, and all of it is done at once. Only the first thing may be refused as too
 * late: a node that heard its last echo long after it was sent knows the ledger's clock no better.
 */
async function allGoesWell(places: readonly Place[], world: World): Promise<void> {
  const { timeline, ledger } = world, nodes = places.filter(({ isLost }) => !isLost);
  const pass = () => timeline.passUntil(timeline.now() + AT_ONCE_MS);
  const check = (isWell: boolean, { name }: Visitor) => {
    if (!isWell) note(world, "when all is well, all goes well", name);
  };
  ledger.loss = 0;
  const first = nodes.map((place) => place.come(`first at ${place.node}`));
  await pass();
  for (const visitor of first) check(visitor.person !== undefined || visitor.isGone, visitor);
  const visitors = nodes.map((place, at) =>
    first[at]!.isGone ? place.come(`last at ${place.node}`) : first[at]!
  );
  await pass();
  for (const [at, place] of nodes.entries()) place.say(visitors[at]!);
  await pass();
  for (const visitor of visitors) check(visitor.said[0]?.answer?.kind === "done", visitor);
}

/** A node leaves: the others soon know, and have none of its people. */
async function oneLeaves(places: readonly Place[], world: World): Promise<void> {
  const { timeline } = world, [leaver, ...others] = places.filter(({ isLost }) => !isLost).reverse();
  const process = leaver!.process!, { life } = process;
  leaver!.leaveOthers();
  await timeline.passUntil(timeline.now() + PARTING_MS);
  const promise = "when all is well, whoever leaves is gone soon";
  if (!process.isOver) note(world, promise, `${life} is there`);
  for (const { node, process: other } of others) {
    const { peers } = other!.bus.condition(), people = other!.chat.people;
    const isKnown = [...peers, ...people].some((one) => one.life === life);
    if (isKnown) note(world, promise, `${node} still knows ${life}`);
  }
}

function perform(act: Act, places: readonly Place[], { timeline, ledger }: World): void {
  const later = (until: number, ms: number) => Math.max(until, timeline.now() + Math.ceil(ms)); // exact: see `Timeline`
  if (act.kind === "stall") return void (ledger.stalledUntil = later(ledger.stalledUntil, act.ms));
  if (act.kind === "stop") return void (ledger.stoppedUntil = later(ledger.stoppedUntil, act.ms));
  if (act.kind === "kill") {
    ledger.killedUntil = later(ledger.killedUntil, act.ms);
    for (const { process } of places) process?.way.break(0, 0);
    return;
  }
  const place = places[act.place]!, { process } = place;
  if (process === undefined) return;
  const one = <T>(all: readonly T[], share: number) => all[Math.floor(share * all.length)];
  switch (act.kind) {
    case "cut":
      return process.way.break(act.noticedMs, act.ms);
    case "pause":
      return void (process.machine.pausedUntil = later(process.machine.pausedUntil, act.ms));
    case "set":
      return void (process.machine.wrongMs = place.wrongMs = act.ms);
    case "end":
      place.end(act.how, places[0]!.disk);
      return void timeline.after(act.ms, () => place.start());
  }
  if (!place.isServing) return;
  if (act.kind === "whisper") return place.whisper(places[act.to]!);
  if (act.kind === "come") return void place.come(act.name);
  const visitor: Visitor | undefined = one(place.here, act.who);
  if (visitor === undefined) return;
  if (act.kind === "leave") return place.leave(visitor);
  if (act.kind === "forget") return place.forget(visitor);
  for (let lines = act.lines; lines > 0; lines--) place.say(visitor);
}

/** Everything here goes on in microtasks, and few of them: a turn of the event loop would take ten times as long. */
async function settled(): Promise<void> {
  for (let i = 0; i < 8; i++) await null;
}
