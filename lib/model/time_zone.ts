/**
 * Time zones as people type them. A zone keeps the name it was given: `Intl` knows several of them by old names only, so
 * it is asked whether there is such a zone, and never what it is called.
 *
 * @module
 */

import { narrow } from "../text/narrow.ts";

/** The zone of the machine the server runs on. */
export const SYSTEM_ZONE = "system";

/** Zones of the IANA database whose names are one word, in the letter case they have there; abbreviations are not among them. */
const WORDS: ReadonlyMap<string, string> = new Map(
  ("UTC UCT GMT GMT0 Zulu Universal Greenwich WET CET MET EET EST5EDT CST6CDT MST7MDT PST8PDT Cuba Egypt Eire GB " +
    "GB-Eire Hongkong Iceland Iran Israel Jamaica Japan Kwajalein Libya NZ NZ-CHAT Navajo PRC Poland Portugal ROC " +
    "ROK Singapore Turkey W-SU").split(" ").map((word) => [word.toLowerCase(), word]),
);

/** Parts of names with a slash that are not written with one capital in front, for each of their words. */
const SPELT: ReadonlyMap<string, string> = new Map(
  ("es of au UTC UCT GMT GMT0 US ACT NSW LHI IN McMurdo DumontDUrville ComodRivadavia DeNoronha EasterIsland " +
    "BajaNorte BajaSur").split(" ").map((word) => [word.toLowerCase(), word]),
);

/**
 * What short names of zones may mean. Each is in use in several places, or is no name of the IANA database: `Intl` takes
 * BST for Bangladesh and ACT for Australia.
 */
const MEANINGS: Readonly<Record<string, string>> = {
  ACT: "Australia/Darwin America/Rio_Branco",
  ADT: "America/Halifax Asia/Riyadh",
  AEDT: "Australia/Sydney",
  AEST: "Australia/Sydney Australia/Brisbane",
  AET: "Australia/Sydney",
  AGT: "America/Argentina/Buenos_Aires",
  ART: "America/Argentina/Buenos_Aires Africa/Cairo",
  AST: "America/Halifax Asia/Riyadh",
  AWST: "Australia/Perth",
  BET: "America/Sao_Paulo",
  BRT: "America/Sao_Paulo",
  BST: "Europe/London Asia/Dhaka",
  CAT: "Africa/Maputo",
  CDT: "America/Chicago America/Havana Asia/Shanghai",
  CEST: "Europe/Berlin Europe/Paris",
  CNT: "America/St_Johns",
  CST: "America/Chicago Asia/Shanghai America/Havana",
  CT: "America/Chicago",
  CTT: "Asia/Shanghai",
  EAT: "Africa/Nairobi",
  ECT: "Europe/Paris America/Guayaquil",
  EDT: "America/New_York",
  EEST: "Europe/Athens Europe/Kyiv",
  EST: "America/New_York Australia/Sydney America/Panama",
  ET: "America/New_York",
  GST: "Asia/Dubai Atlantic/South_Georgia",
  HKT: "Asia/Hong_Kong",
  HST: "Pacific/Honolulu",
  IDT: "Asia/Jerusalem",
  IET: "America/Indiana/Indianapolis",
  IST: "Asia/Kolkata Europe/Dublin Asia/Jerusalem",
  JST: "Asia/Tokyo",
  KST: "Asia/Seoul",
  MDT: "America/Denver",
  MIT: "Pacific/Apia",
  MSK: "Europe/Moscow",
  MST: "America/Denver America/Phoenix Asia/Kuala_Lumpur",
  MT: "America/Denver",
  NET: "Asia/Yerevan",
  NST: "America/St_Johns Pacific/Auckland",
  NZDT: "Pacific/Auckland",
  NZST: "Pacific/Auckland",
  PDT: "America/Los_Angeles",
  PHT: "Asia/Manila",
  PKT: "Asia/Karachi",
  PLT: "Asia/Karachi",
  PNT: "America/Phoenix",
  PRT: "America/Puerto_Rico",
  PST: "America/Los_Angeles Asia/Manila",
  PT: "America/Los_Angeles",
  SAST: "Africa/Johannesburg",
  SGT: "Asia/Singapore",
  SST: "Asia/Singapore Pacific/Guadalcanal Pacific/Pago_Pago",
  VST: "Asia/Ho_Chi_Minh",
  WEST: "Europe/Lisbon",
  WIB: "Asia/Jakarta",
  WST: "Australia/Perth Pacific/Apia",
};

/**
 * The zone somebody means: an IANA name as they gave it, in its own letter case (`asia/shanghai` is `Asia/Shanghai`), or
 * an offset from UTC (`+8`, `UTC-3:30`). Undefined where there is no such zone, or more than one.
 */
export function timeZoneOf(typed: string): string | undefined {
  const text = narrow(typed).trim();
  const word = text.toLowerCase();
  if (word === SYSTEM_ZONE) return SYSTEM_ZONE;
  if (word === "z") return "UTC";
  const offset = /^(?:UTC|GMT)?([+\-\u2212])(\d{1,2})(?::?([0-5]\d))?$/i.exec(text);
  if (offset !== null) {
    const [, sign = "", hours = "", minutes = "00"] = offset;
    if (Number(hours) > 14) return undefined;
    return `${sign === "+" ? "+" : "-"}${hours.padStart(2, "0")}:${minutes}`;
  }
  const zone = WORDS.get(word) ?? (text.includes("/") ? inItsCase(word) : "");
  return isZone(zone) ? zone : undefined;
}

/** The zones that a short name may mean; none where it is no short name that people use. */
export function zonesMeant(typed: string): readonly string[] {
  const text = narrow(typed).trim().toUpperCase();
  return Object.hasOwn(MEANINGS, text) ? MEANINGS[text]!.split(" ") : [];
}

/** What a short name may mean, as the end of a sentence; empty where there is nothing to tell. */
export function zoneHint(typed: string): string {
  const zones = zonesMeant(typed);
  return zones.length === 0 ? "" : `; a short name may mean several places, use ${zones.join(" or ")}`;
}

/** A name with a slash as the database writes it. */
function inItsCase(word: string): string {
  return word.replace(/[a-z]+\d?/g, (part) => SPELT.get(part) ?? part[0]!.toUpperCase() + part.slice(1));
}

function isZone(name: string): boolean {
  if (name === "" || name.startsWith("Systemv/")) return false; // Intl's own, and no IANA name
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false; // a RangeError: no such zone
  }
}
