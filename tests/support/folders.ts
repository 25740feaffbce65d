/**
 * Folders of the project.
 *
 * @module
 */

/** The top folder of the project. */
export const ROOT = new URL("../../", import.meta.url);

/** Paths of the files in a folder of the project with one of these endings, from the project's folder on. */
export async function* filesIn(folder: string, endings: readonly string[] = [".ts"]): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(new URL(folder, ROOT))) {
    if (isDirectory) yield* filesIn(`${folder}${name}/`, endings);
    else if (endings.some((ending) => name.endsWith(ending))) yield folder + name;
  }
}
