/**
 * The `backup` command: copies all that is kept into one new file, while a server goes on writing or not.
 *
 * @module
 */

import { basename, dirname } from "node:path";
import type { Config } from "../runtime/config.ts";
import { count } from "../render/en/words.ts";
import { fileIn, NO_FOLDER } from "../store/place.ts";
import { demandFolder } from "./data_folder.ts";
import { orRefuse } from "./or_refuse.ts";
import { StartRefused } from "../runtime/start_refused.ts";

/**
 * Makes the file.
 * @returns what was done, in one sentence
 * @throws {StartRefused} where the file is there already or cannot be written, or there is nothing to copy
 */
export async function backUp(path: string, { data }: Pick<Config, "data">): Promise<string> {
  await demandFolder("back up", data);
  await demandPlace(path, data);
  const { backup } = await import("../store/sqlite/backup.ts");
  const lines = await orRefuse(
    `back up "${data}" to "${path}"`,
    () => backup(data, path),
    `"chat-server recover ${fileIn(data)} ${path}" copies what can still be read`,
  );
  const { size } = await Deno.stat(path);
  return `Wrote "${path}": ${count(lines, "line")}, ${count(size, "byte")}.`;
}

/**
 * Makes sure that a new file can have its name.
 * @throws {StartRefused} where there is something of that name, no folder for it, or the name is one of the store's own
 */
export async function demandPlace(path: string, data: string): Promise<void> {
  const refuse = (reason: string) => new StartRefused(`Cannot write "${path}": ${reason}`);
  if (await isThere(path)) throw refuse("it exists already, and nothing is overwritten");
  const folder = dirname(path);
  if (!await isThere(folder)) throw refuse(`there is no folder "${folder}"`);
  if (data === NO_FOLDER || !await isSame(folder, data)) return;
  if (/^chat\.(sqlite|lock)/.test(basename(path))) {
    throw refuse("a server takes a file of that name for its own");
  }
}

function isThere(path: string): Promise<boolean> {
  return Deno.lstat(path).then(() => true, () => false);
}

async function isSame(folder: string, other: string): Promise<boolean> {
  try {
    return await Deno.realPath(folder) === await Deno.realPath(other);
  } catch {
    return false; // one of them is not there
  }
}
