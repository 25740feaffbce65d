/** Faults of a drain. @module */

import type { TriedFault } from "./tried_fault.ts";

export const DRAIN_FAULTS: readonly TriedFault[] = [
  {
    name: "a server that drains keeps its door open",
    file: "lib/delivery/drain.ts",
    find: "    closeDoor();\n",
    replace: "    if (drainMs < 0) closeDoor();\n",
    breaks: "nobody comes into a server that drains",
    seeds: 20,
  },
  {
    name: "people are told of a drain as often as it is asked for",
    file: "lib/delivery/drain.ts",
    find: "if (this.#endsAt !== undefined ||",
    replace: `for (const reader of this.#endsAt === undefined ? [] : this.#here()) {
      reader.tell({ kind: "draining", stopsInMs: 1000 });
    }
    if (this.#endsAt !== undefined ||`,
    breaks: "everybody is told of a drain once",
    seeds: 20,
  },
  {
    name: "nobody is told of a drain",
    file: "lib/delivery/drain.ts",
    find: "drainMs > 0 ? this.#here() : []",
    replace: "drainMs < 0 ? this.#here() : []",
    breaks: "everybody is told of a drain once",
    seeds: 20,
  },
  {
    name: "a drain does not wait for those who were told",
    file: "lib/delivery/drain.ts",
    find: "if (people === 0 ||",
    replace: "if (people >= 0 ||",
    breaks: "nobody is sent away before the time they were told",
    seeds: 20,
  },
  {
    name: "a drain takes longer than people were told",
    file: "lib/delivery/drain.ts",
    find: "clock.now() + drainMs;",
    replace: "clock.now() + 10 * drainMs;",
    breaks: "a drain ends in time",
    seeds: 20,
  },
];
