/**
 * The past over an archive with lines in it, on a store of either kind: what looks back has to see the same in both.
 *
 * @module
 */

import { Archive } from "../../lib/history/archive.ts";
import { type OpenPast, Past } from "../../lib/history/past.ts";
import { silentLog } from "../../lib/runtime/log.ts";
import { MemoryStore } from "../../lib/store/memory_store.ts";
import type { Store } from "../../lib/store/store.ts";
import type { Name, RoomName } from "../../lib/text/clean.ts";
import { StoreFolder } from "../store/store_folder.ts";
import { FakeClock } from "./fake_clock.ts";
import { ann, lobby, messageOf, text } from "./samples.ts";

/** Such a past; its lines are numbered from 1. */
export class KeptPast implements Disposable {
  readonly clock = new FakeClock();
  readonly archive: Archive;
  readonly past: Past;
  #lastId = 0;

  constructor(open: () => Store) {
    const { clock } = this;
    const archive = this.archive = new Archive({ open, clock, log: silentLog });
    this.past = new Past({ archive, clock });
  }

  /** Keeps a line, said in the lobby unless another room is named; returns its id. */
  say(said: string, name: Name = ann, room: RoomName = lobby): number {
    const id = ++this.#lastId;
    this.archive.add(messageOf({ id, name, room, text: text(said), time: this.clock.time() }));
    return id;
  }

  [Symbol.dispose](): void {
    this.archive[Symbol.dispose]();
  }
}

/** Rooms that are open to somebody, each from an id on, who sees all lines but those of one person, if any. */
export function open(rooms: Readonly<Record<string, number>>, ignored?: Name): OpenPast {
  return {
    rooms: Object.entries(rooms).map(([room, after]) => ({ room: room as RoomName, after })),
    sees: ({ name }) => name !== ignored,
  };
}

/** Registers a test for a past in memory and one for a past in a file. */
export function testBoth(name: string, run: (kept: KeptPast) => void | Promise<void>): void {
  Deno.test(`${name}, in memory`, async () => {
    using kept = new KeptPast(() => new MemoryStore({ lines: 10_000, length: 10_000_000 }));
    await run(kept);
  });
  Deno.test(`${name}, in a file`, async () => {
    using folder = new StoreFolder();
    using kept = new KeptPast(() => folder.open());
    await run(kept);
  });
}
