/**
 * The few resources that everybody shares, as rows: the store's batch, the valve, the event loop.
 *
 * @module
 */

import type { ResourceRow } from "../observe/rows.ts";
import type { Inspected } from "./inside.ts";
import type { Looked } from "./parts.ts";
import { operationOf } from "./resource_rows.ts";
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
    const { archive: { unsaved, health: { trouble } }, tally, of } = this.#parts;
    const { location, timed } = of.store.figures, bornAt = this.#timeOf(this.#bornAt);
    return {
      id,
      kind: "batch",
      name: "store",
      type: "Archive",
      location,
      bornAt,
      attributes: {
        saved: tally.saved,
        ...unsaved,
        failures: tally.storeFailures,
        ...(trouble !== undefined && { trouble }),
      },
      operations: [{
        ...operationOf(id + 1, of.store, "Store.save", bornAt),
        busyMs: timed.sumMs,
        polls: timed.count,
        isWaiting: trouble !== undefined,
      }],
    };
  };

  readonly #valve = (id: number): ResourceRow => {
    const { fanOut, of } = this.#parts, bornAt = this.#timeOf(this.#bornAt);
    const { behind, isPausing, newcomers, outboxesBytes } = fanOut.snapshot();
    const pass = operationOf(id + 1, of.delivery, "Valve.pass", bornAt);
    return {
      id,
      kind: "valve",
      name: "slow readers",
      type: "Valve",
      location: of.delivery.figures.location,
      bornAt,
      attributes: { behind, readers: fanOut.readers.size, isPausing, newcomers, outboxesBytes },
      operations: [{ ...pass, polls: 0, isWaiting: isPausing }],
    };
  };

  readonly #loop = (id: number): ResourceRow => {
    const { lag, of } = this.#parts, bornAt = this.#timeOf(this.#bornAt);
    return {
      id,
      kind: "loop",
      name: "event loop",
      type: "runtime",
      location: of.lag.figures.location,
      bornAt,
      attributes: {},
      lag: lag.recent,
      operations: [{ ...operationOf(id + 1, of.lag, "setTimeout", bornAt), isWaiting: true }],
    };
  };
}
