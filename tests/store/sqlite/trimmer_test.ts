import { assertEquals, assertThrows } from "@std/assert";
import type { Eraser } from "../../../lib/store/sqlite/eraser.ts";
import type { SqliteParts } from "../../../lib/store/sqlite/parts.ts";
import { StoreFailure } from "../../../lib/store/store.ts";
import { Trimmer } from "../../../lib/store/sqlite/trimmer.ts";

/** A trimmer of a file with nothing to trim, whose log cannot be emptied. */
function trimmerOf(failure: Error) {
  let tries = 0;
  const file = {
    ...{ write: (run: () => number) => run(), usedBytes: 0, freePages: 0 },
    emptyLog() {
      tries++;
      throw failure;
    },
  };
  const nothing = { trim() {}, merge() {}, eraseHidden: () => 0, eraseOutdated: () => 0 };
  const meta = { get: () => 0, set() {} };
  const parts = { file, index: nothing, seen: nothing, meta } as unknown as SqliteParts;
  return { trimmer: new Trimmer(parts, nothing as unknown as Eraser), tries: () => tries };
}

const RETENTION = { before: 0, maxBytes: 1, limit: 10 };

Deno.test("Trimmer.trim() empties the log another time where it cannot now, and lets bugs through", () => {
  const { trimmer, tries } = trimmerOf(new StoreFailure("the disk is full"));
  trimmer.trim(RETENTION);
  assertEquals(tries(), 0);
  trimmer.scrubSoon();
  for (let times = 1; times <= 3; times++) {
    assertEquals([trimmer.trim(RETENTION), tries()], [0, times]);
  }
  const wrong = trimmerOf(new TypeError("a bug")).trimmer;
  wrong.scrubSoon();
  assertThrows(() => wrong.trim(RETENTION), TypeError);
});
