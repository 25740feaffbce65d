/**
 * How somebody is spoken to before they have said anything, by the door they came through and the settings of this moment.
 *
 * @module
 */

import { type Dialect, USUAL } from "../model/dialect.ts";
import type { Config } from "../runtime/config.ts";
import { canDraw } from "../wire/telnet/terminal_type.ts";
import type { Caller, Login } from "./connection.ts";

let first: Dialect | undefined; // as it was made last: thousands of silent connections share it

/** How somebody is spoken to of whom nothing is known, by the settings of this moment. */
function firstDialect({ color, language, timeZone }: Config): Dialect {
  const isColored = color === "always";
  if (first?.color === isColored && first.language === language && first.timeZone === timeZone) return first;
  return first = { color: isColored, language, lineEnd: "\n", json: false, timeZone, ...USUAL };
}

let page: Dialect | undefined; // likewise

/** The same for a web page, which reads JSON from the first line on. */
function pageDialect(config: Config): Dialect {
  const { color, language, timeZone } = firstDialect(config);
  if (page?.color === color && page.language === language && page.timeZone === timeZone) return page;
  return page = { color, language, lineEnd: "\n", json: true, isPage: true, timeZone, ...USUAL };
}

/** The same for somebody whose client has told of their terminal; whoever came for one command hears of nothing else. */
function loginDialect(config: Config, { terminal, command }: Login): Dialect {
  const dialect = firstDialect(config);
  return {
    ...dialect,
    color: dialect.color || config.color === "auto" && terminal !== undefined && canDraw(terminal.name),
    lineEnd: terminal === undefined ? "\n" : "\r\n",
    ...command !== undefined && { isDeaf: true },
  };
}

/** How a caller is spoken to at first. */
export function dialectFor({ arrival, login }: Pick<Caller, "arrival" | "login">, config: Config): Dialect {
  if (login !== undefined) return loginDialect(config, login);
  return arrival.isPage ? pageDialect(config) : firstDialect(config);
}
