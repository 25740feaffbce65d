/**
 * The npm packages that go into the binary, and what of them does not.
 *
 * `deno compile` embeds all packages that the lock file names, those of tests too, and of each all files: types, source
 * maps, the same code once more for `require`. That would be many megabytes, and the binary reads all names at each start.
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import { ROOT } from "./folders.ts";
import { modulesFrom } from "./module_graph.ts";

/** What a package keeps that nothing imports: the runtime reads the one, and the law wants the other. */
const KEPT = /^(package\.json|licen[cs]e.*)$/i;

/** What `deno compile` is told of packages. */
export interface EmbeddedPackages {
  /** The part of `deno.lock` with those that the program imports, by itself or through others. */
  readonly lock: string;
  /** Files and folders of theirs that nothing imports. */
  readonly unread: readonly string[];
}

/** The packages of a program. Throws an Error with what deno said where it cannot tell. */
export async function packagesOf(program: string): Promise<EmbeddedPackages> {
  const files = await packageFilesOf(program);
  const { version, specifiers, npm } = JSON.parse(await Deno.readTextFile(new URL("deno.lock", ROOT)));
  const folders = foldersOf(npm, files);
  const lock = {
    version,
    specifiers: only(
      specifiers,
      ([name, version]) => folders.has(name.replace(/^npm:(.+)@.*/, `$1@${version}`)),
    ),
    npm: only(npm, ([id]) => folders.has(id)),
  };
  const unread = await Array.fromAsync(
    folders.values(),
    (folder) => Array.fromAsync(unreadIn(new URL(folder), files)),
  );
  return { lock: JSON.stringify(lock), unread: unread.flat() };
}

/** What a lock file says of packages, by their ids. */
type Locked = Readonly<Record<string, { readonly dependencies?: readonly string[] }>>;

/** The folders of the packages that files lie in, by their ids; and of those that these ask for, since a lock must name all. */
function foldersOf(npm: Locked, files: readonly string[]): Map<string, string> {
  const ids = Object.keys(npm), folders = new Map<string, string>();
  const pathOf = (id: string) => `${id.replace(/(.)@/, "$1/")}/`; // @logtape/logtape@2.4.2: @logtape/logtape/2.4.2/
  let registry = "";
  for (const id of ids) {
    const file = files.find((file) => file.includes(`/${pathOf(id)}`));
    if (file === undefined) continue;
    registry = file.slice(0, file.indexOf(`/${pathOf(id)}`) + 1);
    folders.set(id, registry + pathOf(id));
  }
  for (const id of folders.keys()) { // those that are added meanwhile come too
    for (const name of npm[id]?.dependencies ?? []) {
      const needed = ids.find((id) => id === name || id.startsWith(`${name}@`));
      if (needed !== undefined) folders.set(needed, registry + pathOf(needed));
    }
  }
  return folders;
}

/** The files of packages that a program imports, by itself or through others, as URLs. */
async function packageFilesOf(program: string): Promise<string[]> {
  const typeByEntry = new Map<string, string | undefined>();
  for (const { dependencies = [] } of await modulesFrom(program)) {
    for (const { code, assertionType } of dependencies) {
      if (code?.specifier?.startsWith("npm:")) typeByEntry.set(code.specifier, assertionType);
    }
  }
  const imports = [...typeByEntry].map(([entry, type]) =>
    `import ${JSON.stringify(import.meta.resolve(entry))}${type ? ` with { type: "${type}" }` : ""};`
  );
  const modules = await modulesFrom(`data:text/javascript,${imports.join("")}`);
  return modules.filter(({ mediaType }) => !/^D[cm]?ts$/.test(mediaType ?? ""))
    .map(({ specifier }) => specifier).filter((url) => url.startsWith("file:"));
}

async function* unreadIn(folder: URL, files: readonly string[]): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const url = new URL(isDirectory ? `${name}/` : name, folder);
    const isRead = files.some((file) => file.startsWith(url.href));
    if (isRead && isDirectory) yield* unreadIn(url, files);
    else if (!isRead && !KEPT.test(name)) yield fileURLToPath(url);
  }
}

function only<T>(record: Record<string, T>, isWanted: (entry: [string, T]) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(isWanted));
}
