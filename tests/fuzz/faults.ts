/**
 * Programs that are wrong, and the target that has to find it out: a fuzzer that finds nothing may be one that cannot.
 *
 * @module
 */

import type { Fault } from "../support/planted.ts";
import { DOOR_FAULTS } from "./door_faults.ts";

/** Faults by the file of the target that finds them, in `targets/`. */
export const FAULTS: Readonly<Record<string, readonly Fault[]>> = {
  ...DOOR_FAULTS,
  wire: [
    {
      name: "telnet cut in the middle is taken for text",
      file: "lib/wire/telnet/decoder.ts",
      find: "if (this.#state === State.Data && !chunk.includes(COMMAND.IAC) &&",
      replace: "if (!chunk.includes(COMMAND.IAC) &&",
    },
    {
      name: "a refused option is refused again and again",
      file: "lib/wire/telnet/options.ts",
      find: `isAgreed ? "yes" : "refused"`,
      replace: `isAgreed ? "yes" : "no"`,
    },
    {
      name: "an LF cut off from its CR ends another line",
      file: "lib/terminal/line_editor.ts",
      find: "!this.#afterCr && !this.#escape.isOpen && !this.#string.isOpen;",
      replace: "!this.#escape.isOpen && !this.#string.isOpen;",
    },
    {
      name: "an LF cut off from its CR sends another line to an editor",
      file: "lib/terminal/key_decoder.ts",
      find: "    const all = this.#unfinished.length === 0",
      replace: "    this.#afterCr = false;\n    const all = this.#unfinished.length === 0",
    },
    {
      name: "lines that were ended in the read in which an editor goes are lost",
      file: "lib/wire/typed_input.ts",
      find: "    this.#text += editor.takeText();\n",
      replace: "",
    },
    {
      name: "a long line passes in a paste",
      file: "lib/terminal/line_editor.ts",
      find: " && lf - end <= this.#maxLineBytes",
      replace: "",
    },
  ],
  telnet: [
    {
      name: "a name is asked for without end",
      file: "lib/wire/telnet/terminal.ts",
      find: "if (this.#namesAsked >= MAX_NAMES) return;",
      replace: "",
    },
    {
      name: "an unknown size is zero",
      file: "lib/wire/telnet/terminal.ts",
      find: "resized(columns || undefined, rows || undefined)",
      replace: "resized(columns, rows)",
    },
    {
      name: "an option that was taken back is told of twice",
      file: "lib/wire/telnet/terminal.ts",
      find: "if (isEchoing === this.#isEchoing) return;",
      replace: "",
    },
    {
      name: "a chunk that ends in a subnegotiation loses it",
      file: "lib/wire/telnet/decoder.ts",
      find: "if (this.#state === State.Data) this.#data(chunk, start, chunk.length);",
      replace:
        "if (this.#state === State.Data) this.#data(chunk, start, chunk.length);\n    else if (this.#state === State.Sub) this.#sub = new Subnegotiation();",
    },
  ],
  keys: [
    {
      name: "an LF in another read than its CR is another Enter",
      file: "lib/terminal/key_decoder.ts",
      find: "const whole = all.subarray(0, end);",
      replace: "const whole = all.subarray(0, end); this.#afterCr = false;",
    },
    {
      name: "an input is drawn as it was typed",
      file: "lib/text/clean_text.ts",
      find: `return PLAIN.test(typed) ? typed : withoutInvisible(typed).replace(MARK_PILES, "$1");`,
      replace: "return typed;",
    },
    {
      name: "what hides gets into a line",
      file: "lib/terminal/input_line.ts",
      find: "PLAIN.test(typed) ? typed : withoutNeverSeen(typed)",
      replace: "typed",
    },
    {
      name: "a hidden line is drawn",
      file: "lib/terminal/input.ts",
      find: `: { prompt: this.#host.prompt(), before: "", after: "" }`,
      replace: `: { prompt: this.#host.prompt(), before: this.#hidden.before, after: "" }`,
    },
    {
      name: "what is typed at once may be too long",
      file: "lib/terminal/input_line.ts",
      find: "if (room > 0 && bytesOf(text) <= room) return text;",
      replace: "if (room > 0) return text;",
    },
  ],
  echo: [
    {
      name: "an echo shows what a terminal acts on",
      file: "lib/terminal/echoed_line.ts",
      find: "this.#echoed += inputText(typed);",
      replace: 'this.#echoed += inputText(typed).replaceAll("a", "\\x1b[2J");',
    },
    {
      name: "a line that is too long is refused again and again",
      file: "lib/terminal/echoed_line.ts",
      find: "    if (this.#isTooLong) return;\n",
      replace: "",
    },
    {
      name: "a name that came before may hold a line end",
      file: "lib/doors/ssh/said_before.ts",
      find: `return oneLine(text.replaceAll("\\0", " "));`,
      replace: `return text.replaceAll("\\0", " ");`,
    },
    {
      name: "a command that came before may hold another name",
      file: "lib/doors/ssh/said_before.ts",
      find: `return oneLine(text.replaceAll("\\0", " "));`,
      replace: "return oneLine(text);",
    },
  ],
  text: [
    {
      name: "one bidi override is forgotten",
      file: "lib/text/invisible.ts",
      find: String.raw`\u2028-\u202e`,
      replace: String.raw`\u2028-\u202d`,
    },
    {
      name: "a joiner needs nothing to join",
      file: "lib/text/invisible.ts",
      find: String.raw`\u200d(?=\p{Extended_Pictographic})`,
      replace: String.raw`\u200d`,
    },
    {
      name: "a quotation ends in a joiner",
      file: "lib/text/quoted.ts",
      find: `.replace(LOOSE_END, "")`,
      replace: "",
    },
  ],
  door: [
    {
      name: "what is typed goes out as it is",
      file: "lib/session/interpreter.ts",
      find: "this.#obey(cleanText(line))",
      replace: "this.#obey(line as CleanText)",
    },
    {
      name: "a guest is left behind",
      file: "lib/session/session.ts",
      find: "hub.unseat(reader, farewell);",
      replace: `if (guest !== undefined && farewell.kind !== "quit") hub.leave(guest, farewell);`,
    },
  ],
  commands: [
    {
      name: "an event has another field than the schema says",
      file: "lib/render/json_lines.ts",
      find: "return { kind, id, time: timeText(time), from, ...rest };",
      replace: "return { kind, id, time: timeText(time), name: from, ...rest };",
    },
  ],
  request: [
    {
      name: "null is taken for an object",
      file: "lib/text/json_object.ts",
      find: "&& value !== null ",
      replace: "",
    },
    {
      name: "a ref may have any length",
      file: "lib/session/request.ts",
      find: " && [...ref].length <= MAX_REF",
      replace: "",
    },
    {
      name: "a verb is not cleaned",
      file: "lib/session/request.ts",
      find: "verb: cleanText(verb),",
      replace: "verb: verb as CleanText,",
    },
  ],
  render: [
    {
      name: "where lines end is counted in characters",
      file: "lib/render/render.ts",
      find: "encoder.encode(text.slice(ends[i - 1] ?? 0, end)).length",
      replace: "text.slice(ends[i - 1] ?? 0, end).length",
    },
  ],
  names: [
    {
      name: "a name is not composed",
      file: "lib/model/name.ts",
      find: `line.trim().normalize("NFC")`,
      replace: "line.trim()",
    },
    {
      name: "a name is looked for in one Unicode form",
      file: "lib/text/fold.ts",
      find: `text.normalize("NFKD").replace(invisible, "").replace(apostrophes, "'");\n` +
        `  return thaiInOrder(inOneCase(bare)).normalize("NFC");`,
      replace: `text.replace(invisible, "").replace(apostrophes, "'");\n` +
        `  return thaiInOrder(inOneCase(bare));`,
    },
  ],
  search: [
    {
      name: "only the beginning of a line is indexed",
      file: "lib/store/sqlite/word_index.ts",
      find: "tokensOfLine(shelf, name, text)",
      replace: "tokensOfLine(shelf, name, text.slice(0, 40))",
    },
    {
      name: "text is cut in the Unicode form it was typed in",
      file: "lib/text/fold.ts",
      find: `withEmojiLetters(text.replace(apart, " $& ")).normalize("NFKD")`,
      replace: `withEmojiLetters(text.replace(apart, " $& "))`,
    },
  ],
  imports: [
    {
      name: "a page shows what was said as markup",
      file: "lib/cli/html_page.ts",
      find: "<bdi>${escape(text)}</bdi>",
      replace: '<bdi>${escape(text).replaceAll("&lt;", "<")}</bdi>',
    },
  ],
  records: [
    {
      name: "anything at all is taken for a record",
      file: "lib/cluster/stamped.ts",
      find: `if (!isObject(value)) return false;`,
      replace: `if (isObject(value)) return true;\n  if (!isObject(value)) return false;`,
    },
    {
      name: "a node that starts again takes a life for none that is over",
      file: "lib/cluster/lives.ts",
      find: "for (const life of saved) this.#add({ ...life });",
      replace: "for (const life of saved) this.#add({ ...life, isOver: false });",
    },
    {
      name: "a node that reads of a newer one goes on behind it",
      file: "lib/cluster/node_bus.ts",
      find: "if (trouble !== undefined) return this.#fail(trouble);",
      replace: "if (trouble !== undefined) this.#fail(trouble);",
    },
  ],
  config: [
    {
      name: "a table is taken for a value",
      file: "lib/cli/settings.ts",
      find: "if (holdsTable(value)) {\n      throw",
      replace: "if (false) {\n      throw",
    },
    {
      name: "a number has no upper limit",
      file: "lib/runtime/setting.ts",
      find: "return number >= min && number <= max ? number : undefined;",
      replace: "return number >= min ? number : undefined;",
    },
  ],
};

/**
 * What no thread can tell about itself: it goes round and round. It ends after a while all the same: see `watched()`, which
 * cannot end it, and it would keep a core from the tests behind it.
 */
export const HANG: Fault = {
  name: "Ctrl-W after a space does not end for ten seconds",
  file: "lib/terminal/line_buffer.ts",
  find: "while (this.#length > 0 && this.#bytes[this.#length - 1]! <= SPACE) this.#length--;",
  replace: "const end = performance.now() + 10_000;" +
    "while (this.#length > 0 && this.#bytes[this.#length - 1]! <= SPACE && performance.now() < end);",
};
