/**
 * The `drain` command: asks a running server by its admin door to let nobody in any more, and to stop when all have gone. It
 * does not wait for that.
 *
 * @module
 */

import { AdminClient } from "../console/source/admin_client.ts";
import { endpointOf } from "../console/settings/endpoint.ts";
import { ConnectionProblem } from "../console/words/problem.ts";
import { problemText } from "../console/words/words.ts";
import { systemClock } from "../runtime/clock.ts";
import type { Config } from "../runtime/config.ts";
import { StartRefused } from "../runtime/start_refused.ts";
import { useNoProxy } from "./no_proxy.ts";

/**
 * Drains a server.
 * @param config where its admin door is, and the token
 * @returns what happens now, in a sentence
 * @throws {StartRefused} where it cannot be asked, or says no
 */
export async function drainServer(
  { admin, adminToken }: Pick<Config, "admin" | "adminToken">,
): Promise<string> {
  const endpoint = endpointOf(admin);
  if (endpoint === undefined) {
    throw new StartRefused(
      `Cannot drain the server: its settings name no admin door to ask (admin is ${admin}); send it SIGUSR2 instead`,
    );
  }
  useNoProxy();
  using client = new AdminClient(endpoint, adminToken, systemClock);
  try {
    return sentenceOf(
      await client.askJson("/drain", new AbortController().signal, {}) as Partial<Answer> | undefined,
    );
  } catch (error) {
    if (!(error instanceof ConnectionProblem)) throw error;
    throw new StartRefused(`Cannot drain the server at ${client.address}: ${problemText(error.problem)}`, {
      cause: error,
    });
  }
}

/** What the admin door answers. */
interface Answer {
  readonly people: number;
  readonly stopsInMs: number;
}

function sentenceOf({ people, stopsInMs }: Partial<Answer> = {}): string {
  if (people === undefined || stopsInMs === undefined) throw new ConnectionProblem({ kind: "no_update" });
  if (people === 0 || stopsInMs === 0) return "The server lets nobody in any more, and stops now.";
  const seconds = Math.ceil(stopsInMs / 1000);
  return `The server lets nobody in any more. It stops when those who are here have gone (${people}), in ` +
    `${seconds} ${seconds === 1 ? "second" : "seconds"} at the latest.`;
}
