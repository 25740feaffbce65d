/**
 * What is wrong with tasks and resources: rows in, findings out, and for every finding a sentence that names who and
 * where. Pure; the console and `--once --json` use the same.
 *
 * @module
 */

import type { ResourceRow, TaskRow } from "../../observe/rows.ts";
import { wordsOf } from "../words/language.ts";
import { bytesText, percentText, spokenBytes, spokenDuration } from "../words/quantities.ts";
import { type ConsoleSettings, WARNING_NAMES, type WarningName, WARNINGS } from "../settings/settings.ts";
import { signsOf } from "../words/signs.ts";

/** Fewer wakes than these say nothing about who wakes a task. */
const MIN_WAKES = 10;

/** A warning as programs read it. */
export interface Warning {
  /** Which one. */
  readonly name: WarningName;
  /** The task it is about. */
  readonly task?: number;
  /** The resource it is about. */
  readonly resource?: number;
  /** What is wrong, in one sentence. */
  readonly sentence: string;
}

/** Something that is wrong with a row: `measured` is more than `threshold`. */
export type Finding =
  & {
    /** Which warning. */
    readonly name: WarningName;
    /** What was measured, in the warning's unit. */
    readonly measured: number;
    /** What it should not exceed. */
    readonly threshold: number;
  }
  & ({ readonly task: TaskRow } | { readonly resource: ResourceRow });

/** What a warning measures of a row; undefined where it has nothing to say about it. */
type Gauge<Row> = (row: Row, now: number, stuckSince?: ReadonlyMap<number, number>) => number | undefined;

const TASK_GAUGES: Partial<Record<WarningName, Gauge<TaskRow>>> = {
  "never-yielded": ({ longestMs }) => longestMs,
  "self-wakes": ({ wakes, selfWakes }) => wakes < MIN_WAKES ? undefined : (selfWakes / wakes) * 100,
  "lost-waker": ({ id, state, waitsFor, lastWokenAt, bornAt }, now, stuckSince) =>
    state === "idle" && waitsFor === "nothing"
      ? now - (stuckSince?.get(id) ?? lastWokenAt ?? bornAt) // one snapshot alone can only ask the row
      : undefined,
  "large": ({ retains, state }) =>
    retains === undefined || state === "done" ? undefined : (retains.bytes / retains.bound) * 100,
};

const RESOURCE_GAUGES: Partial<Record<WarningName, Gauge<ResourceRow>>> = {
  "slow-reader": ({ filling, endedAt }, now) =>
    filling?.overHalfSince === undefined || endedAt !== undefined ? undefined : now - filling.overHalfSince,
  "loop-lag": ({ lag }) => lag?.maxMs,
};

/**
 * All that is wrong, by the order of the warnings, the worst of each first.
 * @param now the server's time
 * @param stuckSince since when tasks wait for nothing, where that was watched
 */
export function findingsOf(
  tasks: Iterable<TaskRow>,
  resources: Iterable<ResourceRow>,
  { thresholds }: Pick<ConsoleSettings, "thresholds">,
  now: number,
  stuckSince?: ReadonlyMap<number, number>,
): Finding[] {
  const found = new Map<WarningName, Finding[]>();
  const inspect = <Row>(
    rows: Iterable<Row>,
    gauges: Partial<Record<WarningName, Gauge<Row>>>,
    about: (row: Row) => { readonly task: TaskRow } | { readonly resource: ResourceRow },
  ) => {
    const list: (readonly [WarningName, Gauge<Row>, number])[] = [];
    for (const name of WARNING_NAMES) {
      const gauge = gauges[name], threshold = thresholds[name];
      if (gauge !== undefined && threshold !== undefined) list.push([name, gauge, threshold]);
    }
    for (const row of rows) {
      for (const [name, gauge, threshold] of list) {
        const measured = gauge(row, now, stuckSince);
        if (measured === undefined || !(measured > threshold)) continue;
        const finding = { name, measured, threshold, ...about(row) };
        const others = found.get(name);
        if (others === undefined) found.set(name, [finding]);
        else others.push(finding);
      }
    }
  };
  inspect(tasks, TASK_GAUGES, (task) => ({ task }));
  inspect(resources, RESOURCE_GAUGES, (resource) => ({ resource }));
  return WARNING_NAMES.flatMap((name) => found.get(name)?.sort((a, b) => b.measured - a.measured) ?? []);
}

/** A number with the unit of a warning. */
export function gaugeText(
  name: WarningName,
  value: number,
  settings: Pick<ConsoleSettings, "isAscii">,
): string {
  return WARNINGS[name].unit === "%" ? percentText(value, 100) : spokenDuration(value, signsOf(settings));
}

/** What a finding says. */
export function sentenceOf(
  finding: Finding,
  settings: Pick<ConsoleSettings, "language" | "isAscii">,
): string {
  const { name, measured, threshold } = finding;
  const { name: whose, kind, location } = "task" in finding ? finding.task : finding.resource;
  const [part, whole] = "task" in finding ? partsOfTask(name, finding.task) : partsOf(finding.resource);
  return wordsOf(settings).warnings[name]({
    name: whose,
    kind,
    location,
    measured: gaugeText(name, measured, settings),
    threshold: gaugeText(name, threshold, settings),
    part,
    whole,
  });
}

function partsOfTask(name: WarningName, { retains, selfWakes, wakes }: TaskRow): [string, string] {
  if (name === "self-wakes") return [String(selfWakes), String(wakes)];
  return retains === undefined ? ["", ""] : [bytesText(retains.bytes), spokenBytes(retains.bound)];
}

function partsOf({ filling }: ResourceRow): [string, string] {
  return filling === undefined ? ["", ""] : [bytesText(filling.bytes), spokenBytes(filling.maxBytes)];
}

/**
 * All warnings, in sentences.
 * @param now the server's time
 * @param stuckSince since when tasks wait for nothing, where that was watched; else their last wake tells
 */
export function warningsOf(
  tasks: Iterable<TaskRow>,
  resources: Iterable<ResourceRow>,
  settings: ConsoleSettings,
  now: number,
  stuckSince?: ReadonlyMap<number, number>,
): Warning[] {
  return findingsOf(tasks, resources, settings, now, stuckSince).map((finding) => ({
    name: finding.name,
    ...("task" in finding ? { task: finding.task.id } : { resource: finding.resource.id }),
    sentence: sentenceOf(finding, settings),
  }));
}
