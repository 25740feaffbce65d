/**
 * What a key does: to the state, and to the world outside.
 *
 * @module
 */

import type { Key } from "../../terminal/keys.ts";
import type { Size } from "../../terminal/screen.ts";
import { type ConsoleState, type KeyOutcome, type Overlay, taskInView } from "../state/console_state.ts";
import { stillOf } from "../state/picture.ts";
import { onNotice } from "../state/transitions.ts";
import { wordsOf } from "../words/words.ts";
import { dumpOutbox, kick } from "./actions.ts";
import { typeFilter } from "./filter_input.ts";
import { moveBy } from "./moves.ts";
import { changeView, scrolledBy } from "./views.ts";

/** The state after a key on a screen of this size, and what it asks for. */
export function onKey(state: ConsoleState, key: Key, size: Size): KeyOutcome {
  if (key.ctrl && key.name === "c") return { state, asks: [{ kind: "quit" }] };
  const next = answered({ ...state, notice: undefined, isGoing: false }, key, size, state.isGoing);
  const task = taskInView(next.state);
  if (task === taskInView(state)) return next;
  return { ...next, asks: [...next.asks, { kind: "wish", wish: { details: task } }] };
}

function answered(state: ConsoleState, key: Key, size: Size, isGoing: boolean): KeyOutcome {
  const { overlay } = state;
  if (overlay?.kind === "kick") return confirmed(state, overlay, key);
  if (state.isTyping) return { state: typeFilter(state, key, size), asks: [] };
  if (key.ctrl) return { state, asks: [] };
  if (key.name === "q") return { state, asks: [{ kind: "quit" }] };
  if (overlay !== undefined) return { state: overlaid(state, key, size), asks: [] };
  switch (key.name) {
    case "space":
      return paused(state);
    case "K":
      return kick(state);
    case "D":
      return dumpOutbox(state);
    case "g":
      return { state: isGoing ? moveBy(state, "first", size) : { ...state, isGoing: true }, asks: [] };
    default:
      return { state: changeView(state, key.name, size), asks: [] };
  }
}

/** Whether somebody is kicked: only `y` or `Y` does it. */
function confirmed(
  state: ConsoleState,
  { id }: Overlay & { readonly kind: "kick" },
  { name, ctrl }: Key,
): KeyOutcome {
  const next = { ...state, overlay: undefined };
  if (name.toLowerCase() === "y" && !ctrl) return { state: next, asks: [{ kind: "kick", id }] };
  return { state: onNotice(next, wordsOf(state.settings).actions.notKicked, false), asks: [] };
}

/** Keys while something lies above the view. */
function overlaid(state: ConsoleState, { name }: Key, size: Size): ConsoleState {
  if (name === "escape" || (name === "?" && state.overlay?.kind === "help")) {
    return { ...state, overlay: undefined, scroll: 0 };
  }
  return scrolledBy(state, name, size);
}

/** Stops the picture, or lets it go on. */
function paused(state: ConsoleState): KeyOutcome {
  const isPaused = state.still === undefined;
  return {
    // Silence was asked for: it means nothing until the next update.
    state: { ...state, still: isPaused ? stillOf(state.live) : undefined, isListening: false },
    asks: [{ kind: "wish", wish: { paused: isPaused } }],
  };
}
