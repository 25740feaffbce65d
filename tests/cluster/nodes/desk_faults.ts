/**
 * Faults to be planted in what hands the ledger on to workers, as those of `faults.ts`.
 *
 * @module
 */

import type { TriedFault } from "./tried_fault.ts";

const DESK = { file: "lib/cluster/workers/desk.ts", areWorkers: true } as const;

export const DESK_FAULTS: readonly TriedFault[] = [
  {
    ...DESK,
    name: "a worker that opens late misses what was told meanwhile",
    find: "    if (unknown.length > 0) say(port",
    replace: "    if (unknown.length < 0) say(port",
    breaks: "there are no bugs",
    seeds: 20,
  },
  {
    ...DESK,
    name: "what waits while the desk rests is thrown away when the way is lost",
    find: "  #way(isUp: boolean): void {\n    this.#tell();\n",
    replace: "  #way(isUp: boolean): void {\n    this.#waiting = [];\n",
    breaks: "all nodes keep the same",
    seeds: 60,
  },
  {
    ...DESK,
    name: "workers hear no beats",
    find: "    this.#sayAll(passing);\n",
    replace: '    if (passing.kind === "note") this.#sayAll(passing);\n',
    breaks: "in are those who are here",
    seeds: 20,
  },
];
