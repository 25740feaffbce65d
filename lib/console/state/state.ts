/**
 * The life of the console's state: how it begins, and what becomes of it as lines are heard, keys are pressed and answers
 * come. Pure but for one thing: a state shares its rows with the state before it, so only the last one is to be drawn.
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
import { type ConsoleState, type TableName, type TableState, taskInView } from "./console_state.ts";
import { emptyPicture, pictureAfter } from "./picture.ts";
import type { Link } from "../words/screen_types.ts";
import type { ConsoleSettings } from "../settings/settings.ts";

/** How a table is looked at when nobody has touched it. */
function untouched(column: number): TableState {
  return { column, isInverted: false, filter: "", isOnlyWarned: false };
}

/** All tables untouched: by warnings where there are any, by number otherwise. */
const UNTOUCHED: Readonly<Record<TableName, TableState>> = {
  tasks: untouched(0),
  resources: untouched(0),
  operations: untouched(0),
  related: untouched(0),
};

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
    tables: UNTOUCHED,
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
export function heard(state: ConsoleState, line: InsideLine, at: number): ConsoleState {
  switch (line.kind) {
    case "hello":
      return greeted(state, line, at);
    case "update": {
      if (state.hello !== undefined && state.hello.protocol !== INSIDE_VERSION) return state; // nothing is guessed
      return {
        ...state,
        live: pictureAfter(state.live, line, at, state.settings.retainMs),
        isListening: state.still === undefined,
      };
    }
    default:
      throw line satisfies never;
  }
}

function greeted(state: ConsoleState, hello: Hello, at: number): ConsoleState {
  const next = { ...state, hello, isListening: true };
  if (state.hello === undefined || state.hello.startedAt === hello.startedAt) {
    return { ...next, live: emptyPicture(at, state.live.dropped) };
  }
  const [first = { kind: "tasks" }] = state.views;
  const forgetful = ({ selected: _, ...table }: TableState): TableState => table;
  const { tasks, resources, operations, related } = state.tables;
  return {
    ...next,
    live: emptyPicture(at),
    still: undefined,
    views: [first],
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
export function linked(state: ConsoleState, link: Link): ConsoleState {
  return { ...state, link, isListening: state.isListening && link.kind === "live" };
}

/** The state with a sentence in the footer, until the next key. */
export function told(state: ConsoleState, sentence: string, isBad: boolean): ConsoleState {
  return { ...state, notice: { sentence, isBad } };
}

/** The state with an outbox's sizes over the view, until Esc. */
export function dumped(state: ConsoleState, dump: OutboxDump): ConsoleState {
  return { ...state, overlay: { kind: "dump", dump }, scroll: 0, isTyping: false };
}

/** What the server should know of this console; to be told again on every new connection. */
export function wishOf(state: ConsoleState): ConsoleWish {
  return { paused: state.still !== undefined, details: taskInView(state) };
}
