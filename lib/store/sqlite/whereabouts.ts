/**
 * Whether a store's files still lie where they were opened. SQLite does not look: it goes on writing a file that was
 * removed, moved or replaced, and nobody would ever find what it writes.
 *
 * @module
 */

import { exists, identityOf, rename, sizeOf } from "./files.ts";
import { lockIn } from "./folder_lock.ts";
import { fileIn } from "../place.ts";
import { filesOf, type SqliteFile } from "./file.ts";
import { StoreFailure } from "../store.ts";

export class Whereabouts {
  readonly #path: string;
  readonly #own: string[];
  readonly #identities = new Map<string, string>();

  /** Remembers which files are in a folder now: they have just been opened. */
  constructor(folder: string) {
    this.#path = fileIn(folder);
    this.#own = [...filesOf(this.#path), lockIn(folder)];
    this.#remember();
  }

  /** Throws a StoreFailure where one of the files is not in its place any more. */
  check(): void {
    for (const [path, known] of this.#identities) {
      const found = identityOf(path);
      if (found === undefined) {
        throw new StoreFailure("the file was removed or moved while it was open", { fault: "removed" });
      }
      if (found !== known) {
        throw new StoreFailure("another file was put in the place of the open one", { fault: "replaced" });
      }
    }
    if (sizeOf(this.#path) === 0) {
      throw new StoreFailure("the file was emptied while it was open", { fault: "emptied" });
    }
    this.#remember(); // SQLite makes its log when it first needs it
  }

  /**
   * Closes the store's file without harm to files that somebody put in its place. One that was moved away is made whole
   * first: SQLite would leave its log behind, and a file in its place would be mixed up with that.
   */
  close(file: SqliteFile): void {
    const [path, log, shared] = filesOf(this.#path);
    const strangers = [log, shared].filter((path) => this.#isStrange(path));
    for (const path of strangers) rename(path, aside(path));
    try {
      const isAway = identityOf(path) !== this.#identities.get(path);
      if (isAway) emptied(file);
      file[Symbol.dispose]();
      if (isAway && sizeOf(log)) rename(log, aside(log)); // somebody was reading it
    } finally {
      for (const path of strangers) if (exists(aside(path))) rename(aside(path), path);
    }
  }

  #isStrange(path: string): boolean {
    const known = this.#identities.get(path), found = identityOf(path);
    return known !== undefined && found !== undefined && found !== known;
  }

  #remember(): void {
    for (const path of this.#own) {
      if (this.#identities.has(path)) continue;
      const found = identityOf(path);
      if (found !== undefined) this.#identities.set(path, found);
    }
  }
}

/** As far as that works. */
function emptied(file: SqliteFile): void {
  try {
    file.emptyLog();
  } catch (error) {
    if (!(error instanceof StoreFailure)) throw error;
  }
}

function aside(path: string): string {
  return `${path}.kept`;
}
