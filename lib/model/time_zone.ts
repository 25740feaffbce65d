/**
 * Time zones as people type them.
 *
 * @module
 */

/** The zone of the machine the server runs on. */
export const SYSTEM_ZONE = "system";

/**
 * The zone somebody means, as `Intl` knows it: an IANA name in any letter case (`asia/shanghai`), or an offset from
 * UTC (`+8`, `UTC-3:30`). Undefined where there is no such zone.
 */
export function timeZoneOf(typed: string): string | undefined {
  if (typed.toLowerCase() === SYSTEM_ZONE) return SYSTEM_ZONE;
  const offset = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?([0-5]\d))?$/i.exec(typed);
  if (offset !== null) {
    const [, sign, hours = "", minutes = "00"] = offset;
    return Number(hours) <= 14 ? `${sign}${hours.padStart(2, "0")}:${minutes}` : undefined;
  }
  try {
    return new Intl.DateTimeFormat("en", { timeZone: typed }).resolvedOptions().timeZone;
  } catch {
    return undefined; // a RangeError: no such zone
  }
}
