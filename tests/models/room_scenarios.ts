/**
 * Two people and a room: in, out and put out, while the other talks. Whoever is out hears nothing of it any more, and
 * what was said before still reaches them.
 *
 * @module
 */

import { inside, NO_SWEEP, party, type Visitor } from "./party.ts";
import type { Scenario } from "./scenario.ts";

/** Somebody who was in a room of ann's before the orders begin. */
function inDen(name: string, lines: readonly string[]): Visitor {
  return { name, before: [`/nick ${name}`, "/join #den"], lines };
}

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
];
