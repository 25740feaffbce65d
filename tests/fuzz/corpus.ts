/**
 * Inputs as they are in real life, for the targets to begin with: what real clients were recorded to send
 * (`tests/recordings/`), and lines and files of the kinds that people and programs write (`corpus/`).
 *
 * @module
 */

import { concat } from "@std/bytes/concat";
import { bytes } from "../support/bytes.ts";
import { readRecordings } from "../support/recording.ts";

const folder = new URL("corpus/", import.meta.url);

/** What every recorded client sent, each in one piece. */
export async function recordedBytes(): Promise<Uint8Array[]> {
  return (await readRecordings()).map(({ chunks }) => concat(chunks));
}

/** A file of the corpus, whole. */
export async function file(name: string): Promise<Uint8Array> {
  return await Deno.readFile(new URL(name, folder));
}

/** A file of the corpus line by line; `# words` are comments. */
export async function lines(name: string): Promise<Uint8Array[]> {
  const text = await Deno.readTextFile(new URL(name, folder));
  return text.split("\n").filter((line) => line !== "" && !line.startsWith("# ")).map((line) => bytes(line));
}

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** The text of an input as a reader of UTF-8 sees it, which puts a sign where bytes are none. */
export function textOf(input: Uint8Array): string {
  return utf8.decode(input);
}

/** An input as code units, so that lone halves of characters are among them. */
export function codeUnitsOf(input: Uint8Array): string {
  const units: string[] = [];
  for (let at = 0; at + 1 < input.length; at += 2) {
    units.push(String.fromCharCode(input[at]! | input[at + 1]! << 8));
  }
  return units.join("");
}

/** The lines of an input's text. */
export function linesOf(input: Uint8Array): string[] {
  return textOf(input).split(/\r?\n/);
}
