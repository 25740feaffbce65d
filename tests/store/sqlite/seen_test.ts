import { assertEquals } from "@std/assert";
import { SqliteSeen } from "../../../lib/store/sqlite/seen.ts";
import { MAX_SEEN } from "../../../lib/store/store.ts";
import { SqliteFile } from "../../../lib/store/sqlite/file.ts";
import { StoreFolder } from "../store_folder.ts";

Deno.test("SqliteSeen.trim() drops the oldest keys where there are too many, as many as asked", () => {
  using folder = new StoreFolder();
  folder.open()[Symbol.dispose]();
  using file = new SqliteFile(folder.file, "write");
  const seen = new SqliteSeen(file);
  const ages = () => [0, 1, 2, 3].map((time) => seen.get(`key ${time}`) !== undefined);
  file.write(() => {
    for (let time = 0; time < MAX_SEEN + 3; time++) seen.put(`key ${time}`, 1, time);
    seen.trim(0, 2);
    assertEquals(ages(), [false, false, true, true]);
    seen.trim(0, 2);
    assertEquals(ages(), [false, false, false, true]);
    seen.trim(0, 2);
    assertEquals(ages(), [false, false, false, true]);
  });
});
