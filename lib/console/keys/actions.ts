/**
 * Keys that act on a row: ask whether to kick whoever is behind it, ask for the sizes in its outbox. What cannot be done
 * is said in one sentence.
 *
 * @module
 */

import { type ConsoleState, pictureOf, type Pressed, viewOf } from "../state/console_state.ts";
import { wordsOf } from "../words/language.ts";
import { selectedId } from "./moves.ts";
import { type AnyRow, isTask, outboxOf, peerOf, rowOf, whoIs } from "../table/related.ts";

/** What becomes of `K` (kick) or `D` (dump). */
export function acted(state: ConsoleState, name: "K" | "D"): Pressed {
  const { actions } = wordsOf(state.settings);
  if (state.link.kind === "playing") return refused(state, actions.playing);
  const row = rowInView(state);
  if (row === undefined) return refused(state, actions.noRow);
  if (name === "D") {
    const outbox = outboxOf(row, pictureOf(state).rows);
    if (outbox === undefined) return refused(state, actions.noOutbox(row.id, row.name));
    return { state, asks: [{ kind: "dump", resource: outbox.id }] };
  }
  if (peerOf(row) === undefined) return refused(state, actions.noPeer(row.id, row.name));
  if (isTask(row) ? row.state === "done" : row.endedAt !== undefined) {
    return refused(state, actions.alreadyGone(whoIs(row)));
  }
  return { state: { ...state, overlay: { kind: "kick", id: row.id, who: whoIs(row) } }, asks: [] };
}

/** The row on which keys act: the one that is selected in a table, or the one whose details are looked at. */
function rowInView(state: ConsoleState): AnyRow | undefined {
  const view = viewOf(state), { rows } = pictureOf(state);
  const id = view.kind === "task" || view.kind === "resource" ? view.id : selectedId(state);
  return id === undefined ? undefined : rowOf(rows, id);
}

function refused(state: ConsoleState, sentence: string): Pressed {
  return { state: { ...state, notice: { sentence, isBad: true } }, asks: [] };
}
