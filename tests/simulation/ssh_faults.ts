/** Faults of what people and programs get over SSH. @module */

import type { TriedFault } from "./tried_fault.ts";

/** The faults. */
export const SSH_FAULTS: readonly TriedFault[] = [
  {
    name: "whoever is put out by SSH leaves as if they had wished it",
    file: "lib/doors/goodbye.ts",
    find: "login?.exitWith(exitStatusOf(farewell.kind));",
    replace: "login?.exitWith(login.command === undefined ? 0 : exitStatusOf(farewell.kind));",
    breaks: "a status tells who was put out",
    seeds: 20,
  },
  {
    name: "whose input has ended by SSH is told no status",
    file: "lib/doors/goodbye.ts",
    find: `if (!isTold || login === undefined && farewell.kind === "hung_up") return;`,
    replace: `if (!isTold || farewell.kind === "hung_up") return;`,
    breaks: "a status tells who was put out",
    story: "a_pipe_over_ssh_ends",
  },
  {
    name: "whoever came for an answer is told goodbye",
    file: "lib/doors/goodbye.ts",
    find: "if (!hasOneAnswer) reader.tell(",
    replace: "reader.tell(",
    breaks: "one command is told its answer and nothing else",
    seeds: 20,
  },
  {
    name: "whoever came for an answer is greeted",
    file: "lib/session/only_task.ts",
    find: "  if (isSaid) return say(",
    replace:
      `  asker.answer({ kind: "greeting", name: guest.name, others: [], more: 0 });\n  if (isSaid) return say(`,
    breaks: "one command is told its answer and nothing else",
    seeds: 20,
  },
  {
    name: "what could not be done exits as done",
    file: "lib/session/interpreter.ts",
    find: `refusal === undefined ? { kind: "quit" } :`,
    replace: `true ? { kind: "quit" } :`,
    breaks: "one command is told its answer and nothing else",
    seeds: 50,
  },
  {
    name: "the name that a client of SSH gave is lost",
    file: "lib/wire/login_text.ts",
    find: "this.#first + this.#input.takeText()",
    replace: "this.#input.takeText()",
    breaks: "who gives a name by SSH is not asked for one",
    from: 200,
    seeds: 10,
  },
  {
    name: "two who wait for the first bytes of a client read over each other",
    file: "lib/wire/first_read.ts",
    find: "    if (this.#reading !== undefined) return true;\n",
    replace: "",
    breaks: "there are no bugs",
    story: "a_version_of_ssh_comes_with_the_welcome",
  },
];
