/**
 * The ledger of a simulated process as one of its workers reads it: by a desk, and over a way between two threads on which
 * everything takes a moment.
 *
 * @module
 */

import type { Ledger } from "../../../lib/cluster/ledger.ts";
import { Desk } from "../../../lib/cluster/workers/desk.ts";
import type { FromDesk, FromWorker, Port } from "../../../lib/cluster/workers/port_messages.ts";
import { WorkerLedger } from "../../../lib/cluster/workers/worker_ledger.ts";
import type { Clock } from "../../../lib/runtime/clock.ts";

/** How long the desk rests between two turns, how long a message is on its way, and a worker needs to start, in milliseconds. */
const REST_MS = 25, WAY_MS = 1, START_MS = 100;

/**
 * @param clock of the process, by which the desk rests
 * @param wire of the same, by which messages get there
 */
export function handedOn<Record>(behind: Ledger<Record>, clock: Clock, wire: Clock): Ledger<Record> {
  const desk = new Desk<Record>(behind, clock, () => REST_MS),
    { first } = desk,
    [here, there] = wayBetween(wire);
  const worker = new WorkerLedger<Record>(there, wire);
  return {
    open(after, reading, time) {
      void first.open(after, SILENT, time);
      const opened = worker.open(after, reading);
      wire.after(START_MS, () => desk.attach(here)); // what is told until then waits for it
      return opened;
    },
    append: (record) => worker.append(record),
    beat: (life) => worker.beat(life),
    note: (text) => worker.note(text),
    replace: (from, upTo, instead) => first.replace(from, upTo, instead), // as the main thread does
    close() {
      void worker.close();
      return first.close();
    },
  };
}

/** A main thread that has nothing to do. */
const SILENT = { record() {}, turn() {}, way() {}, beat() {}, note() {}, failed() {} };

function wayBetween(wire: Clock): readonly [Port, Port] {
  const ends: Port[] = [0, 1].map((own) => ({
    onmessage: null,
    postMessage(message: FromWorker | FromDesk) {
      const data = structuredClone(message);
      wire.after(WAY_MS, () => ends[1 - own]!.onmessage?.({ data } as MessageEvent));
    },
  }));
  return [ends[0]!, ends[1]!];
}
