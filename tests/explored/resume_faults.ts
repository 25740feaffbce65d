/** Faults of what holds a seat and gives it back. @module */

import type { CaughtFault } from "./caught_fault.ts";

const LOST = "a client loses its connection while somebody speaks, and comes back to every line, or too late";
const ALIVE = "a client comes back while its old connection still seems alive, and gets every line once";

const FULL = "a client comes back at the limit that its own seat reaches, while somebody else comes too";
const FULL_AND_ALIVE =
  "a client comes back at a limit while its old connection still seems alive, and somebody else comes too";

export const RESUME_FAULTS: readonly CaughtFault[] = [
  {
    name: "what a write carried that never arrived is forgotten",
    file: "lib/delivery/outbox.ts",
    find: "this.tail?.record(items, missed) ?? missed",
    replace: "missed",
    scenario: LOST,
    finding: /refused|deadlock|bob has every line/,
  },
  {
    name: "what waited for the lost connection is forgotten",
    file: "lib/delivery/tail.ts",
    find: "[...this.#parts, ...this.#behindMark(waiting)]",
    replace: "this.#parts",
    scenario: ALIVE,
    finding: /bob has every line/,
  },
  {
    name: "lines that the client has seen come again",
    file: "lib/delivery/tail.ts",
    find: "const lines = to - Math.max(end, seen);",
    replace: "const lines = to - end;\n      seen = 0;",
    scenario: ALIVE,
    finding: /came twice/,
  },
  {
    name: "a seat that moved and whose time is up all the same",
    file: "lib/session/resumable_seats.ts",
    find: "        expiry.cancel();\n",
    replace: "",
    scenario: LOST,
    finding: /clock still has to fire/,
  },
  {
    name: "an old connection that goes on",
    file: "lib/session/resumable_seats.ts",
    find: "    before.end(RESUMED);\n",
    replace: "",
    scenario: ALIVE,
    finding: /deadlock/,
  },
  {
    name: "a seat that moves and keeps the place it had as well",
    file: "lib/guard/place.ts",
    find: "    before[Symbol.dispose]();\n",
    replace: "",
    scenario: FULL_AND_ALIVE,
    finding: /more people than the limit/,
  },
  {
    name: "whoever comes beyond a limit is let in",
    file: "lib/guard/place.ts",
    find: "if (refusal === undefined) this.#enter();\n    return refusal;",
    replace: "this.#enter();\n    return undefined;",
    scenario: FULL,
    finding: /more people than the limit/,
  },
  {
    name: "nobody comes back at a limit",
    file: "lib/guard/place.ts",
    find: "const isOneMore = this.isReturning && before.#network !== this.#network;",
    replace: "const isOneMore = this.isReturning;",
    scenario: FULL,
    finding: /refused while the seat was still there/,
  },
];
