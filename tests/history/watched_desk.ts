/**
 * A watched archive on a folder of real files.
 *
 * @module
 */

import { Archive } from "../../lib/history/archive.ts";
import { StoreWatch } from "../../lib/history/store_watch.ts";
import { SqliteStore } from "../../lib/store/sqlite/sqlite_store.ts";
import { lines, savedRoom } from "../contracts/samples.ts";
import { StoreFolder } from "../store/store_folder.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { LogBook } from "../support/log_book.ts";

/** How many lines are kept at the start. */
export const LINES = 3000;

const SECOND = 1000;

/** A watched archive on a folder with many lines; everything is on disk and in the file. */
export class WatchedDesk implements Disposable {
  readonly folder = new StoreFolder();
  readonly clock = new FakeClock();
  readonly book = new LogBook();
  readonly archive: Archive;
  readonly #watch: StoreWatch;
  lastId = LINES;
  begunAnew = 0;

  constructor(prepare: (folder: StoreFolder) => void = () => {}) {
    {
      using store = this.folder.open();
      for (let id = 1; id <= LINES; id += 100) {
        store.save(lines(id, id + 99, { text: `line ${id} ${"x".repeat(40)}` }));
      }
      while (store.index(100) > 0);
    }
    prepare(this.folder);
    this.archive = new Archive({
      open: (isDamaged) => SqliteStore.open(this.folder.path, { isDamaged, now: 0 }),
      clock: this.clock,
      log: this.book.log,
    });
    this.archive.health.listen({
      onBegunAnew: () => {
        this.begunAnew++;
        this.archive.keep("room", (store) => store.saveRoom(savedRoom("#mine", { owners: ["me"] })));
      },
    });
    this.#watch = new StoreWatch({ archive: this.archive, clock: this.clock });
    this.#watch.start();
  }

  /** Says lines, a turn each. */
  say(count = 1): void {
    for (let i = 0; i < count; i++) {
      this.archive.add(lines(++this.lastId, this.lastId)[0]!);
      this.archive.commit();
    }
  }

  /** Lets time pass until there is trouble, at most a minute; returns it. */
  async trouble(): Promise<string | undefined> {
    for (let i = 0; i < 60 && this.archive.health.trouble === undefined; i++) {
      await this.clock.advance(SECOND);
    }
    return this.archive.health.trouble;
  }

  /** The ids of what the folder has after the archive was closed. */
  kept(): number[] {
    this[Symbol.dispose]();
    using store = this.folder.open();
    return [...store.all()].map(({ id }) => id);
  }

  /** The files put aside, without what was beside them. */
  asides(): string[] {
    return this.folder.names().filter((name) => /damaged-\d+T\d+$/.test(name));
  }

  [Symbol.dispose](): void {
    this.#watch[Symbol.dispose]();
    this.archive[Symbol.dispose]();
  }
}
