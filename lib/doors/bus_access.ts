/**
 * What this server shows on the bus: its name among the nodes, and by what the NATS server knows it. Read before the start,
 * since files are read here and nothing below the doors does that.
 *
 * @module
 */

import type { NatsLogin } from "../cluster/nats/nats_connection.ts";
import type { Config } from "../runtime/config.ts";
import { reasonOf } from "../runtime/reason.ts";
import { StartRefused } from "../runtime/start_refused.ts";
import { demandShortFile } from "./named_file.ts";
import { machineName } from "./tls/self_signed.ts";

/** Most of a credentials file, in bytes: NATS's have some 1,000. */
const MAX_CREDS = 65_536;

/** Of whatever it can be known by. */
export interface BusAccess extends Pick<NatsLogin, "user" | "password" | "creds"> {
  /** The name of this node. */
  readonly node: string;
}

/** @throws {StartRefused} where this node has no name, a password has no user, or the credentials cannot be read */
export async function busAccess(
  { node, busUser, busPassword, busCreds }: Pick<Config, "node" | "busUser" | "busPassword" | "busCreds">,
): Promise<BusAccess> {
  const name = node === "" ? (await machineName())?.replace(/[^\w.-]/g, "-").slice(0, 60) : node;
  if (!name) {
    throw new StartRefused("This server needs a name of its own on the bus: give it one with --node");
  }
  if (busPassword !== "" && busUser === "") {
    throw new StartRefused("Cannot use bus-password without bus-user: name the user it belongs to, too");
  }
  return {
    node: name,
    ...busUser !== "" && { user: busUser, password: busPassword },
    ...busCreds !== "" && { creds: await credsIn(busCreds) },
  };
}

async function credsIn(path: string): Promise<string> {
  const refuse = (reason: string) => new StartRefused(`Cannot read bus-creds "${path}": ${reason}`);
  try {
    await demandShortFile(path, MAX_CREDS, refuse);
    return await Deno.readTextFile(path);
  } catch (error) {
    throw error instanceof StartRefused ? error : refuse(reasonOf(error));
  }
}
