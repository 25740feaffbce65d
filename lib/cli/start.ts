/**
 * What can go wrong between the command line and the first welcome, said in one sentence each.
 *
 * @module
 */

import { type Config, fileKeyOf } from "../runtime/config.ts";
import { AdminRefused } from "../admin/admin_refused.ts";
import { addressText } from "../text/address.ts";
import { isIpAddress } from "../runtime/admin_address.ts";
import { StartRefused } from "./settings.ts";

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
    if (isAgain && !isFile && !isDirectory) throw new Error("that is no file that can be read again");
    bytes = await firstBytes(path, MAX_CONFIG_BYTES + 1);
  } catch (error) {
    throw refuse(reasonOf(error), error);
  }
  if (bytes.length > MAX_CONFIG_BYTES) {
    throw refuse(`it has more than ${MAX_CONFIG_BYTES} bytes, the most there may be`, undefined);
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw refuse(`line ${badLineIn(bytes)} is not UTF-8 text, save the file as that`, error);
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

/** Why the door could not be opened, for the operator; undefined where the error is a bug. */
export function doorRefusal(config: Config, error: unknown): StartRefused | undefined {
  const where = `Cannot open the door on ${addressText(config.host, config.port)}`;
  const say = (reason: string) => new StartRefused(`${where}: ${reason}`, { cause: error });
  if (error instanceof AdminRefused) return new StartRefused(error.message, { cause: error });
  if (error instanceof Deno.errors.AddrInUse) {
    return say(`the port is in use, choose another with --${fileKeyOf("port")} or stop what uses it`);
  }
  if (error instanceof Deno.errors.PermissionDenied) {
    return say("permission denied, as for most ports below 1024; take one above, such as --port 8080");
  }
  if (error instanceof Deno.errors.NotCapable) {
    return say("the program was started without --allow-net");
  }
  if (error instanceof Deno.errors.AddrNotAvailable) {
    return say(
      `this machine has no such address, --${fileKeyOf("host")} takes one of its own or 0.0.0.0 for all`,
    );
  }
  if (error instanceof Error && "code" in error && error.code === "EINVAL" && isIpAddress(config.host)) {
    return say(
      "the system does not take this address; of a link-local one it wants the network too, as fe80::1%eth0",
    );
  }
  if (error instanceof RangeError) return new StartRefused(error.message, { cause: error });
  if (error instanceof Error && /lookup|resolve|invalid|Could not|name or service/i.test(error.message)) {
    return say(`the host name is not known, --${fileKeyOf("host")} takes an address of this machine`);
  }
  return undefined;
}

/** Why a file or folder cannot be used, as the end of a sentence. */
export function reasonOf(error: unknown): string {
  if (error instanceof Deno.errors.NotFound) return "there is no such file";
  if (error instanceof Deno.errors.PermissionDenied) return "permission denied";
  if (error instanceof Deno.errors.IsADirectory) return "that is a folder";
  if (error instanceof Deno.errors.NotADirectory) return "there is no such file";
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Deno.errors.NotCapable) {
    return `the program was started without ${/--allow-\w+/.exec(message)?.[0] ?? "the permission"}`;
  }
  return message.replace(/ \(os error \d+\)/, "");
}

/** Whether the system, or Deno's permissions, are to blame for an error: it is no bug. */
export function isFromSystem(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? error.code : undefined; // both of node:fs and of Deno
  return error instanceof Deno.errors.NotCapable || (typeof code === "string" && /^E[A-Z]+$/.test(code));
}
