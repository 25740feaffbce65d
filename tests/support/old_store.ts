/**
 * A store as an older server left it, and the export it wrote of it.
 *
 * @module
 */

const FOLDER = new URL("../store/old_stores/620afb1/", import.meta.url);

/** Reads the lines that the older server exported, in its order. */
export async function oldExport(): Promise<Record<string, unknown>[]> {
  const text = await Deno.readTextFile(new URL("export.jsonl", FOLDER));
  return text.trimEnd().split("\n").map((line) => JSON.parse(line));
}

/** Where the export is. */
export const OLD_EXPORT: string = new URL("export.jsonl", FOLDER).pathname;

/** Copies the store into a folder, as a server would find it there. */
export function copyOldStore(folder: string): void {
  Deno.copyFileSync(new URL("chat.sqlite", FOLDER), `${folder}/chat.sqlite`);
}
