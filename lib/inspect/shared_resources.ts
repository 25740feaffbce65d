/**
 * The few resources that everybody shares, as rows: the store's batch, the valve, the event loop.
 *
 * @module
 */

import type { Inspected, ResourceRow } from "../observe/rows.ts";
import type { Looked } from "./parts.ts";
import { operationOf } from "./resource_rows.ts";

/**
 * All of them; they change all the time, so each asking has another version.
 * @param first the first of {@linkcode SHARED_IDS} numbers in a row
 */
export function* inspectedShared(
  parts: Looked,
  { first, version, bornAt }: { readonly first: number; readonly version: number; readonly bornAt: number },
): Generator<Inspected<ResourceRow>> {
  for (const [place, rowOf] of [batchRow, valveRow, loopRow].entries()) {
    const id = first + 2 * place;
    yield { id, version, row: () => rowOf(parts, id, bornAt) };
  }
}

/** How many numbers they have: each one of its own, and the one behind it for what is done with it. */
export const SHARED_IDS = 6;

function batchRow(parts: Looked, id: number, bornAt: number): ResourceRow {
  const { archive: { unsaved, health: { trouble } }, tally, of } = parts;
  const { location, sizes: { timed } } = of.store.figures;
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
}

function valveRow(parts: Looked, id: number, bornAt: number): ResourceRow {
  const { fanOut, of } = parts;
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
}

function loopRow(parts: Looked, id: number, bornAt: number): ResourceRow {
  const { lag, of } = parts;
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
}
