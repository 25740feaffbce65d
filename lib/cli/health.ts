/**
 * The `health` command: connects like a guest and expects the welcome line. Made for containers and monitors.
 *
 * @module
 */

import type { Config } from "../config.ts";
import { addressText } from "../model/address.ts";
import { WELCOME } from "../render/render.ts";

/** How long a healthy server may take to answer, in milliseconds. */
const PATIENCE_MS = 3000;

/**
 * Asks a server whether it welcomes people.
 * @returns undefined if it does, otherwise one sentence that says why not
 */
export async function healthProblem(config: Pick<Config, "host" | "port">): Promise<string | undefined> {
  const hostname = config.host === "0.0.0.0" ? "127.0.0.1" : config.host === "::" ? "::1" : config.host;
  const where = addressText(hostname, config.port);
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    using connection = await Deno.connect({ hostname, port: config.port, signal });
    const hangUp = () => connection[Symbol.dispose]();
    signal.addEventListener("abort", hangUp);
    let heard = "";
    const decoder = new TextDecoder();
    for (const bytes = new Uint8Array(512); !heard.includes("\n") && heard.length < 512;) {
      const count = await connection.read(bytes);
      if (count === null) break;
      heard += decoder.decode(bytes.subarray(0, count), { stream: true });
    }
    signal.removeEventListener("abort", hangUp);
    if (heard.startsWith(WELCOME)) return undefined;
    return `Cannot get a welcome from ${where}: it answered "${heard.trim().slice(0, 80)}"`;
  } catch (error) {
    const reason = signal.aborted ? `no answer within ${PATIENCE_MS} ms` : (error as Error).message;
    return `Cannot get a welcome from ${where}: ${reason}`;
  }
}
