/** Faults of a drain. @module */

import type { CaughtFault } from "./caught_fault.ts";

const COMES = "the server drains while somebody comes: they are in before, or not at all";
const COMES_BACK =
  "the server drains while a client comes back to its seat: it is back before, or not at all";
const STOPS = "the server drains and is stopped while somebody comes";

/** Ends those who have no name yet. */
const END = `    fanOut.endAll({ kind: "stopping" }, ({ person }) => person === undefined);\n`;

export const DRAIN_FAULTS: readonly CaughtFault[] = [
  {
    name: "somebody who gives their name while the server drains comes in",
    file: "lib/delivery/drain.ts",
    find: END,
    replace: "",
    scenario: COMES,
    finding: /eve came in during the drain/,
  },
  {
    name: "a client that comes back while the server drains gets its seat",
    file: "lib/delivery/drain.ts",
    find: END,
    replace: "",
    scenario: COMES_BACK,
    finding: /bob came in during the drain/,
  },
  {
    name: "people who are told again by a second drain",
    file: "lib/delivery/drain.ts",
    find: "if (this.#endsAt !== undefined ||",
    replace: `for (const reader of this.#endsAt === undefined ? [] : this.#here()) {
      reader.tell({ kind: "draining", stopsInMs: 1 });
    }
    if (this.#endsAt !== undefined ||`,
    scenario: COMES,
    finding: /somebody was told twice/,
  },
  {
    name: "a drain that goes on looking when the server stops",
    file: "lib/delivery/drain.ts",
    find: "    this.#isStopping = true;\n    this.#looking?.[Symbol.dispose]();\n",
    replace: "    this.#isStopping = true;\n",
    scenario: STOPS,
    finding: /clock still has to fire/,
  },
  {
    name: "a drain that begins when the server stops already",
    file: "lib/delivery/drain.ts",
    find: "if (this.#endsAt !== undefined || this.#isStopping)",
    replace: "if (this.#endsAt !== undefined)",
    scenario: STOPS,
    finding: /clock still has to fire/,
  },
];
