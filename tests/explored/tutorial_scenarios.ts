/**
 * Three ways in which the design of the tutorial's server freezes, and the same three evenings on ours.
 *
 * @module
 */

import type { Model } from "../explorer/mod.ts";
import { type Circumstance, inside, NO_SWEEP, party, stuck } from "./party.ts";
import type { Scenario } from "./scenario.ts";
import { type PeerSocket, TutorialServer } from "./tutorial_server.ts";

/** A way to freeze. */
export interface Freeze {
  /** How it comes about. */
  readonly name: string;
  /** The evening on a server of the tutorial's design. */
  readonly model: Model;
  /** Who waits for what in the end, as the explorer tells it. */
  readonly waits: RegExp;
}

/** The ways. */
export const FREEZES: readonly Freeze[] = [
  {
    name: "the fan-out waits for the full channel of somebody who has stopped reading",
    async model(world) {
      const server = new TutorialServer(world, 1);
      await server.add("bob", { isReading: false, isGone: false });
      await world.join(world.spawn("ann", () => server.handleClient("ann", reader(), ["a1"])));
      server.drop();
    },
    waits: /ann waits for channel of bob to send .* \(full\)/,
  },
  {
    name: "the fan-out removes somebody who is gone from the map it goes through",
    async model(world) {
      const server = new TutorialServer(world, 3);
      await server.add("bob", { isReading: false, isGone: true });
      await world.join(world.spawn("ann", () => server.handleClient("ann", reader(), ["a1"])));
      server.drop();
    },
    waits: /ann waits for peers to remove bob \(iterated by ann\)/,
  },
  {
    name: "nobody can come in while the fan-out waits and holds the map",
    async model(world) {
      const server = new TutorialServer(world, 1);
      const bob: PeerSocket = { isReading: false, isGone: false };
      await server.add("bob", bob);
      const ann = world.spawn("ann", () => server.handleClient("ann", reader(), ["a1"]));
      const cy = world.spawn("cy", () => server.add("cy", reader()));
      await cy; // bob looks up from the phone when cy comes in
      bob.isReading = true;
      await world.join(ann);
      server.drop();
    },
    waits: /cy waits for peers to insert cy \(iterated by ann\)/,
  },
];

/** The same design while everybody reads, so that what it freezes of is not the model. */
export const ALL_READ: Model = async (world) => {
  const server = new TutorialServer(world, 1);
  await server.add("bob", reader());
  await world.join(world.spawn("ann", () => server.handleClient("ann", reader(), ["a1", "a2"])));
  server.drop();
};

function reader(): PeerSocket {
  return { isReading: true, isGone: false };
}

/** bob is dropped when ann is through: she waits for nobody. */
const dropBob: Circumstance = async (world, { services: { names } }, people) => {
  await world.until("ann has gone", () => names.find("ann") === undefined);
  people.get("bob")!.seat.reader.end({ kind: "too_slow", stalledMs: 1 });
};

/** bob looks up when cy has come in. */
const lookUp: Circumstance = async (world, _, people) => {
  await world.until("cy has been greeted", () => people.get("cy")!.seat.terminal.lines.length > 0);
  people.get("bob")!.seat.terminal.isHeld = false;
};

/** The same on our server, with the smallest outboxes there can be. */
export const TUTORIAL_SCENARIOS: readonly Scenario[] = [
  {
    name: "ours: somebody speaks and goes while somebody else has stopped reading",
    model: party([inside("ann", ["a1", "a2"]), stuck("bob", [])], { outboxLines: 1 }, dropBob),
    options: NO_SWEEP,
  },
  {
    name: "ours: somebody speaks and goes while somebody else's socket breaks",
    model: party([inside("ann", ["a1", "a2"]), inside("bob", [], { canBreak: true })], { outboxLines: 1 }),
    options: NO_SWEEP,
  },
  {
    name: "ours: somebody comes in while somebody speaks and somebody else does not read",
    model: party(
      [inside("ann", ["a1"]), inside("bob", [], { isHeld: true }), {
        name: "cy",
        lines: ["/nick cy"],
      }],
      { outboxLines: 1 },
      lookUp,
    ),
    options: { ...NO_SWEEP, maxPreemptions: 0 },
  },
];
