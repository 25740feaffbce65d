/**
 * Somebody's settings by the words they are typed with, the same in every language.
 *
 * @module
 */

import type { YouNotices } from "../model/notices/you.ts";

/** What `/set` sets, in the order of its help. */
export function settingWords({ replay, dialect, hasEditor }: YouNotices["settings"], comma = ", "): string {
  const { joins, bell, stamps } = dialect;
  return [
    ...[`replay ${replay}`, `joins ${joins}`, `bell ${bell}`],
    ...[`stamps ${onOff(stamps)}`, `editor ${onOff(hasEditor)}`],
  ].join(comma);
}

export function onOff(isOn: boolean): string {
  return isOn ? "on" : "off";
}
