/**
 * Why a store's file cannot be opened, with its path and what helps: SQLite says no more than that it cannot.
 *
 * @module
 */

import { obstacleAt } from "./files.ts";
import { filesOf } from "./sqlite_file.ts";
import { StoreFailure } from "./store.ts";

/** What helps against what may be in the way. */
const HELP: Readonly<Record<string, string>> = {
  "it is a folder": "move it away",
  "it is a link to nowhere": "mend the link, or remove it",
  "permission denied": "let the user of this program read and write it",
  "it may not be written": "let the disk be written",
};

/** A failure to open a file, with what stands in the way; every other error as it is. */
export function explained(error: unknown, folder: string, path: string): unknown {
  if (!(error instanceof StoreFailure) || error.hint !== undefined || isKnown(error)) return error;
  for (const file of filesOf(path)) {
    const obstacle = obstacleAt(file);
    if (obstacle === undefined) continue;
    const help = HELP[obstacle] === undefined ? "" : `, ${HELP[obstacle]}`;
    return new StoreFailure("the file cannot be opened or made", {
      cause: error,
      hint: `"${file}": ${obstacle}${help}`,
    });
  }
  return new StoreFailure(error.message, { cause: error, hint: `"${folder}"` });
}

/** Whether a failure tells what has become of the file. That it cannot be read says little: it may be a folder. */
function isKnown({ fault }: StoreFailure): boolean {
  return fault !== undefined && fault !== "unreadable";
}
