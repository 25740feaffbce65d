/**
 * What imports what, as `deno info` tells it.
 *
 * @module
 */

import { ROOT } from "./folders.ts";

/** A module, and what it imports. */
export interface Module {
  /** Where it is. */
  readonly specifier: string;
  /** `Dts` for types alone. */
  readonly mediaType?: string;
  /** What it imports, types and what it may import later included. */
  readonly dependencies?: readonly Dependency[];
}

/** An import of a module. */
export interface Dependency {
  /** What the source says. */
  readonly specifier: string;
  /** Where its code is; absent where only types are imported. */
  readonly code?: { readonly specifier?: string };
  /** Where its types are, if they are imported for themselves. */
  readonly type?: { readonly specifier?: string };
  /** Whether it stands in an `import()`. */
  readonly isDynamic?: boolean;
  /** `json`, where it is imported as such. */
  readonly assertionType?: string;
}

/** Every module that a file of the project, or any URL, reaches. Throws an Error with what deno said where it cannot tell. */
export async function modulesFrom(file: string): Promise<readonly Module[]> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", file],
    cwd: ROOT,
  }).output();
  const decoder = new TextDecoder();
  if (!success) throw new Error(`deno info failed:\n${decoder.decode(stderr)}`);
  return JSON.parse(decoder.decode(stdout)).modules;
}

/** Everything of a program that is loaded with a file of it, as far as nothing is imported later. */
export function loadedWith(file: string, modules: readonly Module[]): string[] {
  const bySpecifier = new Map(modules.map((module) => [module.specifier, module]));
  const loaded = new Set(modules.map(({ specifier }) => specifier).filter((it) => it.endsWith(file)));
  for (const specifier of loaded) {
    for (const { code, isDynamic } of bySpecifier.get(specifier)?.dependencies ?? []) {
      if (code?.specifier !== undefined && isDynamic !== true) loaded.add(code.specifier);
    }
  }
  return [...loaded];
}
