import { assertEquals } from "@std/assert";
import { Identity } from "../../../lib/accounts/identity.ts";
import { standInFor } from "../../../lib/model/stand_in.ts";
import { rewriteKeys } from "../../../lib/store/sqlite/stored_keys.ts";
import { migrate } from "../../../lib/store/sqlite/schema.ts";
import { SqliteFile } from "../../../lib/store/sqlite/file.ts";
import { StoreFolder } from "../store_folder.ts";

/** What becomes of the owners of one room and of what people have seen, as `[key, id, time]`. */
function rewritten(owners: readonly string[], seen: readonly (readonly [string, number, number])[]) {
  using folder = new StoreFolder();
  using file = new SqliteFile(folder.file, "write");
  migrate(file);
  file.prepare("INSERT INTO rooms VALUES ('#ops', 'public', '', ?, '', 1, 0, '[]')").run(
    JSON.stringify(owners),
  );
  const put = file.prepare("INSERT INTO seen (key, id, time) VALUES (?, ?, ?)");
  for (const row of seen) put.run(...row);
  file.write(() => rewriteKeys(file));
  const kept = file.prepare("SELECT owners FROM rooms").get()!["owners"];
  const rows = file.prepare("SELECT key, id, time FROM seen ORDER BY key").all();
  return { owners: JSON.parse(String(kept)), seen: rows.map(({ key, id, time }) => [key, id, time]) };
}

Deno.test("rewriteKeys() calls an IPv4 address by its own name, and leaves all others", () => {
  const others = ["anna@127.0.0.1", "dora@2001:db8:1:2::10", "小明@::1"];
  assertEquals(rewritten(["björn@::ffff:10.0.0.5", ...others], [["björn@::ffff:10.0.0.5", 32, 5]]), {
    owners: ["björn@10.0.0.5", ...others],
    seen: [["björn@10.0.0.5", 32, 5]],
  });
});

Deno.test("rewriteKeys() gives somebody who had two keys the later of what they held, once", () => {
  const mapped = "anna@::ffff:10.0.0.5", plain = "anna@10.0.0.5";
  const seen = [[plain, 20, 100]];
  assertEquals(rewritten([mapped, plain], [[mapped, 7, 50], [plain, 20, 100]]), { owners: [plain], seen });
  assertEquals(rewritten([plain, mapped], [[plain, 7, 50], [mapped, 20, 100]]), { owners: [plain], seen });
});

Deno.test("rewriteKeys() lets somebody whose name is reserved today come back under the one that stands in for it", () => {
  const seen = [["servér@::ffff:10.0.0.5", 36, 9], ["系统1@::1", 4, 5], [
    "guest-servér@10.0.0.5",
    7,
    10,
  ]] as const;
  assertEquals(rewritten(["servér@::ffff:10.0.0.5", "anna@::1"], seen), {
    owners: ["servér@10.0.0.5", "guest-servér@10.0.0.5", "anna@::1"],
    seen: [["guest-servér@10.0.0.5", 36, 10], ["servér@10.0.0.5", 36, 9], ["系统1@::1", 4, 5], [
      "访客-系统1@::1",
      4,
      5,
    ]],
  });
});

Deno.test("rewriteKeys() lets those come back whose name is reserved by its sound in Cyrillic or Greek letters", () => {
  for (const name of ["Админ", "сервер1", "Модератор.", "СИСТЕМ", "σερβερ", "Αδμιν"]) {
    const key = Identity.of(name, "::1").key, standIn = Identity.of(standInFor(name)!, "::1").key;
    assertEquals(rewritten([key], [[key, 4, 5]]), {
      owners: [key, standIn],
      seen: [[key, 4, 5], [standIn, 4, 5]].sort() as [string, number, number][],
    });
  }
  const names = ["ΡΟΟΤ", "гость-роот", "ξένος-ΡΟΟΤ"].map((name) => Identity.of(name, "::1").key);
  assertEquals(rewritten([names[0]!], []).owners, names); // in Cyrillic it would look the same
  const others = ["Сергей", "Адам", "Сева", "Ρούλα", "coco", "Σία"].map((name) =>
    Identity.of(name, "::1").key
  );
  assertEquals(rewritten(others, []).owners, others);
});

Deno.test("rewriteKeys() changes nothing when it is done again", () => {
  const once = rewritten(["a@::ffff:1.2.3.4", "b@::1"], [["a@::ffff:1.2.3.4", 1, 2]]);
  assertEquals(rewritten(once.owners, once.seen as [string, number, number][]), once);
});
