/**
 * Folders of the project, and copies of them.
 *
 * @module
 */

/** The top folder of the project. */
export const ROOT = new URL("../../", import.meta.url);

/** Copies a folder with all in it. Throws the runtime's error where it cannot read or write. */
export async function copyFolder(from: URL, to: URL): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (isDirectory) await copyFolder(new URL(`${name}/`, from), new URL(`${name}/`, to));
    else await Deno.copyFile(new URL(name, from), new URL(name, to));
  }
}

/** Paths of the files in a folder of the project with one of these endings, from the project's folder on. */
export async function* filesIn(folder: string, endings: readonly string[] = [".ts"]): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(new URL(folder, ROOT))) {
    if (isDirectory) yield* filesIn(`${folder}${name}/`, endings);
    else if (endings.some((ending) => name.endsWith(ending))) yield folder + name;
  }
}
