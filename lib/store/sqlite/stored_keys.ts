/**
 * The keys by which people are recognised (`guest.ts`), as files of version 1 have them, written anew: a port for both
 * families called an IPv4 peer `::ffff:192.0.2.1`, and names were let in that are reserved today.
 *
 * @module
 */

import { Identity, nameKey } from "../../accounts/identity.ts";
import { lookAlikeKeys } from "../../text/look_alike.ts";
import { standInFor } from "../../model/stand_in.ts";
import type { SqliteFile } from "./file.ts";

/**
 * Letters by which a name in a key may have been written: the key has what they look like, and a name that is reserved by
 * its sound (`Админ`) does not sound so any more. In Greek `o` may be two letters.
 */
const ALPHABETS = [
  "абвгґдеёєжзиіїйклмнопрстуўфхцчшщъыьэюя",
  "αβγδεζηθικλμνξοπρτυφχψω",
  "αβγδεζηθικλμνξσπρτυφχψω",
];

/** The letters of every alphabet by what they look like; made when first needed, which few starts do. */
let alphabets: readonly ReadonlyMap<string, string>[] | undefined;

/** Within the file's transaction. Two keys that become one hold the later of what they held. */
export function rewriteKeys(file: SqliteFile): void {
  const own = file.prepare("UPDATE rooms SET owners = ? WHERE name = ?");
  for (const { name, owners } of file.rows("SELECT name, owners FROM rooms")) {
    const keys = new Set((JSON.parse(String(owners)) as string[]).flatMap(keysOf));
    own.run(JSON.stringify([...keys]), String(name));
  }
  const drop = file.prepare("DELETE FROM seen WHERE key = ?");
  const put = file.prepare(`
    INSERT INTO seen (key, id, time) VALUES (?, ?, ?)
    ON CONFLICT DO UPDATE SET id = max(id, excluded.id), time = max(time, excluded.time)`);
  for (const { key, id, time } of file.rows("SELECT key, id, time FROM seen")) {
    const old = String(key);
    const keys = keysOf(old);
    if (!keys.includes(old)) drop.run(old);
    for (const key of keys) if (key !== old) put.run(key, Number(id), Number(time));
  }
}

/**
 * A key with its address as it is called today, and where its name is reserved today that of the name that stands in for
 * it: under that one, its owner comes back. Names hold no `@`.
 */
function keysOf(key: string): string[] {
  return Identity.kept(key).underNames((name) => {
    const standIns = [name, ...spellingsOf(name)].map(standInFor).filter((standIn) => standIn !== undefined);
    return new Set([name, ...standIns.map(nameKey)]);
  }).map((identity) => identity.key);
}

/** What else may have been written where a key has this name; reserved words of other alphabets never look all like ASCII. */
function spellingsOf(name: string): string[] {
  if (/^\p{ASCII}*$/u.test(name)) return [];
  alphabets ??= ALPHABETS.map((letters) =>
    new Map(Array.from(letters, (letter) => [lookAlikeKeys(letter)[0]!, letter]))
  );
  return alphabets.map((letters) => writtenBy(letters, name)).filter((spelling) => spelling !== undefined);
}

/** The name in these letters; undefined where it has others. */
function writtenBy(letters: ReadonlyMap<string, string>, name: string): string | undefined {
  let spelling = "";
  for (const look of name) {
    const letter = letters.get(look);
    if (letter === undefined && /\p{L}/u.test(look)) return undefined;
    spelling += letter ?? look;
  }
  return spelling;
}
