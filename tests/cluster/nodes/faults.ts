/** Faults to be planted in what makes one log for several nodes, and in the tiny chat that listens to it. @module */

import type { TriedFault } from "./tried_fault.ts";

export const FAULTS: readonly TriedFault[] = [
  {
    name: "nobody looks whether a name is free",
    file: "tests/cluster/nodes/tiny_chat.ts",
    find: "if (this.people.some(({ name }) => name === deed.name)) return false;",
    replace: "",
    breaks: "a name is one person's",
    seeds: 3,
  },
  {
    name: "nobody says who left when a life is over",
    file: "tests/cluster/nodes/node_process.ts",
    find: "if (person.life === life)",
    replace: "if (person.life === undefined)",
    breaks: "in are those who are here",
    seeds: 10,
  },
  {
    name: "people are kept apart from lines",
    file: "tests/cluster/nodes/node_process.ts",
    find: "{ node, people: this.chat.people }",
    replace: "{ node, people: this.#parts.disk.standing?.people ?? [] }",
    breaks: "an answer says where a line stands",
    seeds: 20,
  },
];
