/**
 * Stories in which a disk fails: that of a node, or of the NATS server.
 *
 * @module
 */

import { assertEquals, assertStringIncludes } from "@std/assert";
import { soon } from "../crowd.ts";
import { fillDisk } from "../full_disk.ts";
import type { Story } from "../story.ts";

/** Room for a store with its log, and soon filled, in KiB. */
export const SMALL_DISK_KIB = 32_768;

/** Longest wait for a node that stops by itself, in milliseconds. */
const STOPS_MS = 30_000;

export const DISK_STORIES: readonly Story[] = [
  {
    name: "disk-full",
    about: "the disk of one node is full for a while, with a kill -9 of the node while it is",
    diskKib: SMALL_DISK_KIB,
    async play({ nodes: [, lisbon], talk, tell }) {
      for (const isKilled of [false, true]) {
        const empty = await fillDisk(lisbon.folder);
        tell("the disk of lisbon is full");
        await talk();
        if (isKilled) {
          tell("kill -9 lisbon");
          await lisbon.kill();
        }
        await lisbon.process.hasPrinted("the disk is full");
        await empty();
        tell("there is room again");
        if (isKilled) await lisbon.start();
        await talk();
      }
    },
  },
  {
    name: "nats-goes-back",
    about: "the disk of NATS goes back in time: nodes stop with a sentence, and go on when it is put right",
    async play({ nodes, nats: [nats], talk, tell }) {
      await nats.kill();
      await nats.remember("old");
      await nats.start();
      await talk();
      await nats.kill();
      await nats.remember("new");
      await nats.putBack("old");
      tell("NATS has what it had some time ago");
      await nats.start();
      const codes: number[] = [];
      for (const { process } of nodes) void process.code.then((code) => codes.push(code));
      await soon(() => codes.length === nodes.length, () => "not all nodes have stopped", STOPS_MS);
      assertEquals(codes, [1, 1]);
      for (const { process } of nodes) assertStringIncludes(process.output, "the stream CHAT ends at");
      tell("all nodes have stopped with a sentence");
      await nats.kill();
      await nats.putBack("new");
      await nats.start();
      for (const node of nodes) await node.start();
      tell("NATS has everything, and all nodes are started again");
    },
  },
];
