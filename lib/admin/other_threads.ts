/**
 * The answers of the admin door for a whole process: of its own thread, and of others where there are some.
 *
 * @module
 */

import type { Measure } from "../inspect/measure.ts";
import { summedMeasures } from "../inspect/summed_measures.ts";
import type { Readiness } from "./readiness.ts";

/** How far a drain is. */
export interface Draining {
  readonly people: number;
  readonly stopsInMs: number;
}

/** What one thread knows of itself. */
export interface OwnThread {
  measures(): Measure[];
  readiness(): Readiness;
  drain(): Draining | Promise<Draining>;
}

/** All others: an answer of each, of as many as give one. */
export interface OtherThreads {
  measures(): Promise<readonly (readonly Measure[])[]>;
  readiness(): Promise<readonly Readiness[]>;
  /** Drains them; this thread has nobody to wait for. */
  drain(): Promise<readonly Draining[]>;
}

/** The same of all together. */
export interface WholeProcess {
  measures(): readonly Measure[] | Promise<readonly Measure[]>;
  readiness(): Readiness | Promise<Readiness>;
  drain(): Draining | Promise<Draining>;
}

export function wholeProcess(own: OwnThread, others: OtherThreads | undefined): WholeProcess {
  if (others === undefined) return own;
  return {
    measures: async () => summedMeasures(own.measures(), await others.measures()),
    readiness: async () => togetherReady([own.readiness(), ...await others.readiness()]),
    drain: async () => drainingOf(await others.drain()),
  };
}

/** How far several drains are as one. */
export function drainingOf(all: readonly Draining[]): Draining {
  return {
    people: all.reduce((sum, { people }) => sum + people, 0),
    stopsInMs: Math.max(0, ...all.map(({ stopsInMs }) => stopsInMs)),
  };
}

/** Ready where all are; what several say alike is said once. */
function togetherReady(all: readonly Readiness[]): Readiness {
  return {
    isAccepting: all.every(({ isAccepting }) => isAccepting),
    troubles: [...new Set(all.flatMap(({ troubles }) => troubles))],
    notes: [...new Set(all.flatMap(({ notes }) => notes))],
  };
}
