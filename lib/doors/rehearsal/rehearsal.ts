/**
 * A server that has just started runs slowly: V8 compiles well what has run some thousand times, and nothing has. So the
 * server plays a chat with itself, on a second server that nobody can reach. What is compiled for the one is used by the
 * other (docs/decisions/0028).
 *
 * @module
 */

import type { Clock } from "../../runtime/clock.ts";
import { type Config, DEFAULTS, NO_FOLDER } from "../../runtime/config.ts";
import { othersTurn } from "../others_turn.ts";
import type { ListenOptions, TcpListener } from "../tcp_door.ts";
import { Player, StageClock, StageDoor } from "./stage.ts";

/** How many people are in the play; where as many have really come, they do the same, and the play ends. */
const PLAYERS = 10;

/** How often some of them speak at once: V8 optimizes a function when it has been called 3,000 times or so. */
const ROUNDS = 1000, SPEAKERS = 4;

/** How long a round lasts on the stage, in milliseconds: longer than `flushMs`, so each is written by itself. */
const ROUND_MS = 10;

/** How long the play may hold up everybody else at once, in milliseconds, and what is begun then. */
const SLICE_MS = 2;

/** What the server of a play has of the world around it (`lib/world.ts` says what each is). */
export interface StageWorld {
  readonly clock: Clock;
  readonly listen: (at: ListenOptions) => TcpListener;
  readonly takeDescriptor: () => { close(): void };
  readonly freeDescriptors: () => number;
  readonly unansweredMs: () => number;
  readonly openAdmin: () => Promise<undefined>;
}

export interface RehearsalParts {
  /** Starts the server of the play. */
  readonly start: (config: Config, world: StageWorld) => Promise<{ stop(): Promise<void> }>;
  /** The settings of the server that is rehearsed for: what its admin door makes a server do is played too. */
  readonly config: Config;
  readonly clock: Clock;
  /** How many people have really come, now. */
  readonly people: () => number;
}

/** How a play went. */
export interface Rehearsed {
  /** How many lines were said. */
  readonly lines: number;
  /** How many bytes they were on all screens together, with the notices. */
  readonly bytes: number;
  /** How long it took, in whole milliseconds. */
  readonly ms: number;
}

/** Plays, a little at a time; resolves when nothing is left of it. */
export async function rehearse({ start, config, clock, people }: RehearsalParts): Promise<Rehearsed> {
  await othersTurn(clock); // somebody may have waited for the start
  const startedAt = clock.now();
  const time = new StageClock(clock.time()), door = new StageDoor(), players: Player[] = [];
  let sliceAt = startedAt, lines = 0;
  const turn = async () => {
    await new Promise<void>((resolve) => clock.soon(resolve)); // by then all promises of the round are kept
    time.pass(ROUND_MS);
    if (clock.now() - sliceAt < SLICE_MS) return;
    await othersTurn(clock);
    sliceAt = clock.now();
  };
  const server = await start(playedBy(config), {
    clock: time,
    listen: () => door,
    takeDescriptor: () => ({ close() {} }),
    freeDescriptors: () => Infinity,
    unansweredMs: () => 0,
    openAdmin: () => Promise.resolve(undefined),
  });
  for (let port = 1; port <= PLAYERS; port++) {
    const player = new Player(port);
    players.push(player);
    door.bring(player);
    player.say(`player${port}`);
    await turn();
  }
  for (let round = 0; round < ROUNDS && people() < PLAYERS; round++) {
    for (let speaker = 0; speaker < SPEAKERS; speaker++, lines++) {
      players[(round + speaker) % PLAYERS]!.say(`This is what somebody says in round ${round}`);
    }
    await turn();
  }
  for (const player of players) player.leave();
  let isOver = false;
  const over = () => void (isOver = true), stopped = server.stop();
  stopped.then(over, over);
  while (!isOver) await turn();
  await stopped;
  const bytes = players.reduce((sum, { heardBytes }) => sum + heardBytes, 0);
  return { lines, bytes, ms: Math.round(clock.now() - startedAt) };
}

/** Settings that reach nothing outside of the process. */
function playedBy({ admin }: Config): Config {
  const off = { tls: "off", ssh: "off", web: "off" } as const;
  return { ...DEFAULTS, ...off, host: "127.0.0.1", port: 0, data: NO_FOLDER, admin };
}
