/**
 * What a store or the system does not do becomes one sentence; a bug stays a bug.
 *
 * @module
 */

import { isFromSystem, reasonOf } from "../runtime/reason.ts";
import { StartRefused } from "../runtime/start_refused.ts";
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
