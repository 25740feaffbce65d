/**
 * A copy of the program with a fault planted in it. A check that cannot fail proves nothing, so every proof is tried on
 * programs that are wrong: the copy's modules are imported in place of ours.
 *
 * @module
 */

import { ROOT } from "./folders.ts";

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

/** What the copy has: the program, and what its tests read. */
const COPIED = ["lib", "tests", "docs"] as const;

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
    await linkAround(file.split("/"), ROOT, copy.#folder, COPIED);
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

/**
 * Makes links to what is in a folder, and folders of its own on the way to one file, which is left out. A module is known by
 * the name it is imported by, so linked ones are modules of the copy: copying a thousand files takes half a second.
 */
async function linkAround(
  [next, ...path]: readonly string[],
  from: URL,
  to: URL,
  names?: readonly string[],
): Promise<void> {
  for (const name of names ?? (await Array.fromAsync(Deno.readDir(from))).map(({ name }) => name)) {
    const own = new URL(name, to);
    if (name !== next) await Deno.symlink(new URL(name, from), own);
    else if (path.length > 0) {
      await Deno.mkdir(own);
      await linkAround(path, new URL(`${name}/`, from), new URL(`${name}/`, to));
    }
  }
}
