import { assertEquals } from "@std/assert";
import { Archive } from "../../lib/history/archive.ts";
import { StoreWatch } from "../../lib/history/store_watch.ts";
import { StoreFailure } from "../../lib/store/store.ts";
import { lines, roomNamed } from "../contracts/samples.ts";
import { StoreFolder } from "../store/store_folder.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { LogBook } from "../support/log_book.ts";

const SECOND = 1000;

Deno.test("StoreWatch reads in slices, rests when all was read, and looks into its place every second", async () => {
  const clock = new FakeClock(), looks: [at: number, rows: number][] = [];
  const watch = new StoreWatch({
    clock,
    archive: { look: (rows) => looks.push([clock.now(), rows]) % 20 === 0 },
  });
  watch.start();
  await clock.advance(10 * SECOND);
  const times = Map.groupBy(looks, ([at]) => at);
  assertEquals([...times.keys()], Array.from({ length: 10 }, (_, at) => (at + 1) * SECOND));
  assertEquals([...times.values()].map((looks) => looks.length), [8, 8, 4, ...Array(7).fill(1)]);
  assertEquals(new Set(looks.map(([, rows]) => rows)), new Set([250, 0]));
  watch[Symbol.dispose]();
  assertEquals(clock.timers, 0);
});

Deno.test("an archive that cannot read a part of its file goes on saving, and says so until all was read again", async () => {
  const clock = new FakeClock(), book = new LogBook();
  let isReadable = true;
  using folder = new StoreFolder();
  using archive = new Archive({
    open: () => {
      const store = folder.open(), { check } = store;
      store.check = (rows) => {
        if (!isReadable) throw new StoreFailure("the disk is full or failing", { fault: "unreadable" });
        return check.call(store, rows);
      };
      return store;
    },
    clock,
    log: book.log,
  });
  using watch = new StoreWatch({ archive, clock });
  watch.start();
  isReadable = false;
  await clock.advance(20 * SECOND);
  archive.add(lines(1, 1)[0]!);
  archive.commit();
  assertEquals([archive.health.trouble, archive.health.concern], [
    undefined,
    { text: "a part of the file cannot be read: the disk is full or failing", isFresh: true },
  ]);
  isReadable = true;
  await clock.advance(20 * SECOND);
  assertEquals(archive.health.concern, undefined);
  assertEquals(book.lines, [
    "warning: Some kept lines cannot be read from the store: the disk is full or failing",
    "info: All kept lines can be read again",
  ]);
  assertEquals(archive.ask((store) => store.hasLines(roomNamed("#lobby"))), { kind: "answer", value: true });
});
