/**
 * A copy of the program with a fault planted in it. A check that cannot fail proves nothing, so every proof is tried on
 * programs that are wrong: the copy's modules are imported in place of ours.
 *
 * @module
 */

import { copyFolder, ROOT } from "./folders.ts";

/** A fault: a piece of source, and what stands there instead. */
export interface Fault {
  /** What is wrong with it, in words. */
  readonly name: string;
  /** The file, from the project's folder on: `lib/chat/hub.ts`. */
  readonly file: string;
  /** What the source says; it has to be there exactly once. */
  readonly find: string;
  /** What the copy says. */
  readonly replace: string;
}

/** What is copied: the program, and what its tests read. */
const COPIED = ["lib/", "tests/", "docs/"] as const;

/** The copy. Disposing it deletes the files; what was imported from them goes on working. */
export class PlantedCopy implements AsyncDisposable {
  readonly #folder: URL;

  private constructor(folder: URL) {
    this.#folder = folder;
  }

  /** Copies the program with its tests and plants the fault. Throws an Error where the source does not say `find` exactly once. */
  static async make({ name, file, find, replace }: Fault): Promise<PlantedCopy> {
    const source = await Deno.readTextFile(new URL(file, ROOT));
    const places = source.split(find).length - 1;
    if (places !== 1) {
      throw new Error(`Cannot plant "${name}" in ${file}: "${find}" is there ${places} times`);
    }
    const copy = new PlantedCopy(new URL(`file://${await Deno.makeTempDir({ prefix: "planted-" })}/`));
    for (const folder of COPIED) await copyFolder(new URL(folder, ROOT), copy.at(folder));
    await Deno.writeTextFile(copy.at(file), source.replace(find, () => replace));
    return copy;
  }

  /** Imports a module of the copy, named from the project's folder on. */
  async import<Module>(file: string): Promise<Module> {
    return await import(this.at(file).href);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.#folder, { recursive: true });
  }

  /** Where a file of the copy is, named as the project names it. */
  at(file: string): URL {
    return new URL(file, this.#folder);
  }
}
