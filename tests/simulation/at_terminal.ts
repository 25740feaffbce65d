/**
 * How the server treats somebody whose lines it edits: what they typed is what is said, what they sent stays on their screen,
 * what they are typing stands below it, and the terminal is left as it was found.
 *
 * @module
 */

import type { Breach } from "./breach.ts";
import type { Chronicle, Fact, Presence } from "./chronicle.ts";
import type { Sent, Visit } from "./visit.ts";
import type { Witness } from "./witness.ts";

/** Narrowest window in which prompt and input are compared whole: the prompt has half of it. */
const MIN_COLUMNS = 40;

/** What somebody at a terminal said is what they typed, and never a line they had not sent. */
export function* saidAsTyped({ visit, name }: Presence, said: readonly Fact[]): Generator<Breach> {
  if (visit?.terminal === undefined) return;
  for (const fact of said) {
    if (fact.kind !== "said") continue;
    const sent = visit.sent.find(({ kind, text }) => kind === "said" && text === fact.tag);
    const typed = sent?.line;
    const who = `P${visit.who} (${name})`;
    if (sent === undefined) {
      yield { promise: "a line that was not sent is never said", detail: `${who}: ${fact.text}` };
    } else if (typed !== undefined && typed !== fact.text && !isCut(visit, sent, fact.text)) {
      yield { promise: "a line is said as it was typed", detail: `${who} typed ${typed}, said ${fact.text}` };
    }
  }
}

/** Whether somebody went in the middle of a line, whose end their terminal had not sent. */
function isCut({ isPolite, sent }: Visit, last: Sent, text: string): boolean {
  return !isPolite && last === sent.at(-1) && last.line?.startsWith(text) === true;
}

/**
 * Every line that was edited by the server stays above the input, once and in order.
 * @param isWhole whether none may be missing
 */
export function* echoed(
  { visit, hasHeardAll }: Witness,
  { placeOf }: Chronicle,
  isWhole: boolean,
): Generator<Breach> {
  if (visit.terminal === undefined) return;
  const promise = "one's own line stays above the input";
  const due = visit.sent.filter(({ kind, isEdited }) => kind === "said" && isEdited);
  const seen = visit.heard.filter((heard) => heard.kind === "echoed");
  let at = -1;
  for (const { tag, line } of seen) {
    const next = due.findIndex(({ text }, place) => place > at && text === tag);
    const typed = due[next]?.line;
    if (typed === undefined) return yield { promise, detail: `P${visit.who}: ${line} out of order or twice` };
    if (!line.endsWith(typed)) yield { promise, detail: `P${visit.who}: typed ${typed}, shown ${line}` };
    if (isWhole && hasHeardAll && next > at + 1) {
      return yield { promise, detail: `P${visit.who}: ${due[at + 1]!.line} is not there` };
    }
    at = next;
  }
  const isMissing = isWhole && hasHeardAll && due.slice(at + 1).some(({ text }) => placeOf.has(text));
  if (isMissing) yield { promise, detail: `P${visit.who}: ${due[at + 1]!.line} is not there at the end` };
}

/** What stands in the row of the cursor, once everything is quiet. */
export function* inputStands(visit: Visit): Generator<Breach> {
  const { terminal, person: { columns = MIN_COLUMNS } } = visit;
  if (terminal?.ear.telnet.isEchoed !== true || visit.isOver || terminal.typist.isHeld) return;
  const [left, right] = terminal.ear.screen.atCursor, [before, after] = terminal.typist.sides;
  const typed = left.slice(left.indexOf("> ") + 2);
  const isWhole = Math.min(columns, terminal.ear.telnet.columns) >= MIN_COLUMNS &&
    2 * (before + after).length < MIN_COLUMNS;
  const isRight = isWhole
    ? typed === before && right.trimEnd() === after.trimEnd()
    : before.endsWith(typed.replace(/^</, "")) && after.startsWith(right.replace(/>$/, ""));
  if (isRight) return;
  yield {
    promise: "what is typed stands below the lines",
    detail: `P${visit.who}: typed ${JSON.stringify([before, after])}, shown ${JSON.stringify([left, right])}`,
  };
}

/** Who edits lines by themselves is not asked to leave that, unless they wish it. */
export function* editsAlone(
  { terminal, person: { names = ["xterm"] }, who }: Visit,
): Generator<Breach> {
  if (terminal?.ear.telnet.wasOfferedEcho !== true || names[0] === "xterm") return;
  yield { promise: "who edits lines by themselves is left alone", detail: `P${who} is ${names.join(", ")}` };
}

/** After the goodbye the terminal wraps, marks nothing, and has no input in its last row. */
export function* leftAsFound({ visit, hasHeardAll }: Witness): Generator<Breach> {
  const screen = visit.terminal?.ear.screen;
  if (screen === undefined || !hasHeardAll || !visit.sawEnd) return;
  const row = screen.atCursor.join("");
  if (screen.isWrapping && !screen.isMarking && row === "") return;
  yield {
    promise: "the terminal is left as it was found",
    detail: `P${visit.who}: wraps ${screen.isWrapping}, marks pastes ${screen.isMarking}, shows "${row}"`,
  };
}
