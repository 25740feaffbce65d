/**
 * Faults of several nodes that show through the whole chat: in their log, and in what only a real chat does on it. Rare ones
 * are looked for where they show: `tests/cluster/nodes` has more stories, and more faults of the log.
 *
 * @module
 */

import { FAULTS } from "../cluster/nodes/faults.ts";
import type { Fault } from "../support/planted.ts";
import type { TriedFault } from "./tried_fault.ts";

export const NODE_FAULTS: readonly TriedFault[] = [
  {
    ...inTheLog("a record counts behind one that got lost"),
    breaks: "everything comes to rest",
    seeds: 10,
    ofNodes: true,
  },
  {
    ...inTheLog("a record counts as often as it comes"),
    breaks: "everything is answered, once",
    from: 8,
    seeds: 10,
    ofNodes: true,
  },
  {
    ...inTheLog("a record counts however late it comes"),
    breaks: "nothing is said later than its best-before",
    seeds: 10,
    ofNodes: true,
  },
  {
    ...inTheLog("records of a life count when it is over"),
    breaks: "everything is answered, once",
    from: 9,
    seeds: 10,
    ofNodes: true,
  },
  {
    ...inTheLog("what was sent is given up while the node is cut off"),
    breaks: "everything is answered, once",
    from: 99,
    seeds: 10,
    ofNodes: true,
  },
  {
    ...inTheLog("new lines are sent before the probe is back"),
    breaks: "everything comes to rest",
    from: 670,
    seeds: 10,
    ofNodes: true,
  },
  {
    ...inTheLog("what waits is sent in another order"),
    breaks: "everything sent is said once, in order",
    seeds: 10,
    ofNodes: true,
  },
  {
    ...inTheLog("nobody is told of a life that ends"),
    breaks: "there are no ghosts",
    from: 27,
    seeds: 10,
    ofNodes: true,
  },
  {
    ...inTheLog("a whisper is told before what its sender knew"),
    breaks: "a whisper comes behind what its sender said",
    from: 174,
    seeds: 10,
    ofNodes: true,
  },
  {
    ...inTheLog("a whisper is told as often as it is sent"),
    breaks: "a whisper is heard once",
    from: 14,
    seeds: 10,
    ofNodes: true,
  },
  {
    name: "nobody looks whether a name is free at another node",
    file: "lib/chat/fold.ts",
    find: "if (!this.#names.claim(name, person)) return undefined;",
    replace: "this.#names.claim(name, person);",
    breaks: "no two people have one name",
    from: 30,
    seeds: 10,
    ofNodes: true,
  },
  {
    name: "what a node knows of people is kept before their lines",
    file: "lib/history/turn_writes.ts",
    find: "        store.together(() => count += writeTurn(store, turn));\n",
    replace:
      "        if (turn.presence !== undefined) store.savePresence(turn.presence);\n        store.together(() => count += writeTurn(store, { ...turn, presence: undefined }));\n",
    breaks: "all nodes keep the same",
    seeds: 10,
    ofNodes: true,
  },
  {
    name: "people at other nodes are not told who leaves when a node stops",
    file: "lib/chat/announcer.ts",
    find: 'isTold = farewell !== "stopping" || guest === undefined;',
    replace: 'isTold = farewell !== "stopping";',
    breaks: "what is for somebody reaches them",
    from: 10,
    seeds: 10,
    ofNodes: true,
  },
  {
    name: "people at other nodes are not told who comes",
    file: "lib/chat/announcer.ts",
    find: '    this.#deliver(fact, seating.everybody, { kind: "joined", ...',
    replace:
      '    if (seating.guest(fact.person) !== undefined) return;\n    if (!fact.person.life?.startsWith("a")) this.#deliver(fact, seating.everybody, { kind: "joined", ...',
    breaks: "what is for somebody reaches them",
    seeds: 10,
    ofNodes: true,
  },
  {
    name: "what was taken back comes again at a node that catches up",
    file: "lib/chat/records.ts",
    find: "        fact.erased = this.#past.forget(fact.deed.spans);\n",
    replace: "        if (fact.isPast !== true) fact.erased = this.#past.forget(fact.deed.spans);\n",
    breaks: "all nodes keep the same",
    from: 8,
    seeds: 10,
    ofNodes: true,
  },
  {
    name: "an invitation from another node is lost",
    file: "lib/chat/announcer.ts",
    find: "if (guest === undefined || !ignorers.hears(guest, by)) return;",
    replace: "if (guest === undefined || !ignorers.hears(guest, by) || by.life !== person.life) return;",
    breaks: "whoever is invited is told once",
    from: 17,
    seeds: 10,
    ofNodes: true,
  },
  {
    name: "somebody is shown their own line where they have gone on meanwhile",
    file: "lib/chat/announcer.ts",
    find: "if (here?.has(seat) === false) except.push(...here);",
    replace: "void here;",
    breaks: "nobody gets their own lines back",
    from: 61,
    seeds: 10,
    ofNodes: true,
  },
  {
    name: "nobody is told that the log did not take their line",
    file: "lib/chat/dispatcher.ts",
    find: "own.came = notTaken(deed);",
    replace: 'own.came = notTaken({ ...deed, kind: "topic" } as Deed);',
    breaks: "whose line is not said is told so",
    seeds: 10,
    ofNodes: true,
  },
  {
    name: "whoever has to go waits for the log",
    file: "lib/session/session.ts",
    find: "if (reader.farewell !== undefined) this.#wake();",
    replace: "void this.#wake;",
    breaks: "nobody is dropped before their time",
    from: 54,
    seeds: 10,
    ofNodes: true,
  },
];

/** A fault of the log that is looked for there too: what is planted, and where. */
function inTheLog(wanted: string): Fault {
  const fault = FAULTS.find(({ name }) => name === wanted);
  if (fault === undefined) throw new Error(`No fault of the log is called "${wanted}"`);
  const { name, file, find, replace } = fault;
  return { name, file, find, replace };
}
