/**
 * Somebody's settings by the words they are typed with, the same in every language.
 *
 * @module
 */

import type { Dialect } from "../model/dialect.ts";

/** What `/set` sets, in the order of its help. */
export function settingWords(replay: number, { joins, bell, stamps }: Dialect, comma = ", "): string {
  return [`replay ${replay}`, `joins ${joins}`, `bell ${bell}`, `stamps ${onOff(stamps)}`].join(comma);
}

export function onOff(isOn: boolean): string {
  return isOn ? "on" : "off";
}
