/**
 * What a server has of the world around it: the time, the network, the disk, the process. Everything of it can be put in
 * a double's hands, so that the very same server lives in a test or a simulation.
 *
 * @module
 */

import type { AdminDoorParts } from "./admin/admin_door.ts";
import { type Clock, systemClock } from "./runtime/clock.ts";
import type { EditorModule } from "./doors/late_editor.ts";
import { loadHostKey } from "./doors/late_host_key.ts";
import { becomeNode } from "./doors/late_node.ts";
import type { CertificateSourceFor } from "./doors/late_tls.ts";
import { loadSshDoor } from "./doors/late_ssh.ts";
import { type FreeDescriptors, freeDescriptors } from "./doors/free_descriptors.ts";
import { type TakeDescriptor, takeDescriptor } from "./runtime/descriptors.ts";
import { readSystemFile, TcpTable } from "./doors/tcp_table.ts";
import type { ListenOptions, TcpListener } from "./doors/tcp_door.ts";
import { loopbackTls, type TlsNetwork } from "./doors/tls/tls_network.ts";
import type { Trace } from "./doors/visit.ts";
import type { openWebDoor } from "./doors/web/web_door.ts";
import type { hookReplies } from "./doors/web/hook_route.ts";
import type { Usage } from "./inspect/parts.ts";
import type { InForce } from "./runtime/live_config.ts";
import { type Log, silentLog } from "./runtime/log.ts";
import { type OpenStore, storeOpener, type StoreWanted } from "./store/open_store.ts";

/** What a server has of the world around it; a simulated one (`tests/simulation/`) runs the very same server. */
export interface World {
  /** Told what happens. */
  readonly log: Log;
  /** Where all of it reads the time. */
  readonly clock: Clock;
  /** Listens on a port; throws where it is not to be had. */
  readonly listen: (at: ListenOptions) => TcpListener;
  /** Where TLS is spoken, inside of this machine. */
  readonly tlsNetwork: TlsNetwork;
  /** Takes a file descriptor, as long as there are some. */
  readonly takeDescriptor: TakeDescriptor;
  /** How many of them there are at least. */
  readonly freeDescriptors: FreeDescriptors;
  /** For how long a peer of a port has acknowledged nothing, in milliseconds; 0 where that is not known. */
  readonly unansweredMs: (localPort: number, peer: string) => number;
  /** What opens the store, as often as it takes. */
  readonly storeOpener: (wanted: StoreWanted) => Promise<OpenStore>;
  /** What the process uses of its machine. */
  readonly usage: () => Usage;
  /** Traces connections. */
  readonly trace: Trace;
  /** Opens the admin door, where the settings want one; undefined where there is none after all. */
  readonly openAdmin: (parts: AdminDoorParts) => Promise<AsyncDisposable | undefined>;
  /** Loads the line editor, as often as it takes. */
  readonly loadEditor: () => Promise<EditorModule>;
  /** Loads the door for browsers and webhooks, as often as it takes. */
  readonly loadWebDoor: () => Promise<WebDoorModule>;
  /** Loads what reads the SSH host key, or makes one; as often as it takes. */
  readonly loadHostKey: typeof loadHostKey;
  /** Loads the door for SSH, in steps between which everybody else has a turn; as often as it takes. */
  readonly loadSshDoor: typeof loadSshDoor;
  /** Makes the server a node of several, where it is one. */
  readonly becomeNode: typeof becomeNode;
  /** Told what several threads would say alike, of the chat and of what is kept; the log unless given. */
  readonly commonLog?: Log;
  /** Where the TLS certificate comes from; by the settings unless given. */
  readonly certificateSource?: CertificateSourceFor;
  /** What a certificate authority that asks for a token is answered. */
  readonly challenges?: Map<string, string>;
  /** The version that runs. */
  readonly version: string;
  /** The message of the day, as its file has it; no lines for none. */
  readonly motdLines: InForce["motdLines"];
}

/** What is loaded for browsers and webhooks. */
export interface WebDoorModule {
  /** Opens the door. */
  readonly openWebDoor: typeof openWebDoor;
  /** Makes what answers the calls of webhooks. */
  readonly hookReplies: typeof hookReplies;
}

const tcpTable = new TcpTable({ read: readSystemFile, now: () => systemClock.now() });

/** The world as it is, with nobody reading the log. */
export const REALITY: World = {
  log: silentLog,
  clock: systemClock,
  listen: Deno.listen,
  tlsNetwork: loopbackTls,
  takeDescriptor,
  freeDescriptors,
  unansweredMs: (localPort, peer) => tcpTable.unansweredMs(localPort, peer),
  storeOpener,
  usage: usageOfProcess,
  trace: () => () => {},
  openAdmin: async (parts) => await (await import("./admin/admin_door.ts")).openAdminDoor(parts),
  loadEditor: () => import("./doors/editor.ts"),
  loadWebDoor: async () => ({
    ...await import("./doors/web/web_door.ts"),
    ...await import("./doors/web/hook_route.ts"),
  }),
  loadHostKey,
  loadSshDoor,
  becomeNode,
  version: "unknown",
  motdLines: [],
};

/** Node's `process`, by its global name when it is asked for: importing `node:process` would cost every start 25 ms. */
interface NodeProcess {
  readonly process: { cpuUsage(): { readonly user: number; readonly system: number } };
}

function usageOfProcess(): Usage {
  const { user, system } = (globalThis as unknown as NodeProcess).process.cpuUsage();
  const { rss, heapUsed } = Deno.memoryUsage();
  return { cpuMs: (user + system) / 1000, residentBytes: rss, heapBytes: heapUsed };
}
