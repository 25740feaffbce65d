/**
 * Everything about one resource, above the table of its operations.
 *
 * @module
 */

import type { Filling, ResourceRow } from "../../observe/rows.ts";
import { factsText, totalMs } from "../table/shared_columns.ts";
import { flowed, span, wrapped } from "../words/lines.ts";
import { bytesText, countText, durationText } from "../words/quantities.ts";
import { rowOf } from "../table/related.ts";
import { fullness } from "../table/resource_columns.ts";
import type { ScreenLine } from "../words/screen_types.ts";
import { durationSpan, type Seeing } from "../state/context.ts";
import { warnedLines } from "./task_lines.ts";

/** More lines than anything needs: details are scrolled. */
const ALL = 100;

/** The widest that a bar becomes. */
const BAR_COLUMNS = 60;

/** The lines above the table. */
export function resourceLines(resource: ResourceRow, seeing: Seeing, columns: number): ScreenLine[] {
  const { words: { columns: titles, details, states }, signs, now, picture } = seeing;
  const { kind, type, location, parent, lag, filling, endedAt, attributes } = resource;
  const parentRow = parent === undefined ? undefined : rowOf(picture.rows, parent);
  const facts = factsText(attributes);
  return [
    ...flowed(
      [
        [span(kind, "strong"), ...(endedAt === undefined ? [] : [span(` ${states.done}`, "gone")])],
        [span(details.made(type, location))],
        ...(parent === undefined ? [] : [[
          span(details.parent(`${parent}${parentRow ? ` ${parentRow.kind} ${parentRow.name}` : ""}`)),
        ]]),
        [span(`${titles.total} `), durationSpan(totalMs(resource, now), seeing)],
        ...(lag === undefined
          ? []
          : [[span(details.lag(durationText(lag.medianMs, signs), durationText(lag.maxMs, signs)))]]),
      ],
      columns,
      ALL,
    ),
    ...(filling === undefined ? [] : fillingLines(filling, seeing, columns)),
    ...(facts === ""
      ? []
      : wrapped(`${titles.attributes}: ${facts}`, columns, "  ").map((line) => [span(line)])),
    ...warnedLines(resource.id, seeing, columns),
  ];
}

/** How full an outbox is: a bar and the numbers. */
function fillingLines(
  filling: Filling,
  { words: { details }, signs, now }: Seeing,
  columns: number,
): ScreenLine[] {
  const full = fullness(filling);
  const width = Math.min(BAR_COLUMNS, columns - 6);
  const filled = Math.min(width, Math.ceil(full * width)); // a little is seen as a little, not as nothing
  const { lines, maxLines, bytes, maxBytes, highWaterBytes, inFlightBytes, skipped, overHalfSince } = filling;
  const tone = full > 0.5 ? "bad" : "good";
  return [
    [
      span(signs.filled.repeat(filled), tone),
      span(signs.unfilled.repeat(width - filled), "dim"),
      span(` ${Math.round(full * 100)}%`, tone),
    ],
    ...flowed(
      [
        [span(details.lines(countText(lines), countText(maxLines)))],
        [span(details.bytes(bytesText(bytes), bytesText(maxBytes)))],
        [span(details.highWater(bytesText(highWaterBytes)))],
        [span(details.inFlight(bytesText(inFlightBytes)))],
        [span(details.skipped(countText(skipped)), skipped > 0 ? "warn" : "plain")],
        ...(overHalfSince === undefined
          ? []
          : [[span(details.overHalf(durationText(now - overHalfSince, signs)), "bad")]]),
      ],
      columns,
      ALL,
    ),
  ];
}
