/**
 * Stories in which a NATS server fails.
 *
 * @module
 */

import type { Figures } from "../figures.ts";
import type { Story } from "../story.ts";

/** Less than people's patience in these stories, and much more, in seconds. */
const SHORT_S = 2, LONG_S = 9;

/** A cluster of NATS 2.9 elects another leader within 8 to 11 s of a death, or 29 s of a cut: lines wait longer than the first. */
const ELECTION_S = 15;

const nobodyRefused = ({ refused }: Figures) =>
  refused === 0 ? undefined : `${refused} lines were refused, and none has to be`;
const somebodyRefused = ({ refused }: Figures) =>
  refused > 0 ? undefined : "no line was refused, though the pause was long";

export const NATS_STORIES: readonly Story[] = [
  {
    name: "nats-killed",
    about: "kill -9 of the NATS server, twice, and a start within the patience of lines",
    patienceS: ELECTION_S,
    async play({ nats: [nats], talk, tell }) {
      for (let times = 0; times < 2; times++) {
        tell("kill -9 nats-server");
        await nats.kill();
        await talk(SHORT_S);
        await nats.start();
        tell("it is back");
        await talk();
      }
    },
    expects: nobodyRefused,
  },
  {
    name: "nats-away",
    about: "kill -9 of the NATS server, which is away for longer than lines wait",
    async play({ nats: [nats], talk, tell }) {
      tell("kill -9 nats-server");
      await nats.kill();
      await talk(LONG_S);
      await nats.start();
      tell("it is back");
    },
    expects: somebodyRefused,
  },
  {
    name: "nats-stopped",
    about: "SIGSTOP of the NATS server, for a moment, and for longer than lines wait",
    async play({ nats: [nats], talk, tell }) {
      for (const seconds of [SHORT_S, LONG_S]) {
        tell("SIGSTOP nats-server");
        nats.freeze();
        await talk(seconds);
        nats.thaw();
        tell("SIGCONT");
        await talk();
      }
    },
    expects: somebodyRefused,
  },
  {
    name: "one-of-three-killed",
    about: "three NATS servers: kill -9 of each in turn, and a start of it",
    natsServers: 3,
    patienceS: ELECTION_S,
    async play({ nats, talk, tell }) {
      for (const [at, server] of nats.entries()) {
        tell(`kill -9 nats${at + 1}`);
        await server.kill();
        await talk(LONG_S);
        await server.start();
        tell("it is back");
        await talk(LONG_S);
      }
    },
    expects: nobodyRefused,
  },
  {
    name: "one-of-three-cut",
    about: "three NATS servers: each in turn is cut off from everybody",
    natsServers: 3,
    patienceS: ELECTION_S,
    async play({ network, nodes, natsPlaces, talk, tell }) {
      for (const place of natsPlaces) {
        tell(`${place.name} is cut off from everybody`);
        const others = [...natsPlaces.filter((other) => other !== place), ...nodes.map((node) => node.place)];
        for (const other of others) await network.cut(place, other);
        await talk(LONG_S);
        await network.heal();
        tell("the network is whole");
        await talk(LONG_S);
      }
    },
  },
  {
    name: "one-of-three-split",
    about: "three NATS servers: each in turn is cut off from the other two, and not from the nodes",
    natsServers: 3,
    patienceS: ELECTION_S,
    async play({ network, natsPlaces, talk, tell }) {
      for (const place of natsPlaces) {
        tell(`${place.name} is cut off from the others`);
        for (const other of natsPlaces) if (other !== place) await network.cut(place, other);
        await talk(LONG_S);
        await network.heal();
        tell("the network is whole");
        await talk(LONG_S);
      }
    },
  },
];
