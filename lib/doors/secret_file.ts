/**
 * Files of the data folder that only the server's user may read: keys. They are written at once, or not at all.
 *
 * @module
 */

import { reasonOf } from "../runtime/reason.ts";

/** Why such a file is not written, in one sentence for the operator. */
export class SecretNotWritten extends Error {
  override readonly name = "SecretNotWritten";
}

/** Puts a file with this text in the place of what is there. @throws {SecretNotWritten} */
export async function writeSecret(folder: string, name: string, text: string): Promise<void> {
  const path = `${folder}/${name}`, unfinished = `${path}.new`;
  try {
    await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
    await Deno.remove(unfinished).catch(() => {}); // of a server that was killed
    {
      using file = await Deno.open(unfinished, { write: true, createNew: true, mode: 0o600 });
      await writeAll(file, new TextEncoder().encode(text));
      await file.sync();
    }
    await Deno.rename(unfinished, path);
  } catch (error) {
    throw new SecretNotWritten(`Cannot write "${path}": ${reasonOf(error)}`, { cause: error });
  }
}

async function writeAll(file: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
}
