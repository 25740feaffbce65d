/**
 * An input that once broke a promise, as a small text file: `# words` says what happened, the rest is the input in hex.
 * Its name begins with that of its target.
 *
 * @module
 */

import { hex } from "../support/bytes.ts";
import { hexOf } from "../support/telnet_reader.ts";

/** Where the inputs are kept that once found something and must not again. */
export const REGRESSIONS: URL = new URL("regressions/", import.meta.url);

/** One input of the past. */
export interface Regression {
  /** The file's name without its ending. */
  readonly name: string;
  /** The name of its target. */
  readonly target: string;
  readonly input: Uint8Array;
}

/** The file's text for an input. */
export function regressionText(input: Uint8Array, words: string): string {
  const comment = words.split("\n").map((line) => `# ${line}\n`).join("");
  const lines: string[] = [];
  for (let at = 0; at < input.length; at += 32) lines.push(hexOf(input.subarray(at, at + 32)) + "\n");
  return comment + lines.join("");
}

/** Reads one file. */
export function parseRegression(name: string, text: string): Regression {
  const digits = text.split("\n").filter((line) => !line.startsWith("#")).join(" ").trim();
  const input = digits === "" ? new Uint8Array(0) : hex(digits);
  return { name, target: name.split("-", 1)[0]!, input };
}

/** All that are committed, in the order of their names. */
export async function readRegressions(): Promise<Regression[]> {
  const regressions: Regression[] = [];
  for await (const { name } of Deno.readDir(REGRESSIONS)) {
    if (!name.endsWith(".txt")) continue;
    regressions.push(parseRegression(name.slice(0, -4), await Deno.readTextFile(new URL(name, REGRESSIONS))));
  }
  return regressions.sort((a, b) => a.name < b.name ? -1 : 1);
}
