/** A machine with two workers that is a part of a chat on a real NATS server, for tests. @module */

import type { DataFolder } from "./data_folder.ts";
import type { NatsServer } from "./nats_server.ts";
import { WorkerServer } from "./worker_server.ts";

/** The longest that others need to find out that a node is gone, in milliseconds. */
export const GONE_MS = 20_000;

interface Machine {
  readonly folder?: DataFolder;
  readonly node?: string;
  readonly flags?: readonly string[];
}

/** A machine with two workers. */
export function machine({ address }: NatsServer, { folder, node = "berlin", flags = [] }: Machine = {}) {
  const bus = [`--bus=nats://${address.host}:${address.port}`, `--node=${node}`];
  const data = `--data=${folder?.path ?? "none"}`;
  return WorkerServer.start(["--greet-after-ms=0", "--ssh=off", data, ...bus, ...flags]);
}
