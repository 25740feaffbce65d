/**
 * Stories in which packets are lost between nodes and the NATS server.
 *
 * @module
 */

import type { Story } from "../story.ts";

/** A way is noticed to be dead after 5.5 s. These are less, and more than six beats of the others, in seconds. */
const SHORT_S = 3, LONG_S = 12;

export const CUT_STORIES: readonly Story[] = [
  {
    name: "node-cut",
    about: "one node and NATS do not reach each other, for a moment, and until its people have left",
    async play({ network, nodes: [, lisbon], natsPlaces: [nats], talk, tell }) {
      for (const seconds of [SHORT_S, LONG_S]) {
        tell("lisbon is cut off from NATS");
        await network.cut(lisbon.place, nats);
        await talk(seconds);
        await network.heal();
        tell("the network is whole");
        await talk();
      }
    },
  },
  {
    name: "all-cut",
    about: "no node reaches NATS, for a moment, and for longer than lines wait",
    async play({ network, nodes, natsPlaces: [nats], talk, tell }) {
      for (const seconds of [SHORT_S, LONG_S]) {
        tell("all nodes are cut off from NATS");
        for (const { place } of nodes) await network.cut(place, nats);
        await talk(seconds);
        await network.heal();
        tell("the network is whole");
        await talk();
      }
    },
    expects: ({ refused }) => refused > 0 ? undefined : "no line was refused, though the cut was long",
  },
  {
    name: "cut-there",
    about: "nothing of one node gets to NATS, and everything of NATS to the node",
    async play({ network, nodes: [, lisbon], natsPlaces: [nats], talk, tell }) {
      tell("nothing gets from lisbon to NATS");
      await network.drop(lisbon.place, nats);
      await talk(LONG_S);
      await network.heal();
      tell("the network is whole");
    },
  },
  {
    name: "cut-back",
    about: "nothing of NATS gets to one node, and everything of the node to NATS",
    async play({ network, nodes: [, lisbon], natsPlaces: [nats], talk, tell }) {
      tell("nothing gets from NATS to lisbon");
      await network.drop(nats, lisbon.place);
      await talk(LONG_S);
      await network.heal();
      tell("the network is whole");
    },
  },
];
