/** A server's inside as tests need it: rows with only what matters, a hello, updates, and screens as plain text. */

import { onLine, onLink } from "../../lib/console/state/transitions.ts";
import { onKey } from "../../lib/console/keys/dispatch.ts";
import type { Ask, ConsoleState } from "../../lib/console/state/console_state.ts";
import { beginning } from "../../lib/console/state/transitions.ts";
import { sceneOf } from "../../lib/console/view/scene.ts";
import type { Size } from "../../lib/terminal/screen.ts";
import { CONSOLE_DEFAULTS, type ConsoleSettings } from "../../lib/console/settings/settings.ts";
import type { Figures, Hello, Update } from "../../lib/observe/console_protocol.ts";
import type { Filling, OperationRow, ResourceRow, TaskRow } from "../../lib/observe/rows.ts";

/** When the made-up server started, and the time at which its stories begin. */
export const START = 1_000_000, NOW = START + 100_000;

/** The local time at which a made-up line is heard: another clock than the server's. */
export const LOCAL = 5_000;

/** The sizes at which everything is looked at. */
export const SMALL: Size = { columns: 80, rows: 24 }, LARGE: Size = { columns: 200, rows: 50 };

/** A task. */
export function task(id: number, changes: Partial<TaskRow> = {}): TaskRow {
  return {
    ...{ id, kind: "reader", name: `guest${id}`, location: "lib/doors/tcp_door.ts:57", fields: {} },
    ...{ state: "idle", bornAt: START, busyMs: 0, schedMs: 0, polls: 0, wakes: 0, selfWakes: 0 },
    ...{ longestMs: 0, waitsFor: "a line" },
    ...changes,
  };
}

/** A resource. */
export function resource(id: number, changes: Partial<ResourceRow> = {}): ResourceRow {
  return {
    ...{
      id,
      kind: "socket",
      name: `guest${id}`,
      type: "Deno.TcpConn",
      location: "lib/delivery/fan_out.ts:116",
    },
    ...{ bornAt: START, attributes: {}, operations: [] },
    ...changes,
  };
}

/** How full an outbox is. */
export function filling(changes: Partial<Filling> = {}): Filling {
  return {
    ...{ lines: 0, maxLines: 1000, bytes: 0, maxBytes: 1_000_000, highWaterBytes: 0, inFlightBytes: 0 },
    skipped: 0,
    ...changes,
  };
}

/** An operation. */
export function operation(id: number, of: number, changes: Partial<OperationRow> = {}): OperationRow {
  return {
    ...{ id, task: of, source: "Deno.Conn.read", bornAt: START, busyMs: 0, polls: 0, isWaiting: false },
    attributes: {},
    ...changes,
  };
}

/** Figures. */
export function figures(changes: Partial<Figures> = {}): Figures {
  return {
    ...{ connections: 3, guests: 2, rooms: 1, linesIn: 0, linesOut: 0, cpuMs: 0, residentBytes: 45_100_000 },
    troubles: [],
    ...changes,
  };
}

/** The first line of a stream. */
export function hello(changes: Partial<Hello> = {}): Hello {
  return {
    ...{ kind: "hello", protocol: 1, version: "0.3.0", console: 1, updateMs: 500, retainMs: 6000 },
    startedAt: START,
    ...changes,
  };
}

/** An update; its totals are what it brings. */
export function update(changes: Partial<Update> = {}): Update {
  const { tasks = [], resources = [] } = changes;
  return {
    ...{ kind: "update", now: NOW, dropped: 0, tasks, resources, gone: [], figures: figures() },
    totals: { tasks: tasks.length, resources: resources.length },
    ...changes,
  };
}

/** A live console that has heard one update, at the local time {@linkcode LOCAL}. */
export function consoleWith(
  changes: Partial<Update> = {},
  settings: Partial<ConsoleSettings> = {},
): ConsoleState {
  const link = { kind: "live", address: "127.0.0.1:8081" } as const;
  const begun = beginning({ ...CONSOLE_DEFAULTS, ...settings }, link);
  return onLine(onLine(onLink(begun, link), hello(), LOCAL), update(changes), LOCAL);
}

/** The screen as plain text, a string a line. */
export function textOf(state: ConsoleState, size: Size = SMALL, at = LOCAL): string[] {
  return sceneOf(state, size, at).map((line) => line.map(({ text }) => text).join(""));
}

/** The screen as one text. */
export function screenOf(state: ConsoleState, size: Size = SMALL, at = LOCAL): string {
  return textOf(state, size, at).join("\n");
}

/** The state after some keys, by their names, separated by spaces; and all that they asked for. */
export function afterKeys(
  state: ConsoleState,
  keys: string,
  size: Size = SMALL,
): { readonly state: ConsoleState; readonly asks: readonly Ask[] } {
  const asks: Ask[] = [];
  for (const name of keys.split(" ")) {
    const next = onKey(state, { name, ctrl: false, alt: false }, size);
    state = next.state;
    asks.push(...next.asks);
  }
  return { state, asks };
}

/** The state after some keys. */
export function keyed(state: ConsoleState, keys: string, size: Size = SMALL): ConsoleState {
  return afterKeys(state, keys, size).state;
}

/** Everything there is to see: a slow reader, a busy loop, rows of one peer, a task that is done. */
export function busyServer(): Update {
  const anna = { peer: "127.0.0.1:4242", person: "anna", rooms: 2 };
  return update({
    tasks: [
      task(1, {
        kind: "door",
        name: "tcp 4000",
        waitsFor: "a connection",
        busyMs: 12.3,
        polls: 31,
        wakes: 31,
      }),
      task(2, {
        name: "anna",
        fields: anna,
        busyMs: 2100,
        schedMs: 12,
        polls: 1200,
        wakes: 1210,
        selfWakes: 40,
        longestMs: 213,
        longestAt: NOW - 5000,
        lastWokenAt: NOW - 1200,
        retains: { bytes: 12_000, bound: 64_000 },
      }),
      task(3, {
        kind: "pump",
        name: "anna",
        fields: anna,
        location: "lib/delivery/pump.ts:31",
        waitsFor: "a write",
      }),
      task(4, {
        kind: "timer",
        name: "upkeep",
        location: "lib/history/upkeep.ts:44",
        state: "running",
        busyMs: 0.4,
        polls: 7,
      }),
      task(5, { name: "你好", fields: { peer: "127.0.0.1:5555", person: "你好" }, polls: 3, wakes: 3 }),
      task(6, { name: "bob", state: "done", endedAt: NOW - 1000, fields: { peer: "127.0.0.1:6666" } }),
    ],
    resources: [
      resource(11, { name: "anna", attributes: { ...anna, bytesIn: 1200 }, operations: [operation(21, 2)] }),
      resource(12, {
        kind: "outbox",
        name: "anna",
        type: "BoundedChannel",
        parent: 11,
        attributes: anna,
        filling: filling({
          lines: 400,
          bytes: 812_000,
          highWaterBytes: 900_000,
          inFlightBytes: 65_000,
          skipped: 120,
          overHalfSince: NOW - 12_000,
        }),
        operations: [
          operation(22, 3, { source: "takeAll", polls: 40, isWaiting: true, busyMs: 3 }),
          operation(23, 2, { source: "offer", polls: 900 }),
        ],
      }),
      resource(13, {
        kind: "outbox",
        name: "你好",
        type: "BoundedChannel",
        filling: filling({ bytes: 500 }),
      }),
      resource(14, {
        kind: "loop",
        name: "event loop",
        type: "setTimeout",
        lag: { medianMs: 0.3, maxMs: 210 },
      }),
    ],
    figures: figures({ cpuMs: 1000 }),
    details: { task: 2, turns: [0, 0, 5, 40, 90, 60, 20, 5, 0, 0, 0, 0, 1], lags: [0, 3, 9, 4] },
  });
}
