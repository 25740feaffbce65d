/**
 * Plays one story: builds its network, starts everything in it, has people talk while it fails, and looks at what is left.
 *
 * @module
 */

import { pause } from "../bench/load/patience.ts";
import { NatsServer } from "../support/nats_server.ts";
import { Random } from "../support/random.ts";
import { Crowd } from "./crowd.ts";
import { type Figures, figuresOf } from "./figures.ts";
import { Network, type Place } from "./network.ts";
import { ChaosNode } from "./node.ts";
import type { Ending } from "./notes.ts";
import type { Options } from "./options.ts";
import { brokenIn } from "./promises.ts";
import type { Scene, Story } from "./story.ts";

/** The nodes of a story. */
const NODES = ["berlin", "lisbon"];

/** How long lines wait in most stories, in seconds. */
const PATIENCE_S = 4;

const NATS_PORT = 4222, ROUTES_PORT = 6222;

/** So many lines of each node's log are told where a promise was broken. */
const TOLD_LINES = 40;

export interface Played {
  readonly figures: Figures;
  readonly broken: readonly string[];
}

/** @param tell told what happens */
export async function play(
  story: Story,
  { seconds, seed }: Omit<Options, "stories">,
  tell: (what: string) => void,
): Promise<Played> {
  const { patienceS = PATIENCE_S, diskKib, workers, isAlone = false } = story;
  const natsServers = isAlone ? 0 : story.natsServers ?? 1;
  const random = new Random(seed).fork(story.name);
  await using network = await Network.make();
  await using running = new AsyncDisposableStack();
  const natsPlaces = await added(network, Array.from({ length: natsServers }, (_, at) => `nats${at + 1}`));
  const nats = await Promise.all(natsPlaces.map((place) => startNats(place, natsPlaces)));
  for (const server of nats) running.use(server);
  const bus = natsPlaces.map(({ address }) => `nats://${address}:${NATS_PORT}`).join();
  const busFlags = [`--bus=${bus}`, `--patience=${patienceS}`, `--bus-replicas=${natsServers}`];
  const nodes: ChaosNode[] = [];
  for (const place of await added(network, isAlone ? NODES.slice(0, 1) : NODES)) {
    const flags = isAlone ? [] : [`--node=${place.name}`, ...busFlags];
    const options = { place, flags, ...(diskKib !== undefined && { diskKib }) };
    const mine = workers !== undefined && nodes.length === 0 ? { ...options, workers } : options;
    nodes.push(running.use(await ChaosNode.start(mine)));
  }
  const crowd = running.use(new Crowd(nodes, random));
  const talk = (longer = seconds) => pause(longer * 1000);
  const scene = { network, nodes, nats, natsPlaces, crowd, random, tell, talk } as unknown as Scene;
  try {
    const played = await playIn(scene, story);
    if (played.broken.length > 0) tellLogs(nodes, tell);
    return played;
  } catch (error) {
    tellLogs(nodes, tell);
    throw error;
  }
}

async function playIn(scene: Scene, story: Story): Promise<Played> {
  const { crowd, talk, nodes } = scene;
  await crowd.areIn();
  await talk();
  await story.play(scene);
  await talk();
  await crowd.comesToEnd();
  const ending = await endingOf(nodes, crowd);
  const figures = figuresOf(ending), surprise = story.expects?.(figures);
  return { figures, broken: [...brokenIn(ending), ...(surprise === undefined ? [] : [surprise])] };
}

/** What nodes have printed last says most of why a promise was broken. */
function tellLogs(nodes: readonly ChaosNode[], tell: (what: string) => void): void {
  for (const { name, process } of nodes) {
    for (const line of process.output.trimEnd().split("\n").slice(-TOLD_LINES)) tell(`${name}: ${line}`);
  }
}

async function added(network: Network, names: readonly string[]): Promise<Place[]> {
  const places: Place[] = [];
  for (const name of names) places.push(await network.add(name));
  return places;
}

/** A server, alone or as one of a cluster. */
function startNats(place: Place, all: readonly Place[]): Promise<NatsServer> {
  const routes = all.filter((other) => other !== place)
    .map(({ address }) => `"nats://${address}:${ROUTES_PORT}"`);
  const cluster = `cluster { name: chaos, listen: "${place.address}:${ROUTES_PORT}", routes: [${
    routes.join(", ")
  }] }`;
  const config = all.length === 1 ? "" : `server_name: ${place.name}\nping_interval: "2s"\n${cluster}`;
  return NatsServer.start(config, { host: place.address, port: NATS_PORT, within: place.within });
}

async function endingOf(nodes: readonly ChaosNode[], crowd: Crowd): Promise<Ending> {
  const present = new Map<string, readonly string[]>(),
    histories = new Map<string, Awaited<ReturnType<ChaosNode["history"]>>>();
  for (const person of crowd.people) present.set(`${person.node}, to ${person.name},`, await person.who());
  for (const node of nodes) histories.set(node.name, await node.history());
  return { notes: crowd.people, present, histories };
}
