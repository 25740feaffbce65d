/**
 * A Unix socket that nobody but the server's own user can open, not even for a moment.
 *
 * A socket gets its mode when it is bound, from the process's umask, which a program may only change with a permission
 * that this one does not ask for; changing the mode afterwards leaves a gap in which somebody may already connect. So
 * it is bound in a new folder that is private, and moved to its place when its mode is right.
 *
 * @module
 */

import { StartRefused } from "../runtime/start_refused.ts";

/**
 * Binds a socket for `path` and moves it there; it has the mode 0600.
 * @param bind binds at the path it is given, a little longer than `path` may be
 * @throws {StartRefused} where somebody answers at that path already, or it is no socket
 * @throws what `bind` throws, and what Deno throws where the folder is not to be written
 */
export async function bindPrivately<T>(path: string, bind: (path: string) => T): Promise<T> {
  await makeWay(path);
  const cut = path.lastIndexOf("/") + 1;
  const folder = await Deno.makeTempDir({ dir: path.slice(0, cut) || ".", prefix: "." }); // mode 0700
  try {
    const bound = bind(`${folder}/s`);
    Deno.chmodSync(`${folder}/s`, 0o600);
    Deno.renameSync(`${folder}/s`, path);
    return bound;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/**
 * Removes the socket of a server that is gone. Where nothing is, it is tried all the same: a path that is too long could
 * be bound below, and nobody could connect to it.
 */
async function makeWay(path: string): Promise<void> {
  if (await isSocket(path) === false) {
    throw new StartRefused(
      `Cannot open the admin door on unix:${path}: there is something else at that path; remove it, or choose another path with --admin`,
    );
  }
  try {
    using _answering = await Deno.connect({ transport: "unix", path });
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    if (error instanceof Deno.errors.ConnectionRefused) return await Deno.remove(path);
    throw error;
  }
  throw new StartRefused(
    `Cannot open the admin door on unix:${path}: another server answers there; choose another path with --admin unix:PATH`,
  );
}

/** Whether that is a socket; undefined for nothing. */
async function isSocket(path: string): Promise<boolean | undefined> {
  try {
    return (await Deno.lstat(path)).isSocket ?? false;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
