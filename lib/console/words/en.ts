/**
 * What the console says in English; ASCII only, so that every terminal can show it. Its shape is that of every catalogue:
 * a word that is missing in another one does not compile. Numbers come in as they are shown, with their units.
 *
 * @module
 */

import type { TaskState, WaitedFor } from "../../observe/rows.ts";
import type { WarningName } from "../settings/settings.ts";
import type { ProblemWords } from "./problem.ts";

/** What a warning is about, as it is shown. */
export interface WarningFacts {
  readonly name: string;
  /** The kind of the task or resource: `reader`. */
  readonly kind: string;
  /** Where it was spawned or made. */
  readonly location: string;
  readonly measured: string;
  readonly threshold: string;
  /** How much, and of how much: bytes of a bound, own wakes of all. */
  readonly part: string;
  readonly whole: string;
}

export type KeyHelp = [keys: string, does: string];

/** A task in a sentence: the person of a connection, or the task's own name. */
function taskText(kind: string, name: string): string {
  return kind === "reader" || kind === "pump" ? `the ${kind} of ${name}` : `the task "${name}"`;
}

export const EN = {
  columns: {
    warn: "Warn",
    id: "ID",
    state: "State",
    name: "Name",
    total: "Total",
    busy: "Busy",
    sched: "Sched",
    idle: "Idle",
    polls: "Polls",
    kind: "Kind",
    location: "Location",
    fields: "Fields",
    parent: "Parent",
    outbox: "Outbox",
    type: "Type",
    attributes: "Attributes",
    task: "Task",
    source: "Source",
    what: "What",
    how: "How",
  },
  /** At most five columns wide. */
  states: { running: "run", scheduled: "sched", idle: "idle", done: "done" } satisfies Record<
    TaskState,
    string
  >,
  warnings: {
    "never-yielded": ({ kind, name, location, measured, threshold }) =>
      `${
        taskText(kind, name)
      } (${location}) had a turn of ${measured} (more than ${threshold}): everybody waited`,
    "self-wakes": ({ kind, name, location, measured, threshold, part, whole }) =>
      `${
        taskText(kind, name)
      } (${location}) wakes itself: ${part} of ${whole} wakes, ${measured} (more than ${threshold})`,
    "lost-waker": ({ kind, name, location, measured }) =>
      `${taskText(kind, name)} (${location}) has waited ${measured} for what nobody can settle`,
    "large": ({ kind, name, measured, part, whole, threshold }) =>
      `${
        taskText(kind, name)
      } retains ${part}, ${measured} of its bound of ${whole} (more than ${threshold})`,
    "slow-reader": ({ name, measured, part, whole }) =>
      `${name} reads too slowly: the outbox is over half full for ${measured} (${part} of ${whole})`,
    "loop-lag": ({ measured, threshold }) =>
      `the event loop came ${measured} late (more than ${threshold}): everybody waited`,
  } satisfies Record<WarningName, (facts: WarningFacts) => string>,
  /** For the help. */
  warningMeanings: {
    "never-yielded": (threshold) => `a turn took more than ${threshold}: everybody waited for it`,
    "self-wakes": (threshold) => `more than ${threshold} of at least 10 wakes were the task's own`,
    "lost-waker": (threshold) => `waits more than ${threshold} for what nobody can settle`,
    "large": (threshold) => `retains more than ${threshold} of its bound`,
    "slow-reader": (threshold) => `an outbox is over half full for more than ${threshold}`,
    "loop-lag": (threshold) => `the event loop came more than ${threshold} late`,
  } satisfies Record<WarningName, (threshold: string) => string>,
  header: {
    connecting: "connecting to",
    live: "LIVE",
    paused: "PAUSED",
    lost: (retryIn: string, reason: string) => `not connected: retrying in ${retryIn} (${reason})`,
    playing: (file: string) => `playing ${file}`,
    over: (file: string) => `end of recording ${file}`,
    silent: (howLong: string) => `server silent for ${howLong}`,
    stranger: (theirs: number, ours: number) =>
      `the server speaks protocol ${theirs}, this console ${ours}: use its own version`,
    up: (version: string, howLong: string) => `${version} up ${howLong}`,
    arriving: (tasks: string, of: string) => `${tasks} of ${of} tasks`,
    tasks: (count: string, running: string, idle: string, done: string) =>
      `tasks ${count}: ${running} run, ${idle} idle, ${done} done`,
    resources: (count: string) => `resources ${count}`,
    people: (count: string) => `people ${count}`,
    lines: (heard: string, sent: string) => `in ${heard} out ${sent}`,
    processor: (percent: string) => `CPU ${percent}`,
    memory: (bytes: string) => bytes,
    dropped: (count: string) => `dropped ${count}`,
  },
  views: {
    tasks: (shown: string, all: string) => shown === all ? `Tasks ${all}` : `Tasks ${shown} of ${all}`,
    resources: (shown: string, all: string) =>
      shown === all ? `Resources ${all}` : `Resources ${shown} of ${all}`,
    task: (id: number, name: string) => `Task ${id}: ${name}`,
    resource: (id: number, name: string) => `Resource ${id}: ${name}`,
    help: "Help",
    filter: (text: string) => `filter: ${text}`,
    onlyWarned: "only with warnings",
    sorted: (column: string) => `by ${column}`,
    none: "Nothing has come yet.",
    noneMatch: "No row matches: Esc shows all of them.",
  },
  details: {
    gone: "This one has ended and is shown no more (--retain-for): Esc goes back.",
    spawned: (location: string) => `spawned at ${location}`,
    made: (type: string, location: string) => `${type} made at ${location}`,
    waitsFor: (what: string) => `waits for: ${what}`,
    awaited: {
      "": "unknown",
      nothing: "nothing",
      "its first bytes": "its first bytes",
      "its handshake": "its handshake",
      "a request": "a request",
      "its return": "its return",
      "a name": "a name",
      "a line": "a line",
      "its pace": "its pace",
      "slow readers": "slow readers",
      "its own answer": "its own answer",
      "its client to come back": "its client to come back",
      "the goodbye to be read": "the goodbye to be read",
      lines: "lines",
      flush: "flush",
      write: "write",
      "lines to hand out": "lines to hand out",
      "lines to save": "lines to save",
      "its timer": "its timer",
      "timers of sessions": "timers of sessions",
      connections: "connections",
      requests: "requests",
    } satisfies Record<WaitedFor, string>,
    wakes: (count: string) => `Wakes ${count}`,
    selfWakes: (count: string, percent: string) => `Self-wakes ${count} (${percent})`,
    lastWoken: (ago: string) => `last woken ${ago} ago`,
    neverWoken: "never woken",
    longest: (howLong: string, ago: string) => `longest turn ${howLong}, ${ago} ago`,
    retains: (bytes: string, bound: string, percent: string) => `retains ${bytes} of ${bound} (${percent})`,
    turns: "Turns",
    lags: "Lags",
    histogram: (from: string, to: string) => `from ${from} to ${to}`,
    noDetails: "Percentiles come with the next update.",
    none: "none yet",
    related: "Of the same peer",
    noneRelated: "Nothing else belongs to the same peer.",
    operations: "Asynchronous operations",
    parent: (name: string) => `belongs to ${name}`,
    lines: (count: string, of: string) => `${count} of ${of} lines`,
    bytes: (count: string, of: string) => `${count} of ${of}`,
    highWater: (bytes: string) => `most ever ${bytes}`,
    inFlight: (bytes: string) => `being written ${bytes}`,
    skipped: (count: string) => `skipped ${count} lines`,
    overHalf: (howLong: string) => `over half full for ${howLong}`,
    lag: (median: string, greatest: string) => `lag: median ${median}, greatest ${greatest}`,
    waiting: "waiting",
    task: "task",
    resource: "resource",
  },
  cells: { skipped: (count: string) => `skip ${count}` },
  counted: {
    many: (name: string, count: string, first: string) => `${name} (${count}), the worst: ${first}`,
    more: (names: string) => `and ${names}`,
    trouble: "trouble",
  },
  actions: {
    kick: (person: string) => `Kick ${person}? y / n`,
    noPeer: (id: number, name: string) =>
      `Cannot kick row ${id} (${name}): nobody's connection is behind it.`,
    alreadyGone: (name: string) => `Cannot kick ${name}: the connection has ended already.`,
    noOutbox: (id: number, name: string) => `Cannot dump an outbox for row ${id} (${name}): it has none.`,
    noRow: "No row is selected.",
    notKicked: "Nobody was kicked.",
    playing: "Cannot act on a recording: nobody is behind it any more.",
  },
  dump: {
    title: (name: string) => `Outbox of ${name}: sizes of what waits, the first to be written first`,
    pieces: (count: string, bytes: string) => `${count} pieces, ${bytes}`,
    empty: "Nothing waits.",
    largest: (bytes: string) => `the largest ${bytes}`,
    cut: (count: string) => `only the first ${count} are listed`,
  },
  footer: {
    table:
      "? help  q quit  t tasks  r resources  Enter details  / filter  w warnings  Space pause  K kick  D dump",
    details: "? help  q quit  Esc back  Enter go there  PgUp/PgDn scroll  Space pause  K kick  D dump",
    overlay: "Esc closes  j/k PgUp/PgDn scroll  q quit",
    typing: (text: string) => `/${text}`,
  },
  help: {
    keys: [
      ["t, r", "tasks, resources"],
      ["Enter, Esc", "details, back"],
      ["j k, down up", "move; round at the ends"],
      ["gg, G", "first row, last row"],
      ["PgUp, PgDn", "a page; scroll details"],
      ["h l, left right", "sort by another column"],
      ["i", "sort the other way"],
      ["Space", "pause, go on"],
      ["/", "filter: word -word kind:pump"],
      ["w", "only rows with warnings"],
      ["K", "kick the row's person"],
      ["D", "sizes in the row's outbox"],
      ["?, Esc", "this help, close it"],
      ["q, Ctrl-C", "quit"],
    ] satisfies KeyHelp[],
    warnings: "Warnings",
    off: "off",
  },
  /** About the connection and about what was asked for. */
  source: {
    kicked: (name: string) => `Kicked ${name}.`,
    notDone: (reason: string) => `Not done: ${reason}.`,
    isRecording: "Not done: this is a recording.",
    isOffline: "Not done: there is no connection.",
    fileEnded: (path: string, reason: string) => `"${path}" is not written to any more: ${reason}.`,
    cutShort: (path: string, reason: string) => `"${path}" ends early: ${reason}.`,
    noJson: "a line of it is no JSON",
    noUpdate: "a line of it is no update",
  },
  /** Why there is no connection; stands behind a colon, without a full stop. */
  problems: {
    unreachable: ({ reason }) => reason,
    no_http: () => "what answers there is no admin door, perhaps it is the chat's own port",
    broken: ({ reason }) => `the connection broke (${reason})`,
    ended: () => "the server ended it",
    silent: ({ seconds }) => `nothing came for ${seconds} s`,
    long_line: () => "it sent a line that is too long, so it is no chat-server",
    no_json: () => "it sent a line that is no JSON, so it is no chat-server",
    no_update: () => "it sent something that is no update, so it is no chat-server",
    no_token: () => "it wants a token, set CHAT_ADMIN_TOKEN",
    wrong_token: () => "it wants another token, look at CHAT_ADMIN_TOKEN",
    refused: ({ status, sentence }) => `it answered ${status}${sentence === "" ? "" : `, ${sentence}`}`,
    version: ({ theirs, ours }) =>
      theirs < ours
        ? `the server is older than this console (${theirs} and ${ours}), use the server's own`
        : `this console is older than the server (${ours} and ${theirs}), use the server's own`,
  } satisfies ProblemWords,
  tooSmall: (columns: number, rows: number) => `More room, please: ${columns}x${rows}`,
};
