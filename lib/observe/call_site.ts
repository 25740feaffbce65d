/**
 * Where in the source something was called from. Taking the stack costs 3 µs, putting it into words ten times that: so
 * it is put into words when somebody looks, which for most tasks is never.
 *
 * @module
 */

import { stackOf } from "../runtime/stack.ts";

const UNKNOWN = "unknown";

/** The place of one call. */
export class CallSite {
  #trace: { stack?: string } | undefined = {};
  #text = "";

  /** The place that the function under way was called from. */
  constructor(callee: (...args: never[]) => unknown) {
    Error.captureStackTrace(this.#trace!, callee);
  }

  /** In words: `lib/doors/tcp_door.ts:57`; `unknown` where that cannot be found out now. */
  get text(): string {
    if (this.#trace !== undefined) {
      const stack = stackOf(this.#trace);
      if (stack === undefined) return UNKNOWN;
      this.#text = placeIn(stack);
      this.#trace = undefined; // with the functions that it holds
    }
    return this.#text;
  }
}

function placeIn(stack: string): string {
  const [, path, line] = /\b(lib\/[^\s:]+|[^/\s:]+):(\d+):\d+\)?$/m.exec(stack) ?? [];
  return path === undefined ? UNKNOWN : `${path}:${line}`;
}
