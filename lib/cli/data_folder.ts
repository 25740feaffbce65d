/**
 * The folder that is kept in, as the commands use it that run beside the server: what cannot be done becomes one
 * sentence.
 *
 * @module
 */

import { NO_FOLDER } from "../store/place.ts";
import { StartRefused } from "../runtime/start_refused.ts";
import { reasonOf } from "../runtime/reason.ts";

/**
 * Makes sure that there is a folder to work with.
 * @param doing what is refused otherwise, as in `Cannot export`
 * @throws {StartRefused} where nothing is kept, or there is no such folder
 */
export async function demandFolder(doing: string, data: string): Promise<void> {
  demandKept(doing, data);
  const hint = "--data names the one the server keeps what is said in";
  const reason = await Deno.stat(data).then(
    ({ isDirectory }) => isDirectory ? undefined : `that is a file; ${hint}`,
    (error) => reasonOf(error, { NotFound: `there is no such folder; ${hint}` }),
  );
  if (reason !== undefined) throw new StartRefused(`Cannot ${doing} "${data}": ${reason}`);
}

/**
 * Makes sure that anything is kept at all.
 * @throws {StartRefused} where `data` is `none`
 */
export function demandKept(doing: string, data: string): void {
  if (data === NO_FOLDER) {
    throw new StartRefused(
      `Cannot ${doing} a folder: data is "none", so nothing is kept; --data names a folder`,
    );
  }
}
