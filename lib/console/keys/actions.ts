/**
 * Keys that act on a row: ask whether to kick the person behind it, ask for the sizes in its outbox. What cannot be done
 * is said in one sentence.
 *
 * @module
 */

import { type ConsoleState, type KeyOutcome, pictureOf, viewOf } from "../state/console_state.ts";
import { hasEnded, outboxOf, peerOf, personOf } from "../state/related.ts";
import type { AnyRow } from "../state/rows.ts";
import { onNotice } from "../state/transitions.ts";
import { type ConsoleWords, wordsOf } from "../words/words.ts";
import { selectedId } from "./moves.ts";

type Words = ConsoleWords["actions"];

/** Asks whether to kick; a sentence is why that cannot be. */
export function kick(state: ConsoleState): KeyOutcome {
  return withRow(state, (row, words) => {
    if (peerOf(row) === undefined) return words.noPeer(row.id, row.name);
    if (hasEnded(row)) return words.alreadyGone(personOf(row));
    return { state: { ...state, overlay: { kind: "kick", id: row.id, person: personOf(row) } }, asks: [] };
  });
}

/** Asks for the sizes in the outbox that a row is, or that its peer has. */
export function dumpOutbox(state: ConsoleState): KeyOutcome {
  return withRow(state, (row, words) => {
    const outbox = outboxOf(row, pictureOf(state).rows);
    if (outbox === undefined) return words.noOutbox(row.id, row.name);
    return { state, asks: [{ kind: "dump", resource: outbox.id }] };
  });
}

/** Does something with the row that is selected, or whose details are looked at; a sentence is told as a refusal. */
function withRow(state: ConsoleState, act: (row: AnyRow, words: Words) => KeyOutcome | string): KeyOutcome {
  const words = wordsOf(state.settings).actions, view = viewOf(state);
  const id = "id" in view ? view.id : selectedId(state);
  const row = id === undefined ? undefined : pictureOf(state).rows.row(id);
  const outcome = state.link.kind === "playing" ? words.playing : row ? act(row, words) : words.noRow;
  return typeof outcome === "string" ? { state: onNotice(state, outcome, true), asks: [] } : outcome;
}
