/**
 * Two or three people who come, talk, rename themselves and go, with outboxes of one or two lines and readers as slow as
 * there are orders. What has to hold whatever happens is in `stage.ts`, `witness.ts` and `person.ts`: unique names, joins
 * before first lines, one order for all, nothing lost without being told, nothing left at the end.
 *
 * @module
 */

import { atOnce } from "../support/at_once.ts";
import { assert } from "@std/assert";
import type { CleanText } from "../../lib/text/clean.ts";
import { preferencesOf } from "../support/chat.ts";
import { type Circumstance, fast, inside, NO_SWEEP, party } from "./party.ts";
import type { Scenario } from "./scenario.ts";

/** Somebody takes ann's name when she has gone. */
const successor: Circumstance = async (world, stage) => {
  const { services: { hub, names }, fanOut } = stage;
  await world.until("ann has gone", () => names.find("ann") === undefined);
  const { reader, terminal } = stage.seat("another ann");
  terminal.isInstant = true;
  const guest = atOnce(hub.enter(reader, "ann" as CleanText, "192.0.2.1", preferencesOf(reader)));
  assert(guest.kind === "guest", "the name is still taken");
  hub.leave(guest, { kind: "quit" });
  fanOut.unseat(reader);
};

/** Scenarios in which people come, talk, rename themselves and go. */
export const CHAT_SCENARIOS: readonly Scenario[] = [
  {
    name: "two people come and go",
    model: party([{ name: "ann", lines: ["/nick ann"] }, { name: "bob", lines: ["/nick bob"] }]),
    options: NO_SWEEP,
  },
  {
    name: "somebody speaks while somebody comes",
    model: party([inside("ann", ["a1"]), { name: "bob", lines: ["/nick bob"] }], { outboxLines: 1 }),
    options: NO_SWEEP,
  },
  {
    name: "two people speak to each other",
    model: party([inside("ann", ["a1"]), inside("bob", ["b1"])]),
    options: NO_SWEEP,
  },
  {
    name: "somebody speaks faster than somebody reads",
    model: party([inside("ann", ["a1", "a2"]), inside("bob", [])], { outboxLines: 1 }),
    options: NO_SWEEP,
  },
  {
    name: "several lines go out with one flush",
    model: party([inside("ann", ["a1"]), inside("bob", ["b1"])], { flushMs: 5, outboxLines: 8 }),
    options: { ...NO_SWEEP, maxPreemptions: 2 },
  },
  {
    name: "somebody comes while lines wait for a flush",
    model: party([inside("ann", ["/nick eve"]), { name: "bob", lines: ["/nick bob"] }], {
      flushMs: 5,
      outboxLines: 8,
    }),
    options: { ...NO_SWEEP, maxPreemptions: 2 },
  },
  {
    name: "two people want the same new name",
    model: party([inside("ann", ["/nick eve"]), inside("bob", ["/nick eve"])]),
    options: NO_SWEEP,
  },
  {
    name: "two people come under the same name, and one of them tries another",
    model: party([{ name: "ann", lines: ["/nick eve"] }, { name: "bob", lines: ["/nick eve", "/nick bob"] }]),
    options: NO_SWEEP,
  },
  {
    name: "somebody comes under a name that somebody gives up",
    model: party([inside("ann", ["/nick eve", "a1"]), { name: "bob", lines: ["/nick ann"] }]),
    options: NO_SWEEP,
  },
  {
    name: "the name of somebody who has gone is free at once",
    model: party([inside("ann", ["a1"]), inside("bob", [])], {}, successor),
    options: NO_SWEEP,
  },
  {
    name: "somebody ignores one who speaks and takes another name, and looks back",
    model: party([
      inside("ann", ["/ignore bob", "/history"]),
      inside("bob", ["b1", "/nick eve", "b2"], { isFast: true }),
    ], { outboxLines: 8 }),
    options: NO_SWEEP,
  },
  {
    name: "three people who read at once come, talk and go",
    model: party([
      fast("ann", ["/nick ann", "a1"]),
      fast("bob", ["/nick bob", "b1"]),
      fast("cy", ["/nick cy"]),
    ]),
    options: NO_SWEEP,
  },
  {
    name: "three people who read at once want three names",
    model: party([
      fast("ann", ["/nick ann", "/nick eve"]),
      fast("bob", ["/nick eve", "/nick bob"]),
      fast("cy", ["/nick cy", "/nick ann"]),
    ]),
    options: NO_SWEEP,
  },
  {
    name: "two people who read at once speak to one who does not",
    model: party([fast("ann", ["/nick ann", "a1"]), fast("bob", ["/nick bob", "b1"]), inside("cy", [])]),
    options: NO_SWEEP,
  },
  {
    name: "three people come, talk, rename themselves and go",
    model: party([inside("ann", ["a1"]), inside("bob", ["/nick eve"]), { name: "cy", lines: ["/nick cy"] }]),
    options: { ...NO_SWEEP, maxPreemptions: 0 },
  },
];
