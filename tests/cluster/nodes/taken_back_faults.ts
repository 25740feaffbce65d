/**
 * Faults to be planted in what takes lines out of the ledger that people take back, as those of `faults.ts`.
 *
 * @module
 */

import type { TriedFault } from "./tried_fault.ts";

export const TAKEN_BACK_FAULTS: readonly TriedFault[] = [
  {
    name: "what stands in the place of a line does not say whose it is",
    file: "lib/cluster/taking_back.ts",
    find: "return deed && { ...record, act:",
    replace: "return deed && { ...record, nth: 0, act:",
    breaks: "an answer says where a line stands",
    seeds: 5,
  },
  {
    name: "nobody takes back for a node that did not live to",
    file: "lib/cluster/taking_back.ts",
    find: "if (this.#takenBack.span(entry) === undefined)",
    replace: "if (!isOwn || this.#takenBack.span(entry) === undefined)",
    breaks: "what is taken back is nowhere",
    from: 85,
    seeds: 10,
  },
  {
    name: "a node that starts again has forgotten what it had still to take back",
    file: "lib/cluster/node_bus.ts",
    find: ", ...this.#takingBack.saved()",
    replace: "",
    breaks: "what is taken back is nowhere",
    from: 110,
    seeds: 10,
  },
];
