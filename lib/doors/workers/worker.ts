/**
 * One worker: a whole server in a thread of its own, with a door of its own on the one port. The main thread keeps the log
 * and the store, writes what the operator reads, and says when to stop.
 *
 * @module
 */

import type { Draining } from "../../admin/other_threads.ts";
import { messageOf } from "../../runtime/reason.ts";
import type { AdminDoorParts } from "../../admin/admin_door.ts";
import { WorkerLedger } from "../../cluster/workers/worker_ledger.ts";
import { every, systemClock } from "../../runtime/clock.ts";
import { NO_FOLDER } from "../../runtime/config.ts";
import { atLevel, type Log } from "../../runtime/log.ts";
import { type OpenStore, storeOpener } from "../../store/open_store.ts";
import { type StoreCopy, takeIn } from "../../store/store_copy.ts";
import { toldStoreOpener } from "../../store/told_store.ts";
import { keepSoon, type NodeParts } from "../late_node.ts";
import type { HostKey } from "../ssh/host_key.ts";
import { type CallPort, Calls } from "./calls.ts";
import { CommonCertificate } from "./common_certificate.ts";
import { type Aside, type Begin, type Challenge, type Change, erasedKey, LedgerEnd } from "./messages.ts";
import type { ServerThread, Start, ThreadWorld } from "./server_thread.ts";
import { threadNode } from "./thread_node.ts";

/** How often the main thread is told how many connections there are, in milliseconds. */
const COUNT_MS = 1000;

/**
 * Runs one for as long as its thread lives.
 * @param port the way to the main thread
 * @param start starts its server
 */
export async function runWorker(port: CallPort, start: Start): Promise<void> {
  const challenges = new Map<string, string>(), end = new LedgerEnd(() => calls);
  const serving = Promise.withResolvers<ServerThread>();
  const certificate = new CommonCertificate();
  let admin: AdminDoorParts | undefined;
  const calls: Calls = new Calls(port, {
    ledger: (message) => end.heard(message),
    certificate: (told) => certificate.tell(told),
    challenge([token, answer]: Challenge) {
      if (answer === undefined) challenges.delete(token);
      else challenges.set(token, answer);
    },
    async change({ config, motdLines }: Change) {
      level = config.logLevel;
      await (await serving.promise).change(config, motdLines);
    },
    measures: () => admin?.inside.measures(),
    readiness: () => admin?.readiness(),
    drain: async () => (await serving.promise).drain(),
    stop: async () => await (await serving.promise).stop(),
  });
  const begin = await calls.ask<Begin>("begin");
  const { config, motdLines, version, certificate: known, copy } = begin;
  let level = config.logLevel;
  const log = atLevel(logTo(calls), () => level);
  if (known !== undefined) certificate.tell(known);
  const told = new Told();
  const world: ThreadWorld = {
    log,
    commonLog: (its, ...line) => its === "error" && log(its, ...line), // the main thread says all else
    clock: systemClock,
    listen: (at) => Deno.listen({ ...at, reusePort: true }),
    storeOpener: config.data === NO_FOLDER
      ? async (wanted) => filledOpener(await storeOpener(wanted), copy)
      : ({ data }) => toldStoreOpener(data, told, copy),
    becomeNode: (parts) =>
      Promise.resolve(nodeOf(begin, new WorkerLedger(end, systemClock, told.hear), parts)),
    async openAdmin(parts) {
      admin = parts;
      const { openAdminDoor } = await import("../../admin/admin_door.ts");
      return await openAdminDoor({ ...parts, drain: () => calls.ask<Draining>("drain") }) ?? NO_DOOR;
    },
    loadHostKey: () => Promise.resolve({ hostKey: () => calls.ask<HostKey>("hostKey") }),
    certificateSource: certificate.source,
    ...{ challenges, version, motdLines },
  };
  try {
    const server = await start(config, world);
    serving.resolve(server);
    server.failed.then((reason) => calls.tell("failed", reason));
    server.drained.then(() => calls.tell("drained"));
    calls.tell("listening");
    every(systemClock, COUNT_MS, () => calls.tell("readers", server.counts().readers));
  } catch (error) {
    calls.tell("refused", messageOf(error));
  }
}

/** Where this thread has no admin door of its own, the main thread asks all the same. */
const NO_DOOR: AsyncDisposable = { [Symbol.asyncDispose]: () => Promise.resolve() };

/** A store in memory that begins with a copy of the main thread's. */
function filledOpener(open: OpenStore, copy: StoreCopy): OpenStore {
  return (isDamaged) => takeIn(copy, open(isDamaged));
}

function nodeOf({ name, node = name }: Begin, ledger: WorkerLedger<never>, parts: NodeParts) {
  const { kept, lastId, keep } = parts.kept(), { onTurn, beReady } = keepSoon(keep, parts.clock);
  const hasBus = parts.config.bus !== "none";
  const here = threadNode({ ...parts, ledger, name: node, lastId, kept: hasBus ? kept : undefined, onTurn });
  here.nodes.bus.ready.then(beReady);
  return here;
}

/** What the main thread has told of its writing. */
class Told {
  readonly #erased = new Map<string, number>();
  #last: Omit<Aside, "erased"> | undefined;

  readonly hear = (aside: unknown): void => {
    const { erased, ...last } = aside as Aside;
    this.#last = last;
    for (const [key, count] of erased) this.#erased.set(key, count);
  };

  readonly trouble = () => this.#last?.trouble;
  readonly concern = () => this.#last?.concern;
  readonly opened = () => this.#last?.opened ?? 0;

  readonly erased = (name: string, from: number, upTo: number): number => {
    const key = erasedKey(name, from, upTo), count = this.#erased.get(key) ?? 0;
    this.#erased.delete(key);
    return count;
  };
}

/** Has the main thread write it. What cannot be handed over is made a text. */
function logTo(calls: Calls): Log {
  return (level, message, fields) => {
    try {
      calls.tell("log", [level, message, fields]);
    } catch {
      const texts = Object.entries(fields ?? {}).map(([name, value]) => [name, String(value)]);
      calls.tell("log", [level, message, Object.fromEntries(texts)]);
    }
  };
}
