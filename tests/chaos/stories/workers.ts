/**
 * Stories of a machine with two workers, alone or beside another node: no line is lost between threads, whatever fails.
 *
 * @module
 */

import { soon } from "../crowd.ts";
import { fillDisk } from "../full_disk.ts";
import type { Story } from "../story.ts";
import { SMALL_DISK_KIB } from "./disks.ts";

/** How many threads people come to; the system spreads them. */
const WORKERS = 2;

/** A moment, and longer than nodes have to prove that they live, in seconds. */
const SHORT_S = 3, LONG_S = 12;

export const WORKER_STORIES: readonly Story[] = [
  {
    name: "workers-killed",
    about: "a server with two workers, without NATS: kill -9 of the process, twice",
    ...{ workers: WORKERS, isAlone: true },
    async play({ nodes: [berlin], talk, tell }) {
      for (let times = 0; times < 2; times++) {
        tell("kill -9 berlin");
        await berlin.kill();
        await talk(1);
        await berlin.start();
        tell("berlin is back");
        await talk();
      }
    },
  },
  {
    name: "workers-stopped",
    about: "a server with two workers, without NATS: SIGSTOP of the process, for a moment and for longer",
    ...{ workers: WORKERS, isAlone: true },
    async play({ nodes: [berlin], talk, tell }) {
      for (const seconds of [SHORT_S, LONG_S]) {
        tell("SIGSTOP berlin");
        berlin.freeze();
        await talk(seconds);
        berlin.thaw();
        tell("SIGCONT");
        await talk();
      }
    },
    expects: ({ refused, unanswered }) =>
      refused + unanswered === 0 ? undefined : "lines were refused, though nobody lost a connection",
  },
  {
    name: "workers-disk-full",
    about: "a server with two workers, without NATS: its disk is full for a while, with a kill -9 behind it",
    ...{ workers: WORKERS, isAlone: true, diskKib: SMALL_DISK_KIB },
    async play({ nodes: [berlin], talk, tell }) {
      const empty = await fillDisk(berlin.folder);
      tell("the disk of berlin is full");
      await talk();
      const prints = (text: string) =>
        soon(() => berlin.process.output.includes(text), () => `berlin did not print "${text}"`);
      await prints("the disk is full");
      await empty();
      tell("there is room again");
      await prints("Saving again");
      await talk();
      tell("kill -9 berlin");
      await berlin.kill();
      await berlin.start();
      tell("berlin is back");
    },
  },
  {
    name: "workers-and-node",
    about: "two workers beside a plain node on NATS: kill -9 of both machines, a cut, SIGSTOP, NATS away",
    workers: WORKERS,
    async play({ network, nodes: [berlin, lisbon], nats: [nats], natsPlaces: [place], talk, tell }) {
      for (const node of [berlin, lisbon]) {
        tell(`kill -9 ${node.name}`);
        await node.kill();
        await talk(1);
        await node.start();
        tell(`${node.name} is back`);
        await talk();
      }
      tell("berlin is cut off from NATS");
      await network.cut(berlin.place, place);
      await talk(LONG_S);
      await network.heal();
      tell("the network is whole");
      await talk();
      tell("SIGSTOP berlin");
      berlin.freeze();
      await talk(LONG_S);
      berlin.thaw();
      tell("SIGCONT");
      await talk();
      tell("kill -9 nats-server");
      await nats.kill();
      await talk(SHORT_S);
      await nats.start();
      tell("it is back");
    },
  },
];
