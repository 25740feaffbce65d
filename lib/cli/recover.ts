/**
 * The `recover` command: makes a new file of what can still be read of a damaged one.
 *
 * @module
 */

import type { Config } from "../runtime/config.ts";
import { count } from "../render/en/words.ts";
import { demandPlace } from "./backup.ts";
import { orRefuse } from "./or_refuse.ts";

/**
 * Makes the file.
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
  return `Wrote "${to}": ${count(lines, "line")} in ${
    count(rooms, "room")
  }, all that can be read of "${path}". Put it into a folder as chat.sqlite.`;
}
