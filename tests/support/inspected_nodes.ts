/**
 * The insides of whole servers that are the nodes of one chat, on a ledger in memory and a clock in the test's hands.
 *
 * @module
 */

import type { AdminDoorParts } from "../../lib/admin/admin_door.ts";
import { startServer } from "../../lib/server.ts";
import { Caller, listenerFor } from "./caller.ts";
import { CHAT_ONLY } from "./chat_only.ts";
import { FakeClock } from "./fake_clock.ts";
import { LogBook } from "./log_book.ts";
import { SharedRecords } from "./memory_ledger.ts";
import { becomeNodeOn } from "./nodes_here.ts";
import { TroubledStore } from "./troubled_store.ts";

/** How far the hands of the clock are turned at once, in milliseconds. */
const STEP_MS = 10;

/** Nodes that can be started one after the other. */
export class InspectedNodes implements AsyncDisposable {
  readonly clock = new FakeClock();
  readonly records = new SharedRecords<unknown>();
  readonly #servers: { stop(): Promise<void> }[] = [];

  constructor() {
    this.records.time = this.clock.time();
  }

  /** Starts one, with people who have come to it. */
  async start(node: string, ...names: string[]) {
    const { clock, records } = this, callers = names.map((_, i) => new Caller(i + 1)), book = new LogBook();
    const wanted = Promise.withResolvers<AdminDoorParts>();
    const starting = startServer({ ...CHAT_ONLY, bus: "nats://none:4222", node }, {
      clock,
      log: book.log,
      listen: () => listenerFor(...callers),
      storeOpener: () => Promise.resolve(new TroubledStore().open),
      usage: () => ({ cpuMs: 0, residentBytes: 0, heapBytes: 0 }),
      becomeNode: becomeNodeOn(records, node),
      openAdmin(parts) {
        wanted.resolve(parts);
        return Promise.resolve({ [Symbol.asyncDispose]: () => Promise.resolve() });
      },
    });
    const { inside, readiness } = await wanted.promise, server = await starting;
    this.#servers.push(server);
    for (const [i, name] of names.entries()) {
      await this.pass(STEP_MS);
      callers[i]!.types(`${name}\n`);
    }
    await this.pass(50);
    return { server, callers, inside, readiness, book, stop: () => this.stop(server) };
  }

  /** Stops one. */
  async stop(server: { stop(): Promise<void> }): Promise<void> {
    const stopped = server.stop();
    await this.pass(5000);
    await stopped;
  }

  /** Lets time pass, in steps so short that nobody seems to stand still. */
  async pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += STEP_MS) {
      await this.clock.advance(STEP_MS);
      this.records.time = this.clock.time();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const server of this.#servers) await this.stop(server);
  }
}
