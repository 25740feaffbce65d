/**
 * The folder that is kept in, and other files, as the commands use them: what a store or the system does not do becomes
 * one sentence, and a bug stays a bug.
 *
 * @module
 */

import { isFromSystem, reasonOf } from "../runtime/reason.ts";
import { StartRefused } from "../runtime/start_refused.ts";
import { NO_FOLDER } from "../runtime/config.ts";
import { StoreFailure, StoreTooNew } from "../store/store.ts";

/**
 * Does something with a store, or with a file.
 * @param doing what is refused where the store fails, as in `Cannot export from "./data"`
 * @param ifDamaged what helps where the file is damaged, as the end of the sentence
 * @throws {StartRefused} where the store or the system fails
 */
export async function orRefuse<T>(
  doing: string,
  work: () => T | Promise<T>,
  ifDamaged?: string,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const refusal = storeRefusal(doing, error, ifDamaged);
    if (refusal !== undefined || !isFromSystem(error)) throw refusal ?? error;
    throw new StartRefused(`Cannot ${doing}: ${reasonOf(error)}`, { cause: error });
  }
}

/** The sentence for a store that cannot be used; undefined where the error is something else. */
export function storeRefusal(
  doing: string,
  error: unknown,
  ifDamaged?: string,
): StartRefused | undefined {
  if (!(error instanceof StoreFailure || error instanceof StoreTooNew)) return undefined;
  const isDamaged = error instanceof StoreFailure && error.fault === "damaged";
  const help = isDamaged && ifDamaged !== undefined ? `: ${ifDamaged}` : "";
  const told = error instanceof StoreFailure ? error.told : error.message;
  return new StartRefused(`Cannot ${doing}: ${told}${help}`, { cause: error });
}

/**
 * Makes sure that there is a folder to work with.
 * @param doing what is refused otherwise, as in `Cannot export`
 * @throws {StartRefused} where nothing is kept, or there is no such folder
 */
export async function demandFolder(doing: string, data: string): Promise<void> {
  demandKept(doing, data);
  const hint = "use --data to name the folder where the server keeps its lines";
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
      `Cannot ${doing} a folder: data is "none", so nothing is kept; use --data to name a folder`,
    );
  }
}
