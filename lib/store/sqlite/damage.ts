/**
 * What becomes of a damaged file: it is put aside under another name, for `chat-server recover`, and never deleted. Where
 * only the end of its log is damaged the file is used, and a copy of both is put aside.
 *
 * @module
 */

import { copy, exists, remove, rename } from "./files.ts";
import { filesOf } from "./file.ts";
import { StoreFailure } from "../store.ts";

/** Renames a closed file, and those beside it, to `NAME.damaged-20261231T235959`; returns that path. */
export function putAside(path: string, now: number): string {
  const aside = freeName(path, now), names = filesOf(aside);
  for (const [at, file] of filesOf(path).entries()) if (exists(file)) rename(file, names[at]!);
  return aside;
}

/** Copies a closed file and its log to such a path; undefined where there is no room for them. */
export function copyAside(path: string, now: number): string | undefined {
  const aside = freeName(path, now);
  const [file, log] = filesOf(path), [fileTo, logTo] = filesOf(aside);
  try {
    copy(file, fileTo);
    copy(log, logTo);
    return aside;
  } catch (error) {
    if (!(error instanceof StoreFailure)) throw error;
    remove(fileTo);
    remove(logTo);
    return undefined;
  }
}

function freeName(path: string, now: number): string {
  const stamp = new Date(now).toISOString().replaceAll(/[-:]|\..*/g, "");
  let name = `${path}.damaged-${stamp}`;
  while (exists(name)) name += "+";
  return name;
}
