/**
 * What a deed is on the wire: the bytes that somebody's client sends for it, as a person types them or as a program puts
 * them.
 *
 * @module
 */

import { doAtTerminal, TELNET_CTRL_C } from "./deeds_at_terminal.ts";
import { PAGE_HEAD } from "./page_door.ts";
import { hello } from "./played_ssh.ts";
import type { Asked } from "./ssh_door.ts";
import { type Deed, isInJson, type Person } from "./story.ts";
import type { Visit } from "./visit.ts";

/**
 * Bytes behind a word: Ctrl-C as nc sends it, `é` of a client that types Latin-1, the same with a byte
 * that is a control sign there, a line end.
 */
const LF = 10, CTRL_C = [3], LATIN_1 = [0xe9, LF], NO_TEXT = [0xe9, 0x9b, LF];

const encoder = new TextEncoder();

/** What a deed needs to know. */
export interface DeedParts {
  /** A word that is nowhere else in the story. */
  readonly tag: () => string;
  /** Longest line the server takes, in bytes. */
  readonly maxLineBytes: number;
}

/** Gives a name; a program says first that it is one, and a page asks for the chat. */
export function introduce(visit: Visit, name: string): void {
  const { person, person: { speaks } } = visit;
  if (person.isOverSsh) return visit.sendBytes("name", [name], hello({ name, ...terminalOf(person) }));
  if (speaks === "page") visit.sendBytes("noise", [], encoder.encode(PAGE_HEAD));
  if (speaks === "json") visit.send("command", [{ text: "/json", line: "/json" }]);
  const ref = visit.sent.length;
  const line = isInJson(person) ? JSON.stringify({ verb: "nick", argument: name, ref }) : name;
  visit.send("name", [{ text: name, line }]);
}

/** What a client of SSH says of a terminal. */
function terminalOf({ speaks, columns = 80, names: [name = "xterm"] = [] }: Person): Partial<Asked> {
  return speaks === "terminal" ? { terminal: { name, columns } } : {};
}

/** Does what somebody does who is connected. */
export function doDeed(
  visit: Visit,
  deed: Exclude<Deed, { does: "comes" | "comes back" | "runs" }>,
  { tag, maxLineBytes }: DeedParts,
): void {
  const noise = (text: string, end: readonly number[]) => {
    const word = tag();
    visit.sendBytes("noise", [word], Uint8Array.from([...encoder.encode(word + text), ...end]));
  };
  if (visit.terminal !== undefined && doAtTerminal(visit, visit.terminal, deed, { tag, maxLineBytes })) {
    return;
  }
  const isPage = visit.person.speaks === "page";
  switch (deed.does) {
    case "says": {
      const first = visit.sent.length;
      const lines = Array.from({ length: deed.lines }, (_, at) => {
        const text = tag();
        return { text, line: spoken(visit, `${text} ${deed.filler}`, first + at) };
      });
      return visit.send("said", lines);
    }
    case "breaks off": {
      const text = tag(), line = spoken(visit, text, visit.sent.length);
      visit.sendBytes("said", [text], encoder.encode(isPage ? `${line}\n` : line)); // a message is whole
      return visit.finish();
    }
    case "types":
      return visit.send("command", [{ text: deed.command, line: typed(visit, deed.command) }]);
    case "whispers": {
      const text = tag();
      return visit.send("whispered", [{ text, line: typed(visit, `/msg ${deed.to} ${text}`) }]);
    }
    case "interrupts":
      if (isPage) return noise("\x03", [LF]);
      return noise("", visit.person.speaks === "telnet" ? TELNET_CTRL_C : CTRL_C);
    case "garbles":
      return noise(" caf", NO_TEXT);
    case "types Latin-1": {
      if (isInJson(visit.person)) return noise(" caf", LATIN_1); // a request has to be UTF-8
      const word = tag();
      return visit.sendBytes("said", [word], Uint8Array.from([...encoder.encode(`${word} caf`), ...LATIN_1]));
    }
    case "shouts":
      return noise("!".repeat(maxLineBytes), [LF]);
    case "stalls":
      return visit.stall();
    case "resumes":
      return visit.resume();
    case "finishes":
      return visit.finish();
    case "hangs up":
      return visit.hangUp();
    case "resets":
      return visit.reset();
    case "vanishes":
      return visit.vanish();
    case "asks for a token":
      return visit.mayComeBack();
    case "presses keys":
    case "pastes":
    case "resizes":
    case "switches the editor":
      return; // nobody else has anything for that
    default:
      deed satisfies never;
  }
}

/** Something to say, as this visitor's client puts it; a request's `ref` is the line's place among all that were sent. */
function spoken({ person, person: { speaks } }: Visit, text: string, ref: number): string {
  if (!isInJson(person)) return text;
  return JSON.stringify({ verb: speaks === "page" ? "line" : "say", argument: text, ref });
}

/** A command, as this visitor's client puts it. */
function typed({ person, sent }: Visit, command: string): string {
  if (!isInJson(person)) return command;
  if (person.speaks === "page") return JSON.stringify({ verb: "line", argument: command, ref: sent.length });
  const [verb = "", ...words] = command.slice(1).split(" ");
  return JSON.stringify({ verb, argument: words.join(" "), ref: sent.length });
}
