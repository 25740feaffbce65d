/**
 * Everything about one resource, above the table of its operations.
 *
 * @module
 */

import type { Filling, ResourceRow } from "../../observe/rows.ts";
import { durationSpan, type ViewContext } from "../state/context.ts";
import { fullness } from "../table/table_columns.ts";
import { totalMs } from "../table/shared_columns.ts";
import { flowed, type ScreenLine, span } from "../words/lines.ts";
import { bytesText, countText, durationText } from "../words/quantities.ts";
import { factLines, warnedLines } from "./task_details.ts";

/** The widest that a bar becomes. */
const BAR_COLUMNS = 60;

export function resourceLines(resource: ResourceRow, context: ViewContext, columns: number): ScreenLine[] {
  const { words: { columns: titles, details, states }, signs, now, picture } = context;
  const { kind, type, location, parent, lag, filling, endedAt, attributes } = resource;
  const parentRow = parent === undefined ? undefined : picture.rows.row(parent);
  const parentName = parentRow === undefined ? "" : ` ${parentRow.kind} ${parentRow.name}`;
  const facts = [
    [span(kind, "strong"), ...(endedAt === undefined ? [] : [span(` ${states.done}`, "gone")])],
    details.made(type, location),
    parent === undefined ? undefined : details.parent(`${parent}${parentName}`),
    [span(`${titles.total} `), durationSpan(totalMs(resource, now), context)],
    lag && details.lag(durationText(lag.medianMs, signs), durationText(lag.maxMs, signs)),
  ];
  return [
    ...flowed(facts, columns),
    ...(filling === undefined ? [] : fillingLines(filling, context, columns)),
    ...factLines(titles.attributes, attributes, columns),
    ...warnedLines(resource.id, context, columns),
  ];
}

/** How full an outbox is: a bar and the numbers. */
function fillingLines(
  filling: Filling,
  { words: { details }, signs, now }: ViewContext,
  columns: number,
): ScreenLine[] {
  const full = fullness(filling);
  const width = Math.min(BAR_COLUMNS, columns - 6);
  const filled = Math.min(width, Math.ceil(full * width)); // a little is seen as a little, not as nothing
  const { lines, maxLines, bytes, maxBytes, highWaterBytes, inFlightBytes, skipped, overHalfSince } = filling;
  const tone = full > 0.5 ? "bad" : "good";
  const bar = [
    span(signs.filled.repeat(filled), tone),
    span(signs.unfilled.repeat(width - filled), "dim"),
    span(` ${Math.round(full * 100)}%`, tone),
  ];
  const facts = [
    details.lines(countText(lines), countText(maxLines)),
    details.bytes(bytesText(bytes), bytesText(maxBytes)),
    details.highWater(bytesText(highWaterBytes)),
    details.inFlight(bytesText(inFlightBytes)),
    span(details.skipped(countText(skipped)), skipped > 0 ? "warn" : "plain"),
    overHalfSince === undefined
      ? undefined
      : span(details.overHalf(durationText(now - overHalfSince, signs)), "bad"),
  ];
  return [bar, ...flowed(facts, columns)];
}
