/**
 * The life of the console's state: how it begins, and what becomes of it as lines and answers come; keys are in `keys/`.
 * Pure but for one thing: a state shares its rows with the state before it, so only the last one is to be drawn.
 *
 * @module
 */

import {
  type ConsoleWish,
  type Hello,
  INSIDE_VERSION,
  type InsideLine,
  type OutboxDump,
} from "../../observe/console_protocol.ts";
import type { ConsoleSettings } from "../settings/settings.ts";
import type { Link } from "../source/source.ts";
import { type ConsoleState, type TableState, taskInView } from "./console_state.ts";
import { emptyPicture, pictureAfter } from "./picture.ts";

/** A table that nobody has touched: by warnings where there are any, by number otherwise. */
export const UNTOUCHED: TableState = { column: 0, isInverted: false, filter: "", isOnlyWarned: false };

/** The state of a console that has heard nothing yet. */
export function beginning(settings: ConsoleSettings, link: Link): ConsoleState {
  return {
    settings,
    link,
    hello: undefined,
    live: emptyPicture(0),
    still: undefined,
    isListening: false,
    views: [{ kind: "tasks" }],
    tables: { tasks: UNTOUCHED, resources: UNTOUCHED, operations: UNTOUCHED, related: UNTOUCHED },
    overlay: undefined,
    scroll: 0,
    isTyping: false,
    isGoing: false,
    notice: undefined,
  };
}

/**
 * The state after a line of the stream, heard at the local time `at`. A hello begins anew: rows come again from the
 * first. Where it tells of another run, numbers mean others now, so that what is looked at, selected or asked goes too.
 */
export function onLine(state: ConsoleState, line: InsideLine, at: number): ConsoleState {
  if (line.kind === "hello") return onHello(state, line, at);
  if (state.hello !== undefined && state.hello.protocol !== INSIDE_VERSION) return state; // nothing is guessed
  return {
    ...state,
    live: pictureAfter(state.live, line, at, state.settings.retainMs),
    isListening: state.still === undefined,
  };
}

function onHello(state: ConsoleState, hello: Hello, at: number): ConsoleState {
  const next = { ...state, hello, isListening: true };
  if (state.hello === undefined || state.hello.startedAt === hello.startedAt) {
    return { ...next, live: emptyPicture(at, state.live.dropped) };
  }
  const forgetful = ({ selected: _, ...table }: TableState): TableState => table;
  const { tasks, resources, operations, related } = state.tables;
  return {
    ...next,
    live: emptyPicture(at),
    still: undefined,
    views: state.views.slice(0, 1),
    tables: {
      tasks: forgetful(tasks),
      resources: forgetful(resources),
      operations: forgetful(operations),
      related: forgetful(related),
    },
    overlay: state.overlay?.kind === "help" ? state.overlay : undefined,
    scroll: 0,
  };
}

/** The state with another connection, or with none. */
export function onLink(state: ConsoleState, link: Link): ConsoleState {
  return { ...state, link, isListening: state.isListening && link.kind === "live" };
}

/** The state with a sentence in the footer, until the next key. */
export function onNotice(state: ConsoleState, sentence: string, isBad: boolean): ConsoleState {
  return { ...state, notice: { sentence, isBad } };
}

/** The state with an outbox's sizes over the view, until Esc. */
export function onDump(state: ConsoleState, dump: OutboxDump): ConsoleState {
  return { ...state, overlay: { kind: "dump", dump }, scroll: 0, isTyping: false };
}

/** What the server should know of this console; to be told again on every new connection. */
export function wishOf(state: ConsoleState): ConsoleWish {
  return { paused: state.still !== undefined, details: taskInView(state) };
}
