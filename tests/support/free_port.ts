/** Ports for what is told its port beforehand, or comes back at the same one. @module */

/** The ports that the system never gives to whoever asks for any, or calls: those from 32,768 on are (tcp(7)). */
const FIRST = 20_000, END = 32_768;

/** How many are tried at most: some may be taken. */
const MAX_TRIES = 100;

/** A port of the loopback address that nobody listens at, and that nobody gets by chance before it is used. */
export function freePort(): number {
  for (let tries = 1;; tries++) {
    const port = FIRST + Math.floor(Math.random() * (END - FIRST));
    try {
      Deno.listen({ hostname: "127.0.0.1", port }).close();
      return port;
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse) || tries === MAX_TRIES) throw error;
    }
  }
}
