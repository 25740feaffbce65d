/**
 * A server's inside that a test makes up row by row.
 *
 * @module
 */

import type { Figures, OutboxDump, TaskDetails } from "../../lib/observe/console_protocol.ts";
import type { Inspected, ResourceRow, TaskRow } from "../../lib/observe/rows.ts";
import type { Measure } from "../../lib/inspect/measure.ts";
import type { Inside } from "../../lib/inspect/inspector.ts";

/** Figures of a server in which nothing happens. */
export const FIGURES: Figures = {
  connections: 2,
  guests: 1,
  rooms: 1,
  linesIn: 10,
  linesOut: 20,
  cpuMs: 5,
  residentBytes: 1000,
  troubles: [],
};

/** How its consoles are greeted. */
export const HELLO = {
  kind: "hello",
  protocol: 1,
  version: "1",
  updateMs: 500,
  retainMs: 1,
  startedAt: 0,
} as const;

/** A task with a number; whatever is not given is zero. */
export function taskRow(id: number, more: Partial<TaskRow> = {}): TaskRow {
  return {
    id,
    kind: "reader",
    name: `task ${id}`,
    location: "lib/doors/visit.ts:1",
    fields: {},
    state: "idle",
    bornAt: 0,
    busyMs: 0,
    schedMs: 0,
    polls: 0,
    wakes: 0,
    selfWakes: 0,
    longestMs: 0,
    waitsFor: "bytes",
    ...more,
  };
}

/** A resource with a number. */
export function resourceRow(id: number, more: Partial<ResourceRow> = {}): ResourceRow {
  return {
    id,
    kind: "outbox",
    name: `resource ${id}`,
    type: "BoundedChannel",
    location: "lib/delivery/fan_out.ts:1",
    bornAt: 0,
    attributes: {},
    operations: [],
    ...more,
  };
}

interface Kept<Row> {
  version: number;
  row: Row;
}

/** The inside. Rows that are put in again have another version. */
export class FakeInside implements Inside {
  /** How many rows were made. */
  rowsMade = 0;
  /** How many look on now. */
  onlookers = 0;
  /** Tells its time. */
  time = () => 0;
  /** Whom somebody kicked. */
  readonly kicked: number[] = [];
  /** What is measured. */
  measured: Measure[] = [];
  /** Names that can be kicked, by number. */
  readonly namesById = new Map<number, string>();
  /** Outboxes that can be dumped, by number. */
  readonly dumpsById = new Map<number, OutboxDump>();
  /** Tasks of which more is known, by number. */
  readonly detailsById = new Map<number, TaskDetails>();
  readonly #tasks = new Map<number, Kept<TaskRow>>();
  readonly #resources = new Map<number, Kept<ResourceRow>>();

  /** Puts tasks in, or changes them. */
  putTasks(...rows: TaskRow[]): void {
    for (const row of rows) put(this.#tasks, row);
  }

  /** Puts resources in, or changes them. */
  putResources(...rows: ResourceRow[]): void {
    for (const row of rows) put(this.#resources, row);
  }

  /** Lets rows go. */
  remove(...ids: number[]): void {
    for (const id of ids) this.#tasks.delete(id) || this.#resources.delete(id);
  }

  tasks(): Iterable<Inspected<TaskRow>> {
    return this.#all(this.#tasks);
  }

  resources(): Iterable<Inspected<ResourceRow>> {
    return this.#all(this.#resources);
  }

  now(): number {
    return this.time();
  }

  figures(): Figures {
    return FIGURES;
  }

  attend(): Disposable {
    this.onlookers++;
    return { [Symbol.dispose]: () => void this.onlookers-- };
  }

  measures(): Measure[] {
    return this.measured;
  }

  detailsOf(task: number): TaskDetails | undefined {
    return this.detailsById.get(task);
  }

  kick(id: number): string | undefined {
    const name = this.namesById.get(id);
    if (name !== undefined) this.kicked.push(id);
    return name;
  }

  dump(resource: number): OutboxDump | undefined {
    return this.dumpsById.get(resource);
  }

  *#all<Row>(rows: ReadonlyMap<number, Kept<Row>>): Generator<Inspected<Row>> {
    for (const [id, { version, row }] of rows) {
      const made = () => {
        this.rowsMade++;
        return row;
      };
      yield { id, version, row: made };
    }
  }
}

function put<Row extends { readonly id: number }>(rows: Map<number, Kept<Row>>, row: Row): void {
  rows.set(row.id, { version: (rows.get(row.id)?.version ?? 0) + 1, row });
}
