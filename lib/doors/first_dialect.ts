/**
 * How somebody is spoken to before they have said anything, by the door they came through and the settings of this moment.
 *
 * @module
 */

import { type Dialect, USUAL } from "../model/dialect.ts";
import type { Config } from "../runtime/config.ts";

let first: Dialect | undefined; // as it was made last: thousands of silent connections share it

/** How somebody is spoken to of whom nothing is known, by the settings of this moment. */
export function firstDialect({ color, language, timeZone }: Config): Dialect {
  const isColored = color === "always";
  if (first?.color === isColored && first.language === language && first.timeZone === timeZone) return first;
  return first = { color: isColored, language, lineEnd: "\n", json: false, timeZone, ...USUAL };
}

let page: Dialect | undefined; // likewise

/** The same for a web page, which reads JSON from the first line on. */
export function pageDialect(config: Config): Dialect {
  const { color, language, timeZone } = firstDialect(config);
  if (page?.color === color && page.language === language && page.timeZone === timeZone) return page;
  return page = { color, language, lineEnd: "\n", json: true, isPage: true, timeZone, ...USUAL };
}
