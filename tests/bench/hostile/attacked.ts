/**
 * Has a process of its own attack the server.
 *
 * @module
 */

import type { Scenario } from "../scenarios.ts";

/** What became of those who attacked. */
export interface Attack {
  /** Connections. */
  readonly count: number;
  /** Those that spoke at once and were answered in another protocol. */
  readonly mistaken: number;
  /** Those that could not connect, or were let go of without an answer. */
  readonly unanswered: number;
}

/** Resolves when all have been answered, or have given up. */
export async function attacked(port: number, { hostile, hostileMs }: Scenario): Promise<Attack> {
  const { success, stdout } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--allow-net", new URL("attack.ts", import.meta.url).href],
      ...[port, hostile, hostileMs].map(String),
    ],
    stdin: "null",
    stderr: "inherit",
  }).output();
  if (!success) throw new Error("The attack failed");
  return JSON.parse(new TextDecoder().decode(stdout));
}
