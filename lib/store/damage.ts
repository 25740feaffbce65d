/**
 * What becomes of a damaged file: it is put aside under another name, for `chat-server recover`, and never deleted.
 *
 * @module
 */

import { exists, rename } from "./files.ts";
import { filesOf } from "./sqlite_file.ts";

/**
 * Renames a closed file, with what belongs to it, to `NAME.damaged-20261231T235959`; returns the new path.
 * @param now the time for its name, in milliseconds since 1970
 */
export function putAside(path: string, now: number): string {
  const stamp = new Date(now).toISOString().replaceAll(/[-:]|\..*/g, "");
  let aside = `${path}.damaged-${stamp}`;
  while (exists(aside)) aside += "+";
  const names = filesOf(aside);
  for (const [at, file] of filesOf(path).entries()) if (exists(file)) rename(file, names[at]!);
  return aside;
}
