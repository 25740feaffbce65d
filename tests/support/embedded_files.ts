/**
 * What `deno compile` has put into a binary, as the binary itself tells it.
 *
 * @module
 */

import { Buffer } from "node:buffer";

/** A file or folder, as the table of a binary has it (Deno's `VfsEntry`, 2.4 to 2.9). */
interface Entry {
  readonly File?: { readonly n: string };
  readonly Dir?: { readonly n: string; readonly e: readonly Entry[] };
}

/** How the table begins: the packages come first. Its length in bytes stands before it, in 64 bits. */
const BEGINNING = '[{"Dir":{"n":".deno_compile_node_modules"';

/** Paths of all files in a binary. Throws an Error where there is no table with packages in it. */
export async function embeddedFiles(binary: URL): Promise<string[]> {
  const bytes = Buffer.from((await Deno.readFile(binary)).buffer);
  const at = bytes.lastIndexOf(BEGINNING);
  if (at < 0) throw new Error(`${binary.pathname} has no table of files that begins with packages`);
  const end = at + Number(bytes.readBigUInt64LE(at - 8));
  return [...pathsIn(JSON.parse(bytes.toString("utf8", at, end)))];
}

function* pathsIn(entries: readonly Entry[], folder = ""): Generator<string> {
  for (const { File, Dir } of entries) {
    if (File !== undefined) yield folder + File.n;
    if (Dir !== undefined) yield* pathsIn(Dir.e, `${folder}${Dir.n}/`);
  }
}
