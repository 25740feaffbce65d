/**
 * The few resources that everybody shares, as rows: the store's batch, the valve, the event loop.
 *
 * @module
 */

import type { OperationRow, ResourceRow } from "../observe/rows.ts";
import type { Inspected } from "./inside.ts";
import type { Task } from "../observe/task.ts";
import type { Looked } from "./parts.ts";
import type { TimeOfDay } from "./task_rows.ts";

/** The shared resources of one server. */
export class SharedResources {
  readonly #parts: Looked;
  readonly #timeOf: TimeOfDay;
  readonly #ids: number;
  readonly #bornAt: number;
  #asked = 0;

  /** Looks at the parts of one server; times become times of day by `timeOf`. */
  constructor(parts: Looked, timeOf: TimeOfDay) {
    this.#parts = parts;
    this.#timeOf = timeOf;
    this.#ids = parts.tasks.nextId(6);
    this.#bornAt = parts.tasks.meter.tick();
  }

  /** All of them; they change all the time, so each asking finds them new. */
  *all(): Generator<Inspected<ResourceRow>> {
    const version = ++this.#asked;
    for (const [place, row] of [this.#batch, this.#valve, this.#loop].entries()) {
      const id = this.#ids + 2 * place;
      yield { id, version, row: () => row(id) };
    }
  }

  readonly #batch = (id: number): ResourceRow => {
    const { archive, tally, of } = this.#parts;
    const { waiting, lost } = archive.unsaved;
    const operation = this.#operation(id, of.store, "Store.save", {
      polls: of.store.times.count,
      isWaiting: archive.health.trouble !== undefined,
    });
    return {
      ...{ id, kind: "batch", name: "store", type: "Archive", location: of.store.location },
      bornAt: this.#timeOf(this.#bornAt),
      attributes: {
        saved: tally.saved,
        waiting,
        lost,
        failures: tally.storeFailures,
        ...(archive.health.trouble !== undefined && { trouble: archive.health.trouble }),
      },
      operations: [{ ...operation, busyMs: of.store.times.sumMs }],
    };
  };

  readonly #valve = (id: number): ResourceRow => {
    const { fanOut, of } = this.#parts;
    const { behind, isPausing, newcomers, outboxesBytes } = fanOut.snapshot();
    return {
      ...{ id, kind: "valve", name: "slow readers", type: "Valve", location: of.delivery.location },
      bornAt: this.#timeOf(this.#bornAt),
      attributes: {
        behind,
        readers: fanOut.readers.size,
        isPausing,
        newcomers,
        outboxesBytes,
      },
      operations: [this.#operation(id, of.delivery, "Valve.pass", { polls: 0, isWaiting: isPausing })],
    };
  };

  readonly #loop = (id: number): ResourceRow => {
    const { lag, of } = this.#parts;
    const { polls } = of.lag.figures;
    return {
      ...{ id, kind: "loop", name: "event loop", type: "runtime", location: of.lag.location },
      bornAt: this.#timeOf(this.#bornAt),
      attributes: {},
      lag: lag.recent,
      operations: [this.#operation(id, of.lag, "setTimeout", { polls, isWaiting: true })],
    };
  };

  #operation(
    resource: number,
    task: Task,
    source: string,
    { polls, isWaiting }: Pick<OperationRow, "polls" | "isWaiting">,
  ): OperationRow {
    return {
      ...{ id: resource + 1, task: task.id, source, bornAt: this.#timeOf(this.#bornAt) },
      ...{ busyMs: task.figures.busyMs, polls, isWaiting, attributes: {} },
    };
  }
}
