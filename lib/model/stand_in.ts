/**
 * Another name for somebody whose name was let in by an older server and is reserved today: `guest-Servér` for `Servér`.
 * It is the same in every file, so that lines, rooms and owners find each other again.
 *
 * @module
 */

import type { CleanText, Name } from "../text/clean.ts";
import { lookAlikeKeys } from "../text/look_alike.ts";
import { checkName } from "./name.ts";
import { imitatesServer, isReservedWord } from "./reserved_name.ts";

/** Words for a guest, each in another script: a name is written in one. */
const PREFIXES = ["guest-", "访客-", "гость-", "ξένος-"];

/**
 * The name that stands in for a reserved one; undefined for a name that is not reserved, and for the reserved words
 * themselves, which nobody was ever called.
 *
 * @example
 * ```ts
 * import { standInFor } from "./stand_in.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(["Server.", "系统1", "anna"].map(standInFor) as unknown, ["guest-Server.", "访客-系统1", undefined]);
 * ```
 */
export function standInFor(name: string): Name | undefined {
  if (!imitatesServer(name) || isReservedWord(name)) return undefined;
  for (const prefix of PREFIXES) {
    const check = checkName(`${prefix}${name}` as CleanText);
    if (check.kind === "name") return check.name;
  }
  return `${PREFIXES[0]}${digest(lookAlikeKeys(name)[0]!)}` as Name; // too long, or in a rare script
}

/** A short word for a long one: FNV-1a, in letters and digits. */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(36);
}
