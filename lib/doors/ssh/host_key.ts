/**
 * The key that proves to clients of SSH which server this is: one that the operator names, or the server's own. That one
 * is made once and kept in the data folder. Clients warn of another key, so nothing is ever written over one.
 *
 * @module
 */

import { type Config, NO_FOLDER } from "../../runtime/config.ts";
import type { Log } from "../../runtime/log.ts";
import { reasonOf } from "../../runtime/reason.ts";
import { StartRefused } from "../../runtime/start_refused.ts";
import { demandShortFile } from "../named_file.ts";
import { SecretNotWritten, writeSecret } from "../secret_file.ts";
import { fingerprintOf, keyIn, keyText, newKey, NoKey } from "./openssh_key.ts";

/** The file with the key that the server makes for itself, as OpenSSH's server calls its own. */
export const HOST_KEY_FILE = "ssh_host_ed25519_key";

/** Most bytes of such a file: it has 400, and a long comment more. */
const MAX_KEY_BYTES = 16_384;

const COMMENT = "chat-server";

export interface HostKey {
  /** The private key, in the format of OpenSSH. */
  readonly text: string;
  /** `SHA256:...`, as clients and `ssh-keygen -l` show it. */
  readonly fingerprint: string;
}

export interface HostKeyParts {
  readonly config: Pick<Config, "data" | "sshHostKey">;
  readonly log: Log;
}

/** Why a key cannot be used: one sentence for the operator. */
export class HostKeyTrouble extends Error {
  override readonly name = "HostKeyTrouble";
}

/**
 * Makes sure that the operator's own key can be used.
 * @throws {StartRefused}
 */
export async function demandHostKey(path: string): Promise<void> {
  try {
    await readHostKey(path);
  } catch (cause) {
    throw cause instanceof HostKeyTrouble ? new StartRefused(cause.message, { cause }) : cause;
  }
}

/**
 * The key of the settings; the server's own is made where there is none yet.
 * @throws {HostKeyTrouble} where the operator's own cannot be used
 */
export async function hostKey({ config: { data, sshHostKey }, log }: HostKeyParts): Promise<HostKey> {
  if (sshHostKey !== "") return await readHostKey(sshHostKey);
  if (data === NO_FOLDER) {
    log("info", "The SSH host key is in memory only (data is none): at the next start it is another one");
    return await madeHostKey();
  }
  try {
    return await keptHostKey(data);
  } catch (error) {
    if (!(error instanceof HostKeyTrouble || error instanceof SecretNotWritten)) throw error;
    log("warning", "{reason}; the SSH host key is in memory only: at the next start it is another one", {
      reason: error.message,
    });
    return await madeHostKey();
  }
}

/** The key in a file. @throws {HostKeyTrouble} */
export async function readHostKey(path: string): Promise<HostKey> {
  const refuse = (reason: string, cause?: unknown) =>
    new HostKeyTrouble(`Cannot use "${path}" as the SSH host key: ${reason}`, { cause });
  try {
    await demandShortFile(path, MAX_KEY_BYTES, refuse);
    const text = await Deno.readTextFile(path);
    return { text, fingerprint: await fingerprintOf(await keyIn(text)) };
  } catch (error) {
    if (error instanceof HostKeyTrouble) throw error;
    throw refuse(error instanceof NoKey ? error.message : reasonOf(error), error);
  }
}

/** The server's own key in its data folder. */
async function keptHostKey(data: string): Promise<HostKey> {
  try {
    return await readHostKey(`${data}/${HOST_KEY_FILE}`);
  } catch (error) {
    const { cause } = error as HostKeyTrouble, { NotFound, NotADirectory } = Deno.errors;
    if (!(cause instanceof NotFound || cause instanceof NotADirectory)) throw error;
  }
  const key = await madeHostKey();
  await writeSecret(data, HOST_KEY_FILE, key.text);
  return key;
}

async function madeHostKey(): Promise<HostKey> {
  const key = await newKey();
  return { text: keyText(key, COMMENT), fingerprint: await fingerprintOf(key) };
}
