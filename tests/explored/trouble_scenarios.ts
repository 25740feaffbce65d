/**
 * What can go wrong around a chat: peers that do not read, sockets that break, a server that stops, a disk that is full.
 * It is to touch nobody but the one it happens to.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { TroubledStore } from "../support/troubled_store.ts";
import { type Circumstance, fast, inside, NO_SWEEP, party, stuck } from "./party.ts";
import type { Scenario } from "./scenario.ts";

/** Somebody drops bob, as the fan-out drops readers that accept nothing. */
const evictor: Circumstance = async (world, _, people) => {
  await world.step({ object: "bob", verb: "is too slow", perform: () => {} });
  people.get("bob")!.seat.reader.end({ kind: "too_slow", stalledMs: 1 });
};

/** Somebody stops the server. */
const stopper: Circumstance = async (world, { fanOut }) => {
  await world.step({ object: "server", verb: "stop", perform: () => {} });
  fanOut.endAll({ kind: "stopping" });
};

/** Whoever comes back is let in at once, and there is never more than one bob. */
const replaced: Circumstance = (world, { services: { seating } }, people) => {
  const [old, back] = ["bob", "bob again"].map((name) => people.get(name)!.seat.reader);
  let cameBack = false;
  world.always(() => {
    cameBack ||= seating.at(back!) !== undefined;
    assert(!(seating.at(old!) && seating.at(back!)), "there are two bobs");
  });
  world.atEnd(() => {
    assert(cameBack, "the name was still taken");
    assertEquals(old!.signal.reason.kind, "vanished");
  });
};

/** Scenarios in which something goes wrong. */
export const TROUBLE_SCENARIOS: readonly Scenario[] = [
  {
    name: "somebody who does not read is dropped while others speak",
    model: party([inside("ann", ["a1", "a2"]), stuck("bob", ["b1"])], {}, evictor),
    options: NO_SWEEP,
  },
  {
    name: "the fan-out finds out who does not read",
    model: party([inside("ann", ["a1"]), stuck("bob", [])], { stalledMs: 1000 }),
    options: { horizonMs: 2500 },
  },
  {
    name: "somebody who vanished comes back under their own name while others speak",
    model: party(
      [inside("ann", ["a1"]), stuck("bob", []), fast("bob again", ["/nick bob", "b1"])],
      { vanished: ["bob"] },
      replaced,
    ),
    options: NO_SWEEP,
  },
  {
    name: "a socket breaks while others speak",
    model: party([inside("ann", ["a1", "a2"]), inside("bob", [], { canBreak: true })]),
    options: NO_SWEEP,
  },
  {
    name: "the server stops while somebody speaks and somebody comes",
    model: party(
      [
        { ...inside("ann", ["a1"]), stays: true },
        { name: "bob", lines: ["/nick bob"], stays: true },
      ],
      {},
      stopper,
    ),
    options: NO_SWEEP,
  },
  {
    name: "the disk is full for a while: everything said is kept in the end",
    model(world) {
      const store = new TroubledStore();
      const disk: Circumstance = async () => {
        await world.step({ object: "disk", verb: "is full", perform: () => store.breakDown() });
        await world.step({ object: "disk", verb: "has room again", perform: () => store.mend() });
      };
      world.atEnd(() => {
        assertEquals(store.textsIn("#lobby"), ["a1", "a2", "a3"]);
        assertEquals(store.opened, 0, "the store is still open");
      });
      return party([inside("ann", ["a1", "a2", "a3"])], { open: store.open }, disk)(world);
    },
    options: NO_SWEEP,
  },
];
