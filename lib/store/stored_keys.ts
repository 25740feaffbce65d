/**
 * The keys by which people are recognised (`guest.ts`), as files of version 1 have them: written anew where the server
 * calls an address otherwise today. A port for both families called an IPv4 peer `::ffff:192.0.2.1`.
 *
 * @module
 */

import { plainAddress } from "../model/address.ts";
import type { SqliteFile } from "./sqlite_file.ts";

/** What the addresses begin with that are called otherwise today, as a pattern of SQL. */
const MAPPED = "%@::ffff:%";

/** Writes the keys of a file anew, within its transaction: somebody who had two of them has the later of what they held. */
export function rewriteKeys(file: SqliteFile): void {
  rewriteOwners(file);
  rewriteSeen(file);
}

function rewriteOwners(file: SqliteFile): void {
  const rooms = file.prepare("SELECT name, owners FROM rooms WHERE owners LIKE ?").all(MAPPED);
  const put = file.prepare("UPDATE rooms SET owners = ? WHERE name = ?");
  for (const { name, owners } of rooms) {
    const keys = new Set((JSON.parse(String(owners)) as string[]).map(plainKey));
    put.run(JSON.stringify([...keys]), String(name));
  }
}

function rewriteSeen(file: SqliteFile): void {
  const seen = file.prepare("SELECT key, id, time FROM seen WHERE key LIKE ?").all(MAPPED);
  const drop = file.prepare("DELETE FROM seen WHERE key = ?");
  const put = file.prepare(`
    INSERT INTO seen (key, id, time) VALUES (?, ?, ?)
    ON CONFLICT DO UPDATE SET id = max(id, excluded.id), time = max(time, excluded.time)`);
  for (const { key, id, time } of seen) {
    drop.run(String(key));
    put.run(plainKey(String(key)), Number(id), Number(time));
  }
}

/** A key with its address as it is called today. Names hold no `@`. */
function plainKey(key: string): string {
  const at = key.lastIndexOf("@");
  return `${key.slice(0, at + 1)}${plainAddress(key.slice(at + 1))}`;
}
