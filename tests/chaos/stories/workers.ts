/**
 * Stories of one machine with two workers: what a line is between threads, it must not lose by whatever fails.
 *
 * @module
 */

import { soon } from "../crowd.ts";
import { fillDisk } from "../full_disk.ts";
import type { Story } from "../story.ts";
import { SMALL_DISK_KIB } from "./disks.ts";

/** How many threads people come to; the system spreads them. */
const WORKERS = 2;

/** How long it stands still, in seconds: a moment, and longer than nodes have to prove that they live. */
const STILL_S = [3, 12];

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
      for (const seconds of STILL_S) {
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
];
