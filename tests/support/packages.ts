/**
 * The npm packages that the program imports, each made one file.
 *
 * `deno compile` embeds every file of every package that deno.lock names, those of tests and types too, and the binary
 * reads all their names at each start.
 *
 * @module
 */

import { ROOT } from "./folders.ts";
import { modulesFrom } from "./module_graph.ts";

/** Where names lead: the `imports` of a deno.json. */
export type Imports = Record<string, string>;

/**
 * Bundles into `npm/` of a folder of the project the packages that a program imports, by itself or through others; what two
 * packages need is there once. Resolves with where their names lead from that folder on. Throws an Error that tells what
 * deno said.
 */
export async function bundlePackages(program: string, folder: string): Promise<Imports> {
  const stage = new URL(folder, ROOT);
  await Deno.mkdir(new URL("entries/", stage), { recursive: true });
  await Deno.mkdir(new URL("npm/", stage), { recursive: true });
  const imports: Imports = {};
  const entries: string[] = [];
  for (const { name, isJson } of await packagesOf(program)) {
    const file = name.replaceAll(/[^a-z0-9-]/gi, "_");
    const to = imports[name] = `./npm/${file}.${isJson ? "json" : "js"}`;
    if (isJson) {
      const { default: value } = await import(name, { with: { type: "json" } });
      await Deno.writeTextFile(new URL(to, stage), JSON.stringify(value));
      continue;
    }
    const entry = `entries/${file}.ts`;
    const source = `export { ${await exportsOf(name)} } from ${JSON.stringify(name)};\n`;
    await Deno.writeTextFile(new URL(entry, stage), source);
    entries.push(folder + entry);
  }
  await bundle([
    ...["--config=deno.json", "--code-splitting", `--outdir=${folder}npm`],
    ...entries,
  ]);
  return imports;
}

interface Package {
  readonly name: string;
  readonly isJson: boolean;
}

async function packagesOf(file: string): Promise<Package[]> {
  const found = new Map<string, Package>();
  const imports = (await modulesFrom(file)).flatMap(({ dependencies = [] }) => dependencies);
  for (const { specifier, code, assertionType } of imports) {
    if (!code?.specifier?.startsWith("npm:")) continue;
    found.set(specifier, { name: specifier, isJson: assertionType === "json" });
  }
  return [...found.values()];
}

/** The names a package exports. Asked from the package itself: `export *` says nothing of one in CommonJS. */
async function exportsOf(name: string): Promise<string> {
  return Object.keys(await import(name)).filter((key) => /^[\w$]+$/.test(key)).join(", ");
}

async function bundle(args: readonly string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["bundle", ...args],
    cwd: ROOT,
  })
    .output();
  if (!success) throw new Error(`deno bundle failed:\n${new TextDecoder().decode(stderr)}`);
}
