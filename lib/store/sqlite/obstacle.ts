/** Why a store's file cannot be opened, with its path and what helps: SQLite only says that it cannot. @module */

import { obstacleAt, strangerAt } from "./files.ts";
import { filesOf } from "./file.ts";
import { StoreFailure } from "../store.ts";

/** What helps, by what is in the way. */
const HELP: Readonly<Record<string, string>> = {
  "it is a folder": "move it away",
  "it is not a file": "move it away",
  "it is a link to nowhere": "mend the link, or remove it",
  "permission denied": "let the user of this program read and write it",
  "it may not be written": "let the disk be written",
};

/** What helps where nothing is wrong with the files themselves, by what was said. */
const FOLDER_HELP: readonly (readonly [said: RegExp, help: string])[] = [
  [/a file is in its place/, "move that away, or name another folder with --data"],
  [/of a chat-server/, "move that file away, or name another folder with --data"],
  [/another server/, "stop that one, or name another folder with --data"],
  [/written|opened|permission/, "let the user of this program read and write it"],
];

/** A failure to open a file, with what stands in the way; every other error as it is. */
export function explained(error: unknown, folder: string, path: string): unknown {
  if (!(error instanceof StoreFailure) || error.hint !== undefined || isKnown(error)) return error;
  const found = obstacleTo(path, error);
  if (found !== undefined) return found;
  const help = FOLDER_HELP.find(([said]) => said.test(error.message))?.[1];
  const hint = help === undefined ? `"${folder}"` : `"${folder}": ${help}`;
  return new StoreFailure(error.message, { cause: error, hint });
}

/** Throws a StoreFailure where something else lies in the place of a file; it is not opened. */
export function demandNoStranger(path: string): void {
  const stranger = strangerAt(path);
  if (stranger !== undefined) throw inTheWay(path, stranger);
}

/** Throws a StoreFailure where a file, or what lies beside it, can be seen not to be writable: SQLite would only read. */
export function demandWritable(path: string): void {
  const obstacle = obstacleTo(path);
  if (obstacle !== undefined) throw obstacle;
}

function obstacleTo(path: string, cause?: unknown): StoreFailure | undefined {
  for (const file of filesOf(path)) {
    const obstacle = obstacleAt(file);
    if (obstacle !== undefined) return inTheWay(file, obstacle, cause);
  }
}

function inTheWay(file: string, obstacle: string, cause?: unknown): StoreFailure {
  const help = HELP[obstacle] === undefined ? "" : `, ${HELP[obstacle]}`;
  const hint = `"${file}": ${obstacle}${help}`;
  return new StoreFailure("the file cannot be opened or made", { cause, hint });
}

/** Whether a failure tells what has become of the file. That it cannot be read says little: it may be a folder. */
function isKnown({ fault }: StoreFailure): boolean {
  return fault !== undefined && fault !== "unreadable";
}
