/**
 * What is wrong with tasks and resources: rows in, findings out, and for every finding a sentence that names the task and
 * its place in the program. Pure; the console and `--once --json` use the same.
 *
 * @module
 */

import type { ResourceRow, TaskRow } from "../../observe/rows.ts";
import { type ConsoleSettings, WARNING_NAMES, type WarningName, WARNINGS } from "../settings/settings.ts";
import { bytesText, percentText, spokenBytes, spokenDuration } from "../words/quantities.ts";
import { signsOf } from "../words/signs.ts";
import { wordsOf } from "../words/words.ts";
import { isTask } from "./related.ts";
import type { AnyRow } from "./rows.ts";

/** Fewer wakes than these say nothing about a task that wakes itself. */
const MIN_WAKES = 10;

/** A warning as programs read it; about a task or a resource. */
export interface Warning {
  readonly name: WarningName;
  readonly task?: number;
  readonly resource?: number;
  readonly sentence: string;
}

/** Something that is wrong with a row: `measured` is more than `threshold`, both in the warning's unit. */
export interface Finding {
  readonly name: WarningName;
  readonly measured: number;
  readonly threshold: number;
  readonly row: AnyRow;
}

export interface Watched {
  readonly tasks: Iterable<TaskRow>;
  readonly resources: Iterable<ResourceRow>;
  readonly now: number;
  /** Since when tasks wait for nothing, where that was watched; else their last wake tells. */
  readonly stuckSince?: ReadonlyMap<number, number>;
}

/** What a warning measures of a row; undefined where it has nothing to say about it. */
type Gauge<Row> = (row: Row, watched: Watched) => number | undefined;
type Gauges<Row> = Partial<Record<WarningName, Gauge<Row>>>;

const TASK_GAUGES: Gauges<TaskRow> = {
  "never-yielded": ({ longestMs }) => longestMs,
  "self-wakes": ({ wakes, selfWakes }) => wakes < MIN_WAKES ? undefined : (selfWakes / wakes) * 100,
  "lost-waker": ({ id, state, waitsFor, lastWokenAt, bornAt }, { now, stuckSince }) =>
    state === "idle" && waitsFor === "nothing"
      ? now - (stuckSince?.get(id) ?? lastWokenAt ?? bornAt) // one snapshot alone can only ask the row
      : undefined,
  "large": ({ retains, state }) =>
    retains === undefined || state === "done" ? undefined : (retains.bytes / retains.bound) * 100,
};

const RESOURCE_GAUGES: Gauges<ResourceRow> = {
  "slow-reader": ({ filling, endedAt }, { now }) =>
    filling?.overHalfSince === undefined || endedAt !== undefined ? undefined : now - filling.overHalfSince,
  "loop-lag": ({ lag }) => lag?.maxMs,
};

/** All that is wrong, by the order of the warnings, the worst of each first. */
export function findingsOf(
  watched: Watched,
  { thresholds }: Pick<ConsoleSettings, "thresholds">,
): Finding[] {
  const found = new Map<WarningName, Finding[]>(WARNING_NAMES.map((name) => [name, []]));
  const inspect = <Row extends AnyRow>(rows: Iterable<Row>, gauges: Gauges<Row>) => {
    const wanted = WARNING_NAMES.flatMap((name) => {
      const gauge = gauges[name], threshold = thresholds[name];
      return gauge === undefined || threshold === undefined ? [] : [{ name, gauge, threshold }];
    });
    for (const row of rows) {
      for (const { name, gauge, threshold } of wanted) {
        const measured = gauge(row, watched);
        if (measured !== undefined && measured > threshold) {
          found.get(name)!.push({ name, measured, threshold, row });
        }
      }
    }
  };
  inspect(watched.tasks, TASK_GAUGES);
  inspect(watched.resources, RESOURCE_GAUGES);
  return [...found.values()].flatMap((of) => of.sort((a, b) => b.measured - a.measured));
}

/** A number with the unit of a warning. */
export function gaugeText(
  name: WarningName,
  value: number,
  settings: Pick<ConsoleSettings, "isAscii">,
): string {
  return WARNINGS[name].unit === "%" ? percentText(value, 100) : spokenDuration(value, signsOf(settings));
}

export function sentenceOf(
  finding: Finding,
  settings: Pick<ConsoleSettings, "language" | "isAscii">,
): string {
  const { name, row, measured, threshold } = finding;
  const [part, whole] = partsOf(finding);
  return wordsOf(settings).warnings[name]({
    name: row.name,
    kind: row.kind,
    location: row.location,
    measured: gaugeText(name, measured, settings),
    threshold: gaugeText(name, threshold, settings),
    part,
    whole,
  });
}

/** How much, and of how much. */
function partsOf({ name, row }: Finding): readonly [string, string] {
  if (!isTask(row)) return bytesOf(row.filling?.bytes, row.filling?.maxBytes);
  if (name === "self-wakes") return [String(row.selfWakes), String(row.wakes)];
  return bytesOf(row.retains?.bytes, row.retains?.bound);
}

function bytesOf(bytes?: number, bound?: number): readonly [string, string] {
  return bytes === undefined || bound === undefined ? ["", ""] : [bytesText(bytes), spokenBytes(bound)];
}

export function warningsOf(watched: Watched, settings: ConsoleSettings): Warning[] {
  return findingsOf(watched, settings).map((finding) => ({
    name: finding.name,
    [isTask(finding.row) ? "task" : "resource"]: finding.row.id,
    sentence: sentenceOf(finding, settings),
  }));
}
