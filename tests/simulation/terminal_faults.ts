/** Faults of what people at terminals see and say, each found by the promises of `at_terminal.ts`. @module */

import type { TriedFault } from "./tried_fault.ts";

export const TERMINAL_FAULTS: readonly TriedFault[] = [
  {
    name: "an input is not erased before a line",
    file: "lib/wire/editor_frame.ts",
    find: 'view === "" ? "" : ERASE_INPUT;',
    replace: '"";',
    breaks: "one's own line stays above the input",
    seeds: 20,
  },
  {
    name: "a frame begins in the middle of a line that is written in parts",
    file: "lib/wire/socket_writer.ts",
    find: "if (this.#framed.length === 0) this.#framed",
    replace: "this.#framed",
    breaks: "what is heard is clean text",
    seeds: 20,
  },
  {
    name: "a half-typed line counts as said at the end of input",
    file: "lib/wire/typed_input.ts",
    find: "if (this.#here === undefined) this.#plain.finish();",
    replace:
      "if (this.#here === undefined) this.#plain.finish();\n    else this.#here.type(Uint8Array.of(13));",
    breaks: "a line that was not sent is never said",
    seeds: 50,
  },
  {
    name: "a password can be fetched back by a key",
    file: "lib/terminal/input.ts",
    find: 'if (text !== "" && !this.#host.isSecret(text)) this.#typed.remember(text);',
    replace: 'if (text !== "") this.#typed.remember(text);',
    breaks: "a line is said as it was typed",
    story: "keys_at_a_terminal",
  },
  {
    name: "a line that is begun is lost where another editor goes on with it",
    file: "lib/wire/typed_input.ts",
    find: "if (begun.length > 0)",
    replace: "if (begun.length < 0)",
    breaks: "everything sent is said once, in order",
    story: "keys_at_a_terminal",
  },
  {
    name: "a line that is begun stays with an editor that is left",
    file: "lib/terminal/typed_line.ts",
    find: "this.#search = undefined;\n    return this.take();",
    replace: "return this.line.text;",
    breaks: "a line is said once",
    story: "keys_at_a_terminal",
  },
  {
    name: "one's own line is not shown",
    file: "lib/terminal/input.ts",
    find: 'if (text !== "") this.#output.above',
    replace: 'if (text === "") this.#output.above',
    breaks: "one's own line stays above the input",
    seeds: 20,
  },
  {
    name: "an input is drawn once and never again by itself",
    file: "lib/doors/connection_terminal.ts",
    find: "() => this.#isAsked = false",
    replace: "() => {}",
    breaks: "what is typed stands below the lines",
    story: "keys_at_a_terminal",
  },
  {
    name: "a terminal goes on marking what is pasted when its editor is gone",
    file: "lib/wire/editor_frame.ts",
    find: "this.#before += LEAVE_PASTES;",
    replace: "",
    breaks: "the terminal is left as it was found",
    seeds: 20,
  },
  {
    name: "the second name of a MUD client decides what it is",
    file: "lib/wire/telnet/terminal.ts",
    find: "if (isFirst && isTerminal(name) &&",
    replace: "if (isTerminal(name) &&",
    breaks: "who edits lines by themselves is left alone",
    seeds: 20,
  },
];
