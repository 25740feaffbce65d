/**
 * Looking at the first bytes of a stranger. A bug in that costs their connection, and nobody else anything: nobody waits
 * for it, so without this it would end the process.
 *
 * @module
 */

import type { Log } from "../runtime/log.ts";

/** The same look, that lets go of whoever is looked at where it has a bug. */
export function careful(
  look: () => void,
  one: Disposable,
  { log, peer }: { readonly log: Log; readonly peer: string },
): () => void {
  return () => {
    try {
      look();
    } catch (error) {
      log("error", "Bug at the door of {peer}: {error}", { peer, error });
      one[Symbol.dispose]();
    }
  };
}
