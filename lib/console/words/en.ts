/**
 * What the console says in English; ASCII only, so that every terminal can show it.
 *
 * @module
 */

import type { ConsoleWords } from "./words.ts";

/** A task in a sentence: of a connection whose it is, of the others what they are called. */
function who(kind: string, name: string): string {
  return kind === "reader" || kind === "pump" ? `the ${kind} of ${name}` : `the task "${name}"`;
}

/** English. */
export const EN: ConsoleWords = {
  columns: {
    ...{ warn: "Warn", id: "ID", state: "State", name: "Name", total: "Total", busy: "Busy" },
    ...{ sched: "Sched", idle: "Idle", polls: "Polls", kind: "Kind", location: "Location" },
    ...{ fields: "Fields", parent: "Parent", outbox: "Outbox", type: "Type", attributes: "Attributes" },
    ...{ task: "Task", source: "Source", what: "What", how: "How" },
  },
  states: { running: "run", scheduled: "sched", idle: "idle", done: "done" },
  warnings: {
    "never-yielded": ({ kind, name, location, measured, threshold }) =>
      `${who(kind, name)} (${location}) had a turn of ${measured} (more than ${threshold}): everybody waited`,
    "self-wakes": ({ kind, name, location, measured, threshold, part, whole }) =>
      `${
        who(kind, name)
      } (${location}) wakes itself: ${part} of ${whole} wakes, ${measured} (more than ${threshold})`,
    "lost-waker": ({ kind, name, location, measured }) =>
      `${who(kind, name)} (${location}) has waited ${measured} for what nobody can settle`,
    "large": ({ kind, name, measured, part, whole, threshold }) =>
      `${who(kind, name)} retains ${part}, ${measured} of its bound of ${whole} (more than ${threshold})`,
    "slow-reader": ({ name, measured, part, whole }) =>
      `${name} reads too slowly: the outbox is over half full for ${measured} (${part} of ${whole})`,
    "loop-lag": ({ measured, threshold }) =>
      `the event loop came ${measured} late (more than ${threshold}): everybody waited`,
  },
  warningMeanings: {
    "never-yielded": (threshold) => `a turn took more than ${threshold}: everybody waited for it`,
    "self-wakes": (threshold) => `more than ${threshold} of at least 10 wakes were the task's own`,
    "lost-waker": (threshold) => `waits more than ${threshold} for what nobody can settle`,
    "large": (threshold) => `retains more than ${threshold} of its bound`,
    "slow-reader": (threshold) => `an outbox is over half full for more than ${threshold}`,
    "loop-lag": (threshold) => `the event loop came more than ${threshold} late`,
  },
  header: {
    connecting: "connecting to",
    live: "LIVE",
    paused: "PAUSED",
    lost: (retryIn, reason) => `not connected: retrying in ${retryIn} (${reason})`,
    playing: (file) => `playing ${file}`,
    over: (file) => `end of recording ${file}`,
    silent: (howLong) => `server silent for ${howLong}`,
    stranger: (theirs, ours) =>
      `the server speaks protocol ${theirs}, this console ${ours}: use its own version`,
    up: (version, howLong) => `${version} up ${howLong}`,
    arriving: (tasks, of) => `${tasks} of ${of} tasks`,
    tasks: (count, running, idle, done) => `tasks ${count}: ${running} run, ${idle} idle, ${done} done`,
    resources: (count) => `resources ${count}`,
    people: (count) => `people ${count}`,
    lines: (heard, sent) => `in ${heard} out ${sent}`,
    processor: (percent) => `CPU ${percent}`,
    memory: (bytes) => bytes,
    dropped: (count) => `dropped ${count}`,
  },
  views: {
    tasks: (shown, all) => shown === all ? `Tasks ${all}` : `Tasks ${shown} of ${all}`,
    resources: (shown, all) => shown === all ? `Resources ${all}` : `Resources ${shown} of ${all}`,
    task: (id, name) => `Task ${id}: ${name}`,
    resource: (id, name) => `Resource ${id}: ${name}`,
    help: "Help",
    filter: (text) => `filter: ${text}`,
    onlyWarned: "only with warnings",
    sorted: (column) => `by ${column}`,
    none: "Nothing has come yet.",
    noneMatch: "No row matches: Esc shows all of them.",
  },
  details: {
    gone: "This one has ended and is shown no more (--retain-for): Esc goes back.",
    spawned: (location) => `spawned at ${location}`,
    made: (type, location) => `${type} made at ${location}`,
    waitsFor: (what) => `waits for: ${what}`,
    awaited: {
      "": "unknown",
      nothing: "nothing",
      "a name": "a name",
      "a line": "a line",
      "its pace": "its pace",
      "slow readers": "slow readers",
      "its own answer": "its own answer",
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
    },
    wakes: (count) => `Wakes ${count}`,
    selfWakes: (count, percent) => `Self-wakes ${count} (${percent})`,
    lastWoken: (ago) => `last woken ${ago} ago`,
    neverWoken: "never woken",
    longest: (howLong, ago) => `longest turn ${howLong}, ${ago} ago`,
    retains: (bytes, bound, percent) => `retains ${bytes} of ${bound} (${percent})`,
    turns: "Turns",
    lags: "Lags",
    histogram: (from, to) => `from ${from} to ${to}`,
    noDetails: "Percentiles come with the next update.",
    none: "none yet",
    related: "Of the same peer",
    noneRelated: "Nothing else belongs to the same peer.",
    operations: "Asynchronous operations",
    parent: (name) => `belongs to ${name}`,
    lines: (count, of) => `${count} of ${of} lines`,
    bytes: (count, of) => `${count} of ${of}`,
    highWater: (bytes) => `most ever ${bytes}`,
    inFlight: (bytes) => `being written ${bytes}`,
    skipped: (count) => `skipped ${count} lines`,
    overHalf: (howLong) => `over half full for ${howLong}`,
    lag: (median, greatest) => `lag: median ${median}, greatest ${greatest}`,
    waiting: "waiting",
    task: "task",
    resource: "resource",
  },
  cells: { skipped: (count) => `skip ${count}` },
  counted: {
    many: (name, count, first) => `${name} (${count}), the worst: ${first}`,
    more: (names) => `and ${names}`,
    trouble: "trouble",
  },
  actions: {
    kick: (who) => `Kick ${who}? y / n`,
    noPeer: (id, name) => `Cannot kick row ${id} (${name}): nobody's connection is behind it.`,
    alreadyGone: (name) => `Cannot kick ${name}: the connection has ended already.`,
    noOutbox: (id, name) => `Cannot dump an outbox for row ${id} (${name}): it has none.`,
    noRow: "No row is selected.",
    notKicked: "Nobody was kicked.",
    playing: "Cannot act on a recording: nobody is behind it any more.",
  },
  dump: {
    title: (name) => `Outbox of ${name}: sizes of what waits, the first to be written first`,
    pieces: (count, bytes) => `${count} pieces, ${bytes}`,
    empty: "Nothing waits.",
    largest: (bytes) => `the largest ${bytes}`,
    cut: (count) => `only the first ${count} are listed`,
  },
  footer: {
    table:
      "? help  q quit  t tasks  r resources  Enter details  / filter  w warnings  Space pause  K kick  D dump",
    details: "? help  q quit  Esc back  Enter go there  PgUp/PgDn scroll  Space pause  K kick  D dump",
    overlay: "Esc closes  j/k PgUp/PgDn scroll  q quit",
    typing: (text) => `/${text}`,
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
      ["K", "kick who is behind the row"],
      ["D", "sizes in the row's outbox"],
      ["?, Esc", "this help, close it"],
      ["q, Ctrl-C", "quit"],
    ],
    warnings: "Warnings",
    off: "off",
  },
  tooSmall: (columns, rows) => `More room, please: ${columns}x${rows}`,
};
