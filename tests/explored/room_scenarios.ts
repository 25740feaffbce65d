/**
 * Two people and a room: in, out and put out, while the other talks. Whoever is out hears nothing of it any more, and
 * what was said before still reaches them. Whoever is not in when a room gets a password comes in with that alone.
 *
 * @module
 */

import { assert } from "@std/assert";
import type { RoomName } from "../../lib/text/clean.ts";
import { type Circumstance, inside, NO_SWEEP, party, type Visitor } from "./party.ts";
import type { Scenario } from "./scenario.ts";
import type { TerminalOptions } from "./terminal.ts";

/** Somebody whose reading is not what matters: fewer orders. */
const READS_AT_ONCE: TerminalOptions = { isFast: true };

/** Somebody who was in a room of ann's before the orders begin. */
function inDen(name: string, lines: readonly string[], terminal: TerminalOptions = {}): Visitor {
  return { name, before: [`/nick ${name}`, "/join #den"], lines, terminal };
}

/** Once a room has a password, nobody comes in who does not know it; bob knows this one. */
function closedToBob(word?: string): Circumstance {
  return function closed(world, { services: { rooms, names } }) {
    const look = () => {
      const room = rooms.find("#den" as RoomName), bob = names.find("bob");
      const { isMember = false, isOwner = false } = bob?.kind !== "person" ? {} : room?.standing(bob) ?? {};
      const mayCome = room?.access.kind !== "password" || isOwner ||
        room.access.lock.seal === `sealed ${word}`;
      return { mayCome, hasBob: isMember };
    };
    let before = look();
    world.always(() => {
      const now = look();
      assert(now.mayCome || !now.hasBob || before.hasBob, "bob came in without the password");
      before = now;
    });
  };
}

/** A room of ann's is never open. */
const neverOpen: Circumstance = (world, { services: { rooms, names } }) => {
  world.always(() => {
    const room = rooms.find("#den" as RoomName), ann = names.find("ann");
    const isAnns = ann?.kind === "person" && room?.standing(ann).isOwner === true;
    assert(!isAnns || room?.access.kind === "password", "ann's room was open");
  });
};

/** Scenarios in which people go in and out of rooms. */
export const ROOM_SCENARIOS: readonly Scenario[] = [
  {
    name: "somebody is kicked while they speak",
    model: party([inDen("ann", ["/kick bob"]), inDen("bob", ["b1"])]),
    options: NO_SWEEP,
  },
  {
    name: "somebody is kicked while lines wait for a flush",
    model: party([inDen("ann", ["a1", "/kick bob"]), inDen("bob", [])], { flushMs: 5, outboxLines: 8 }),
    options: { ...NO_SWEEP, maxPreemptions: 0 },
  },
  {
    name: "one leaves a room while another comes in",
    model: party([inDen("ann", ["/leave"]), inside("bob", ["/join #den"])]),
    options: NO_SWEEP,
  },
  {
    name: "the owner of a room renames themselves, while somebody comes in, and kicks them",
    model: party([inDen("ann", ["/nick eve", "/kick bob"]), inside("bob", ["/join #den"])]),
    options: { ...NO_SWEEP, maxPreemptions: 2 },
  },
  {
    name: "a room is made with a password while somebody comes in without it",
    model: party([inside("ann", ["/join #den word"]), inside("bob", ["/join #den"])], {}, neverOpen),
    options: NO_SWEEP,
  },
  {
    name: "a room gets a password while somebody comes in with another one",
    model: party(
      [
        inDen("ann", ["/room password word"], READS_AT_ONCE),
        inside("bob", ["/join #den guess"], READS_AT_ONCE),
      ],
      {},
      closedToBob(),
    ),
    options: NO_SWEEP,
  },
  {
    name: "a room gets another password while somebody comes in with the old one",
    model: party(
      [
        inDen("ann", ["/room password old", "/room password new"], READS_AT_ONCE),
        inside("bob", ["/join #den old"], READS_AT_ONCE),
      ],
      {},
      closedToBob("old"),
    ),
    options: NO_SWEEP,
  },
  {
    name: "two people make the same room with different passwords at once",
    model: party([inside("ann", ["/join #den word"]), inside("bob", ["/join #den other"])]),
    options: NO_SWEEP,
  },
];
