/**
 * What of an authority is kept: this server's key for it, and the last certificate. One file, for the server's user only,
 * replaced as a whole. With `--data none` there is none.
 *
 * @module
 */

import { jsonObject } from "../../text/json_object.ts";
import { NO_FOLDER } from "../../runtime/config.ts";
import type { KeyPair } from "./certificate.ts";
import { writeSecret } from "../secret_file.ts";

/** Its name in the data folder. */
export const ACME_FILE = "acme.json";

export interface Kept {
  /** PEM; undefined where there is none yet. */
  readonly accountKey?: string | undefined;
  /** The last certificate, and whose it is; undefined where there is none yet. */
  readonly issued?: Issued | undefined;
}

export interface Issued extends KeyPair {
  readonly authority: string;
}

/** Keeps it; a test has another one. */
export interface AcmeKeeping {
  /** Undefined where there is nothing, or nothing of use. Throws where the system does not let it be read. */
  read(): Promise<Kept | undefined>;
  /** Throws where it cannot be written. */
  write(kept: Kept): Promise<void>;
}

/** What is kept in memory is kept by whoever writes it. */
const NOWHERE: AcmeKeeping = { read: () => Promise.resolve(undefined), write: () => Promise.resolve() };

export function acmeKeeping(data: string): AcmeKeeping {
  return data === NO_FOLDER ? NOWHERE : {
    read: async () => keptIn(await textIn(`${data}/${ACME_FILE}`)),
    write: (kept) => writeSecret(data, ACME_FILE, JSON.stringify(kept, undefined, 2) + "\n"),
  };
}

/** Nothing where there is no file. */
async function textIn(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

function keptIn(text: string): Kept | undefined {
  const { accountKey, issued } = jsonObject(text) ?? {};
  if (typeof accountKey !== "string") return undefined;
  return { accountKey, issued: isIssued(issued) ? issued : undefined };
}

function isIssued(value: unknown): value is Issued {
  if (typeof value !== "object" || value === null) return false;
  const { authority, cert, key } = value as Readonly<Record<string, unknown>>;
  return [authority, cert, key].every((text) => typeof text === "string");
}
