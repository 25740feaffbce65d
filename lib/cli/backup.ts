/**
 * The `backup` command: copies all that is kept into one new file, while a server goes on writing or not.
 *
 * @module
 */

import { dirname } from "node:path";
import type { Config } from "../config.ts";
import { count } from "../render/en_words.ts";
import { demandFolder, orRefuse } from "./data_folder.ts";
import { StartRefused } from "./settings.ts";

/**
 * Makes the file.
 * @returns what was done, in one sentence
 * @throws {StartRefused} where the file is there already or cannot be written, or there is nothing to copy
 */
export async function backUp(path: string, { data }: Pick<Config, "data">): Promise<string> {
  await demandFolder("back up", data);
  await demandPlace(path);
  const { backup } = await import("../store/backup.ts");
  const lines = await orRefuse(`back up "${data}" to "${path}"`, () => backup(data, path));
  const { size } = await Deno.stat(path);
  return `Wrote "${path}": ${count(lines, "line")}, ${count(size, "byte")}.`;
}

async function demandPlace(path: string): Promise<void> {
  const refuse = (reason: string) => new StartRefused(`Cannot write "${path}": ${reason}`);
  if (await isThere(path)) throw refuse("it exists already, and nothing is overwritten");
  const folder = dirname(path);
  if (!await isThere(folder)) throw refuse(`there is no folder "${folder}"`);
}

function isThere(path: string): Promise<boolean> {
  return Deno.lstat(path).then(() => true, () => false);
}
