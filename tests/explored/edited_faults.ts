/** Faults of the line that somebody is typing, and of what is written around it. @module */

import type { CaughtFault } from "./caught_fault.ts";

const KEYS =
  "keys are pressed while lines are written: lines stay whole and in order, and the input below them";
const SWITCH =
  "an editor is switched off and on again while lines are written: a line that was begun stays one";
const END =
  "a connection ends in any state: a half-typed line is not said, and the terminal is left as it was";
const NARROW = "a window gets narrower while lines are skipped: the input fits, and it is told how many";

export const EDITED_FAULTS: readonly CaughtFault[] = [
  {
    name: "a frame that begins in the middle of a line that is written in parts",
    file: "lib/wire/socket_writer.ts",
    find: "if (this.#framed.length === 0) this.#framed",
    replace: "this.#framed",
    scenario: KEYS,
    finding: /an escape sequence nobody knows|lines are whole, in order|deadlock/,
  },
  {
    name: "a write that is told to be over before its frame is",
    file: "lib/wire/socket_writer.ts",
    find: "return Math.min(count, bytes.length - 1);",
    replace: "return bytes.length;",
    scenario: KEYS,
    finding: /deadlock/,
  },
  {
    name: "an input that is not erased before a line",
    file: "lib/wire/editor_frame.ts",
    find: 'view === "" ? "" : ERASE_INPUT;',
    replace: '"";',
    scenario: KEYS,
    finding: /lines are whole, in order/,
  },
  {
    name: "a new look of an input that is asked for twice",
    file: "lib/doors/connection_terminal.ts",
    find: "    this.#isAsked = true;\n",
    replace: "",
    scenario: KEYS,
    finding: /two new looks of an input wait/,
  },
  {
    name: "a line of one's own that overtakes those of others",
    file: "lib/doors/connection_terminal.ts",
    find: "this.#reader.show(text);",
    replace: "this.#reader.outbox.answer(new TextEncoder().encode(text));",
    scenario: KEYS,
    finding: /lines are whole, in order/,
  },
  {
    name: "a wider input than the window",
    file: "lib/wire/typed_input.ts",
    find: "    this.#here?.view.resize(columns);\n",
    replace: "",
    scenario: NARROW,
    finding: /deadlock.*everything is shown/,
  },
  {
    name: "an editor that is not drawn where the one before had asked for a write",
    file: "lib/doors/connection_terminal.ts",
    find: "    writer.frame = this.#frame;\n    if (this.#isAsked) return;\n",
    replace: "    if (this.#isAsked) return;\n    writer.frame = this.#frame;\n",
    scenario: SWITCH,
    finding: /deadlock.*everything is shown/,
  },
  {
    name: "a line that is begun and lost with its editor",
    file: "lib/wire/typed_input.ts",
    find: "if (begun.length > 0)",
    replace: "if (begun.length < 0)",
    scenario: SWITCH,
    finding: /lines are whole, in order/,
  },
  {
    name: "a half-typed line that is said at the end of input",
    file: "lib/wire/typed_input.ts",
    find: "if (this.#here === undefined) this.#plain.finish();",
    replace:
      "if (this.#here === undefined) this.#plain.finish();\n    else this.#here.type(Uint8Array.of(13));",
    scenario: END,
    finding: /lines are whole, in order/,
  },
  {
    name: "a terminal that goes on marking what is pasted",
    file: "lib/wire/editor_frame.ts",
    find: "this.#before += LEAVE_PASTES;",
    replace: "",
    scenario: END,
    finding: /the terminal is not as it was found/,
  },
];
