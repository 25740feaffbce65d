/**
 * What can go wrong between the command line and the first welcome, said in one sentence each.
 *
 * @module
 */

import { type Config, fileKeyOf } from "../config.ts";
import { AdminRefused } from "../doors/admin/admin_refused.ts";
import { addressText } from "../model/address.ts";
import { StartRefused } from "./settings.ts";

/**
 * Reads a TOML file of settings.
 * @throws {StartRefused} where there is no such file, or it is no TOML; with line and column
 */
export async function readConfigFile(path: string): Promise<Record<string, unknown>> {
  const refuse = (reason: string, cause: unknown) =>
    new StartRefused(`Cannot read the config file "${path}": ${reason}`, { cause });
  let bytes: Uint8Array;
  try {
    bytes = await Deno.readFile(path);
  } catch (error) {
    throw refuse(reasonOf(error), error);
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
    return say("permission denied, ports above 1023 need none");
  }
  if (error instanceof Deno.errors.NotCapable) {
    return say("the program was started without --allow-net");
  }
  if (error instanceof Deno.errors.AddrNotAvailable) {
    return say(
      `this machine has no such address, --${fileKeyOf("host")} takes one of its own or 0.0.0.0 for all`,
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
