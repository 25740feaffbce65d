/**
 * The rows of all tables: what was measured, by scenario and phase.
 *
 * @module
 */

import { type Column, sheetOf } from "./figures.ts";
import type { PhaseName, Run } from "./measured.ts";
import { type Scenario, scenariosOf } from "./scenarios.ts";

/** All runs of one scenario: of each server in the order of their names, equally many. */
export interface Measurement {
  readonly scenario: Scenario;
  readonly runs: readonly (readonly Run[])[];
}

/** A scenario in one of its phases. */
export interface Row extends Measurement {
  readonly phase: PhaseName;
}

export function rowsOf(measurements: readonly Measurement[]): Row[] {
  return measurements.flatMap((measurement) =>
    sheetOf(measurement.scenario).phases.map((phase) => ({ ...measurement, phase }))
  );
}

/** The figure of every run of a server. */
export function valuesOf(
  { of }: Column,
  { scenario, phase, runs }: Row,
  server: number,
): (number | undefined)[] {
  return runs[server]!.map((run) => of(run, phase, scenario));
}

/** What a sentence calls the row. */
export function nameOf({ scenario, phase }: Row): string {
  const { name, about } = scenario, isOneOfMany = sheetOf(scenario).phases.length > 1;
  const what = scenariosOf([name]).length > 1 ? about : name;
  return isOneOfMany ? `${what}, ${phase}` : what;
}
