/**
 * A story that is another one with every seed: one thing after the other fails, at random, and some at the same time.
 *
 * @module
 */

import type { Scene, Story } from "../story.ts";

/** How many things fail. */
const FAILURES = 8;

/** Between the shortest and the longest time that something fails, or that all is well, in seconds. */
const FAILS_S = [0.5, 12], WELL_S = [0, 4];

/** Something that fails, until what it returns is called. */
type Failure = (scene: Scene) => Healing | Promise<Healing>;
type Healing = () => void | Promise<void>;

const OF_NODES: Readonly<Record<string, Failure>> = {
  async "kill -9 lisbon"({ nodes: [, lisbon] }) {
    await lisbon.kill();
    return () => lisbon.start();
  },
  "SIGSTOP berlin"({ nodes: [berlin] }) {
    berlin.freeze();
    return () => berlin.thaw();
  },
};

const OF_NATS: Readonly<Record<string, Failure>> = {
  async "kill -9 nats-server"({ nats: [nats] }) {
    await nats.kill();
    return () => nats.start();
  },
  "SIGSTOP nats-server"({ nats: [nats] }) {
    nats.freeze();
    return () => nats.thaw();
  },
  async "nothing gets from berlin to NATS"({ network, nodes: [berlin], natsPlaces: [nats] }) {
    await network.drop(berlin.place, nats);
    return () => network.heal();
  },
  async "nothing gets from NATS to lisbon"({ network, nodes: [, lisbon], natsPlaces: [nats] }) {
    await network.drop(nats, lisbon.place);
    return () => network.heal();
  },
};

export const STORM: Story = {
  name: "storm",
  about: "one thing after the other fails, at random, two at a time",
  async play(scene) {
    const { random, talk, tell } = scene;
    const between = ([least, most]: readonly number[]) => least! + random.next() * (most! - least!);
    for (let failure = 0; failure < FAILURES; failure++) {
      const ends: Healing[] = [];
      for (const failures of [OF_NATS, OF_NODES]) {
        const [name, fail] = random.pick(Object.entries(failures));
        if (ends.length > 0 && random.chance(0.5)) continue;
        tell(name);
        ends.push(await fail(scene));
        await talk(between(FAILS_S) / 2);
      }
      for (const end of ends) await end();
      tell("all is well");
      await talk(between(WELL_S));
    }
  },
};
