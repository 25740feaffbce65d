/**
 * What a thread of a server with several workers is started with, and what it is then. `lib/server.ts` starts each of them,
 * and is handed in: it stands above.
 *
 * @module
 */

import type { AdminDoorParts } from "../../admin/admin_door.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { Config } from "../../runtime/config.ts";
import type { Changes, InForce } from "../../runtime/live_config.ts";
import type { Log } from "../../runtime/log.ts";
import type { OpenStore, StoreWanted } from "../../store/open_store.ts";
import type { HostKeyModule } from "../late_host_key.ts";
import type { becomeNode } from "../late_node.ts";
import type { CertificateSourceFor } from "../late_tls.ts";
import type { ListenOptions, TcpListener } from "../tcp_door.ts";

/** What a thread has of the world otherwise than a server alone (`lib/world.ts` says what each is). */
export interface ThreadWorld {
  readonly log: Log;
  readonly commonLog?: Log;
  readonly clock: Clock;
  readonly listen: (at: ListenOptions) => TcpListener;
  readonly storeOpener?: (wanted: StoreWanted) => Promise<OpenStore>;
  readonly becomeNode: typeof becomeNode;
  readonly openAdmin: (parts: AdminDoorParts) => Promise<AsyncDisposable | undefined>;
  readonly loadHostKey: () => Promise<HostKeyModule>;
  readonly certificateSource: CertificateSourceFor;
  readonly challenges: Map<string, string>;
  readonly version: string;
  readonly motdLines: InForce["motdLines"];
}

/** A running server: in one thread, or with several workers. */
export interface RunningServer {
  change(next: Config, motdLines: InForce["motdLines"]): Promise<Changes>;
  drain(): unknown;
  readonly drained: Promise<void>;
  readonly failed: Promise<string>;
  stop(): Promise<void>;
}

/** One thread of it. */
export interface ServerThread extends RunningServer {
  counts(): { readonly readers: number };
}

export type Start = (config: Config, world: ThreadWorld) => Promise<ServerThread>;
