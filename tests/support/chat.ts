/**
 * A hub with recipients that are no sockets: the core of the server, without doors.
 *
 * @module
 */

import { Hub } from "../../lib/hub.ts";
import { silentLog } from "../../lib/log.ts";
import type { Dialect } from "../../lib/model/dialect.ts";
import type { Recipient } from "../../lib/recipient.ts";
import { Registry, type RegistryBounds } from "../../lib/registry.ts";
import { FakeClock, settled } from "./fake_clock.ts";
import { HeldWriter } from "./held_writer.ts";

/** The dialect of a program over nc. */
export const PLAIN: Dialect = { color: false, language: "en", lineEnd: "\n" };

/** Bounds small enough to reach. */
export const SMALL: RegistryBounds = { outbox: { count: 8, cost: 10_000 }, flushMs: 5, stalledMs: 30_000 };

/** A core under a fake clock. */
export class Chat implements Disposable {
  readonly clock = new FakeClock();
  readonly registry: Registry;
  readonly hub: Hub;

  constructor(bounds: RegistryBounds = SMALL) {
    this.registry = new Registry(this.clock, bounds);
    this.hub = new Hub({ registry: this.registry, clock: this.clock, log: silentLog, logChat: false });
  }

  /** Seats somebody whose terminal is a {@linkcode HeldWriter}. */
  seat(dialect: Dialect = PLAIN): { readonly recipient: Recipient; readonly terminal: HeldWriter } {
    const terminal = new HeldWriter();
    return { recipient: this.registry.seat(terminal.writer, dialect), terminal };
  }

  /** Lets everything due be written. */
  async flush(): Promise<void> {
    await this.clock.advance(5);
    await settled();
  }

  [Symbol.dispose](): void {
    this.registry[Symbol.dispose]();
  }
}
