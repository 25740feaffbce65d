/** Which store there is: in a folder, or for the time of the process. @module */

import { NO_FOLDER } from "../runtime/config.ts";
import type { Store } from "./store.ts";

/** Most UTF-16 code units the memory store keeps. */
const MEMORY_LENGTH = 8 * 1024 * 1024;

export interface StoreWanted {
  /** The folder, or {@linkcode NO_FOLDER}. */
  readonly data: string;
  /** Most lines kept where there is no folder. */
  readonly memoryLines: number;
}

/**
 * Throws a StoreFailure where the store cannot be opened now.
 * @param isDamaged whether the file that is there was found damaged, and is to be put aside
 */
export type OpenStore = (isDamaged: boolean) => Store;

/** Returns what opens the store, as often as it takes. Only the store that is wanted is loaded. */
export async function storeOpener({ data, memoryLines }: StoreWanted): Promise<OpenStore> {
  if (data === NO_FOLDER) {
    const { MemoryStore } = await import("./memory_store.ts");
    return () => new MemoryStore({ lines: memoryLines, length: MEMORY_LENGTH });
  }
  const { SqliteStore } = await import("./sqlite/sqlite_store.ts");
  return (isDamaged) => SqliteStore.open(data, { isDamaged });
}
