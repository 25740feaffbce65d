/**
 * The TOML file of settings, read with line and column for what is wrong with it.
 *
 * @module
 */

import { reasonOf } from "../runtime/reason.ts";
import { StartRefused } from "../runtime/start_refused.ts";

/** Longest config file, in bytes: every setting with a page of remarks has a tenth of it. */
const MAX_CONFIG_BYTES = 1_048_576;

/**
 * Reads a TOML file of settings.
 * @param isAgain whether a running server does: a pipe has been read to its end, and opening one may hold everybody up
 * @throws {StartRefused} where there is no such file, or it is no TOML; with line and column
 */
export async function readConfigFile(path: string, isAgain = false): Promise<Record<string, unknown>> {
  const refuse = (reason: string, cause: unknown) =>
    new StartRefused(`Cannot read the config file "${path}": ${reason}`, { cause });
  let bytes: Uint8Array;
  try {
    const { isFile, isDirectory } = await Deno.stat(path);
    if (isAgain && !isFile && !isDirectory) throw new Error("that is not a file that can be read twice");
    bytes = await firstBytes(path, MAX_CONFIG_BYTES + 1);
  } catch (error) {
    throw refuse(reasonOf(error), error);
  }
  if (bytes.length > MAX_CONFIG_BYTES) {
    throw refuse(`it has more than ${MAX_CONFIG_BYTES} bytes`, undefined);
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw refuse(`line ${badLineIn(bytes)} is not UTF-8 text; save the file as UTF-8`, error);
  }
  const { parse, TomlError } = await import("smol-toml");
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [sentence = ""] = error.message.replace("Invalid TOML document: ", "").split("\n");
    throw refuse(`line ${error.line}, column ${error.column}: ${sentence}`, error);
  }
}

/** What a file begins with, so many bytes of it: some have no end. */
async function firstBytes(path: string, count: number): Promise<Uint8Array> {
  using file = await Deno.open(path);
  const bytes = new Uint8Array(count);
  let length = 0;
  while (length < count) {
    const read = await file.read(bytes.subarray(length));
    if (read === null) break;
    length += read;
  }
  return bytes.subarray(0, length);
}

/** The number of the first line that is not UTF-8, from 1. */
function badLineIn(bytes: Uint8Array): number {
  const lines = new TextDecoder().decode(bytes).split("\n"); // what is no UTF-8 becomes U+FFFD
  return lines.findIndex((line) => line.includes("\ufffd")) + 1;
}
