/** How readers of tests are spoken to. @module */

import { type Dialect, USUAL } from "../../lib/model/dialect.ts";

export const PLAIN: Dialect = {
  color: false,
  language: "en",
  lineEnd: "\n",
  json: false,
  timeZone: "UTC",
  ...USUAL,
};
export const COLOUR: Dialect = { ...PLAIN, color: true };
export const CHINESE: Dialect = { ...PLAIN, language: "zh" };
export const TELNET: Dialect = { ...PLAIN, lineEnd: "\r\n" };
export const JSON_LINES: Dialect = { ...PLAIN, json: true };
/** For a person at a web page. */
export const PAGE: Dialect = { ...JSON_LINES, isPage: true };
/** In colour, and with everything else set. */
export const LOUD: Dialect = { ...COLOUR, joins: "few", bell: "all", stamps: true };
