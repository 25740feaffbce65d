/**
 * The tasks and resources that were heard of, by their numbers: new rows replace old ones, and what has ended stays for a
 * while. It is changed in place by every update, because 20,000 rows are not copied several times a second; whoever wants
 * them to stay as they are makes a copy.
 *
 * @module
 */

import type { Update } from "../../observe/console_protocol.ts";
import type { ResourceRow, TaskRow } from "../../observe/rows.ts";

export type AnyRow = TaskRow | ResourceRow;

/** Most rows that are kept although the server has let go of them; the oldest go first. */
const MAX_LET_GO = 10_000;

/** All rows, and what was worked out from them since the last update. */
export class Rows {
  readonly #tasks: Map<number, TaskRow>;
  readonly #resources: Map<number, ResourceRow>;
  /** When rows ended that are still shown. */
  readonly #endedAt: Map<number, number>;
  /** Rows that are shown, but not kept by the server any more. */
  readonly #letGo: Set<number>;
  /** Rows that are kept by the server, but not shown any more. */
  readonly #hidden: Set<number>;
  /** Since when tasks are idle and wait for nothing. */
  readonly #stuckSince: Map<number, number>;
  readonly #worked = new Map<string, unknown>();
  readonly #texts = new WeakMap<object, string>();
  #greatestId: number;

  /** An empty table, or a copy of `others`. */
  constructor(others?: Rows) {
    this.#tasks = new Map(others?.tasks);
    this.#resources = new Map(others?.resources);
    this.#stuckSince = new Map(others?.stuckSince);
    this.#endedAt = new Map(others ? others.#endedAt : []);
    this.#letGo = new Set(others ? others.#letGo : []);
    this.#hidden = new Set(others ? others.#hidden : []);
    this.#greatestId = others?.greatestId ?? 0;
  }

  get tasks(): ReadonlyMap<number, TaskRow> {
    return this.#tasks;
  }

  get resources(): ReadonlyMap<number, ResourceRow> {
    return this.#resources;
  }

  /** Since when tasks are idle and wait for what nobody can settle, as far as it was seen here. */
  get stuckSince(): ReadonlyMap<number, number> {
    return this.#stuckSince;
  }

  row(id: number): AnyRow | undefined {
    return this.#tasks.get(id) ?? this.#resources.get(id);
  }

  get greatestId(): number {
    return this.#greatestId;
  }

  /** How many of the rows that the server keeps have come. */
  get known(): number {
    return this.#tasks.size + this.#resources.size - this.#letGo.size + this.#hidden.size;
  }

  /** Takes in an update. What has ended stays for `retainMs`, by the server's clock. */
  take({ tasks, resources, gone, now }: Update, retainMs: number): void {
    this.#worked.clear();
    for (const task of tasks) this.#takeTask(task, now, retainMs);
    for (const resource of resources) {
      if (this.#isShown(resource.id, resource.endedAt, now, retainMs)) {
        this.#resources.set(resource.id, resource);
      }
    }
    for (const id of gone) {
      this.#endResource(id, now, retainMs);
      if (!this.#hidden.delete(id) && this.#endedAt.has(id)) this.#letGo.add(id);
      else this.#drop(id);
    }
    for (const [id, endedAt] of this.#endedAt) if (now - endedAt >= retainMs) this.#hide(id);
    for (const id of this.#letGo) {
      if (this.#letGo.size <= MAX_LET_GO) break;
      this.#drop(id);
    }
  }

  /** A server lets go of resources as soon as they end. Timers end all the time: they would fill the screen. */
  #endResource(id: number, now: number, retainMs: number): void {
    const resource = this.#resources.get(id);
    if (resource === undefined || resource.kind === "timer" || resource.endedAt !== undefined) return;
    if (this.#isShown(id, now, now, retainMs)) this.#resources.set(id, { ...resource, endedAt: now });
  }

  #takeTask(task: TaskRow, now: number, retainMs: number): void {
    const { id } = task;
    const isStuck = task.state === "idle" && task.waitsFor === "nothing";
    const hadTurn = this.#tasks.get(id)?.polls !== task.polls;
    if (!isStuck) this.#stuckSince.delete(id);
    else if (hadTurn || !this.#stuckSince.has(id)) this.#stuckSince.set(id, now);
    const endedAt = task.state === "done" ? task.endedAt ?? now : undefined;
    if (this.#isShown(id, endedAt, now, retainMs)) this.#tasks.set(id, task);
  }

  /** Whether a row that has come is shown; where it has ended, until when. */
  #isShown(id: number, endedAt: number | undefined, now: number, retainMs: number): boolean {
    this.#greatestId = Math.max(this.#greatestId, id);
    if (endedAt === undefined) return true;
    this.#endedAt.set(id, endedAt);
    if (now - endedAt < retainMs) return true;
    this.#hide(id);
    return false;
  }

  /** Shows a row no more, and remembers that the server still keeps it, if it does. */
  #hide(id: number): void {
    if (!this.#letGo.has(id)) this.#hidden.add(id);
    this.#drop(id);
  }

  #drop(id: number): void {
    this.#tasks.delete(id);
    this.#resources.delete(id);
    this.#endedAt.delete(id);
    this.#letGo.delete(id);
    this.#stuckSince.delete(id);
  }

  /** What `make` gives, worked out once between two updates. */
  once<T>(name: string, make: () => T): T {
    if (this.#worked.size > 20) this.#worked.clear(); // somebody types a filter while nothing comes
    if (!this.#worked.has(name)) this.#worked.set(name, make());
    return this.#worked.get(name) as T; // one name stands for one thing
  }

  /** The text in which a row is searched, made once for every row that comes. */
  textOf<Row extends object>(row: Row, make: (row: Row) => string): string {
    const text = this.#texts.get(row) ?? make(row);
    this.#texts.set(row, text);
    return text;
  }
}
