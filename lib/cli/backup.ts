/**
 * The commands that make one new file: `backup`, of all that is kept, while a server goes on writing or not, and
 * `recover`, of what is left of a damaged file.
 *
 * @module
 */

import { basename, dirname } from "node:path";
import { type Config, NO_FOLDER } from "../runtime/config.ts";
import { count } from "../render/en/words.ts";
import { fileIn } from "../store/place.ts";
import { demandFolder, orRefuse } from "./data_folder.ts";
import { StartRefused } from "../runtime/start_refused.ts";

/**
 * Copies all that is kept.
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
 * Makes a new file of what can still be read of a damaged one.
 * @returns what was done, in one sentence
 * @throws {StartRefused} where nothing can be read, or the new file is there already or cannot be written
 */
export async function recoverFile(
  path: string,
  to: string,
  { data }: Pick<Config, "data">,
): Promise<string> {
  await demandPlace(to, data);
  const { recover } = await import("../store/sqlite/recover.ts");
  const { lines, rooms } = await orRefuse(`recover "${path}" into "${to}"`, () => recover(path, to));
  const held = `${count(lines, "line")} in ${count(rooms, "room")}`;
  return `Wrote "${to}": ${held}, all that can be read of "${path}". To use it, put it into a folder as chat.sqlite.`;
}

/**
 * Makes sure that a new file can have its name.
 * @throws {StartRefused} where there is something of that name, no folder for it, or the name is one of the store's own
 */
async function demandPlace(path: string, data: string): Promise<void> {
  const refuse = (reason: string) => new StartRefused(`Cannot write "${path}": ${reason}`);
  if (await isThere(path)) throw refuse("it exists already, and nothing is overwritten");
  const folder = dirname(path);
  if (!await isThere(folder)) throw refuse(`there is no folder "${folder}"`);
  if (data === NO_FOLDER || !await isSame(folder, data)) return;
  if (/^chat\.(sqlite|lock)/.test(basename(path))) {
    throw refuse("a server would use a file of that name as its own; choose another name");
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
