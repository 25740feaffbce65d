/**
 * Stacks of errors, read only when they can be: a server that runs from source has Deno look up in a file where each line
 * of it comes from, and Deno 2.9 ends the process where it has no descriptor for that.
 *
 * @module
 */

import { hasDescriptor } from "./descriptors.ts";

/** The stack of an error, or of what a stack was captured in; undefined where it cannot be read now. */
export function stackOf(traced: { readonly stack?: string }, canOpen = hasDescriptor): string | undefined {
  return canOpen() ? traced.stack : undefined;
}

/** Makes sure that anybody can read the stacks of an error and its causes: those that cannot be read now are taken away. */
export function readable<E extends Error>(error: E, canOpen = hasDescriptor): E {
  for (let one: unknown = error; one instanceof Error && !canOpen(); one = one.cause) {
    Object.defineProperty(one, "stack", { value: undefined, configurable: true, writable: true });
  }
  return error;
}
