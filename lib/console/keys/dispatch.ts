/**
 * What a key does: to the state, and to the world outside.
 *
 * @module
 */

import { acted } from "./actions.ts";
import { type ConsoleState, type Overlay, type Pressed, taskInView } from "../state/console_state.ts";
import { wordsOf } from "../words/language.ts";
import { looked, scrolledBy } from "./views.ts";
import { moved } from "./moves.ts";
import { stillOf } from "../state/picture.ts";
import type { Ask, Key, Size } from "../words/screen_types.ts";
import { typed } from "./filter_input.ts";

const QUIT: readonly Ask[] = [{ kind: "quit" }];

/** The state after a key on a screen of this size, and what it asks for. */
export function pressed(state: ConsoleState, key: Key, size: Size): Pressed {
  if (key.ctrl && key.name === "c") return { state, asks: QUIT };
  const next = answered({ ...state, notice: undefined, isGoing: false }, key, size, state.isGoing);
  const task = taskInView(next.state);
  if (task === taskInView(state)) return next;
  return { ...next, asks: [...next.asks, { kind: "wish", wish: { details: task } }] };
}

function answered(state: ConsoleState, key: Key, size: Size, isGoing: boolean): Pressed {
  const { overlay } = state;
  if (overlay?.kind === "kick") return confirmed(state, overlay, key);
  if (state.isTyping) return { state: typed(state, key, size), asks: [] };
  if (key.ctrl) return { state, asks: [] };
  if (key.name === "q") return { state, asks: QUIT };
  if (overlay !== undefined) return { state: overlaid(state, key, size), asks: [] };
  switch (key.name) {
    case "space":
      return paused(state);
    case "K":
    case "D":
      return acted(state, key.name);
    case "g":
      return {
        state: isGoing ? moved(state, { name: "first", ctrl: false }, size) : { ...state, isGoing: true },
        asks: [],
      };
    default:
      return { state: looked(state, key, size), asks: [] };
  }
}

/** Whether somebody is kicked: only `y` or `Y` does it. */
function confirmed(
  state: ConsoleState,
  { id }: Overlay & { readonly kind: "kick" },
  { name, ctrl }: Key,
): Pressed {
  const next = { ...state, overlay: undefined };
  if (name.toLowerCase() === "y" && !ctrl) return { state: next, asks: [{ kind: "kick", id }] };
  const sentence = wordsOf(state.settings).actions.notKicked;
  return { state: { ...next, notice: { sentence, isBad: false } }, asks: [] };
}

/** Keys while something lies above the view. */
function overlaid(state: ConsoleState, { name }: Key, size: Size): ConsoleState {
  if (name === "escape" || (name === "?" && state.overlay?.kind === "help")) {
    return { ...state, overlay: undefined, scroll: 0 };
  }
  return scrolledBy(state, name, size);
}

/** Stops the picture, or lets it go on. */
function paused(state: ConsoleState): Pressed {
  const isPaused = state.still === undefined;
  return {
    // Silence was asked for: it means nothing until the next update.
    state: { ...state, still: isPaused ? stillOf(state.live) : undefined, isListening: false },
    asks: [{ kind: "wish", wish: { paused: isPaused } }],
  };
}
