/**
 * What the bench prints at its end: tables for the README, and sentences that say what they mean.
 *
 * @module
 */

import { comparison } from "./comparison.ts";
import { type Column, type Sheet, sheetOf, SHEETS } from "./figures.ts";
import { cellOf, markdownTable } from "./markdown_table.ts";
import { type Measurement, nameOf, type Row, rowsOf, valuesOf } from "./rows.ts";
import { median } from "./statistics.ts";

/** Everything that is printed, for one server or two. */
export function report(servers: readonly string[], measurements: readonly Measurement[]): string {
  const parts = SHEETS.flatMap((sheet) => {
    const those = measurements.filter(({ scenario }) => sheetOf(scenario) === sheet);
    return those.length === 0 ? [] : [figures(sheet, servers, those)];
  });
  parts.push(...loadNote(servers, measurements));
  const [, other] = servers;
  if (other !== undefined) parts.push(...comparison(other, measurements));
  return parts.join("\n\n");
}

function figures(sheet: Sheet, servers: readonly string[], measurements: readonly Measurement[]): string {
  const hasPhases = sheet.phases.length > 1, hasServers = servers.length > 1;
  const head = ["scenario", ...(hasPhases ? [""] : []), ...(hasServers ? ["server"] : [])];
  const lines = rowsOf(measurements).flatMap((row) =>
    servers.map((server, at) => [
      at === 0 ? `${row.scenario.name}: ${row.scenario.about}` : "",
      ...(hasPhases ? [at === 0 ? row.phase : ""] : []),
      ...(hasServers ? [server] : []),
      ...sheet.columns.map((column) => cellOf(medianOf(column, row, at), column.digits)),
    ])
  );
  return markdownTable([...head, ...sheet.columns.map(({ title }) => title)], lines, head.length);
}

/** Where the client worked harder than the server. */
function loadNote(servers: readonly string[], measurements: readonly Measurement[]): string[] {
  const heavy = rowsOf(measurements).flatMap((row) => {
    const column = sheetOf(row.scenario).columns.find(({ isLoad }) => isLoad)!;
    return servers.flatMap((server, at) => {
      const load = medianOf(column, row, at);
      if (load === undefined || load <= 1) return [];
      return [`${nameOf(row)}${servers.length > 1 ? `, ${server}` : ""}: ${cellOf(load, 2)}`];
    });
  });
  if (heavy.length === 0) return [];
  return [
    `The load client used more CPU than the server, so lines/s and times tell of both (${heavy.join("; ")}).`,
  ];
}

/** The middle of all runs of a server. */
function medianOf(column: Column, row: Row, server: number): number | undefined {
  return median(valuesOf(column, row, server).filter((value) => value !== undefined));
}
