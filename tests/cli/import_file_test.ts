/** `import` on a real folder: what it says, and what it puts aside. */

import { assertEquals, assertMatch, assertThrows } from "@std/assert";
import { importFile, makeFindable } from "../../lib/cli/import.ts";
import { DEFAULTS } from "../../lib/runtime/config.ts";
import { TroubledStore } from "../support/troubled_store.ts";
import { handMade, ProgramFolder } from "./program.ts";

/** What the operator is told who imports a line into a folder. */
async function imported(folder: ProgramFolder, minute: number): Promise<string> {
  await folder.write("lines.jsonl", [handMade("#a", "anna", "hi", minute)]);
  return await importFile(`${folder.path}/lines.jsonl`, {
    ...DEFAULTS,
    ...{ data: `${folder.path}/data`, keepDays: 36_500 },
  });
}

Deno.test("importFile() tells how many rooms are new, if any", async () => {
  await using folder = new ProgramFolder();
  assertEquals(await imported(folder, 1), "Imported 1 line into 1 room (1 of them new).");
  assertEquals(await imported(folder, 2), "Imported 1 line into 1 room.");
});

Deno.test("importFile() tells who was imported under another name", async () => {
  await using folder = new ProgramFolder();
  const config = { ...DEFAULTS, data: `${folder.path}/data`, keepDays: 36_500 };
  const importing = async (names: readonly string[], minute: number) => {
    await folder.write("lines.jsonl", names.map((name, at) => handMade("#a", name, "hi", minute + at)));
    return await importFile(`${folder.path}/lines.jsonl`, config);
  };
  assertEquals(
    await importing(["Server.", "anna", "系统1", "Server."], 1),
    "Imported 4 lines into 1 room (1 of them new). " +
      '3 lines by 2 names that are reserved now got another name: "Server." as "guest-Server.", "系统1" as "访客-系统1".',
  );
  assertEquals(
    await importing(["Server.", ..."1234567".split("").map((digit) => `root${digit}`)], 10),
    "Imported 8 lines into 1 room. 8 lines by 8 names that are reserved now got another name: " +
      '"Server." as "guest-Server.", "root1" as "guest-root1", "root2" as "guest-root2", "root3" as "guest-root3", ' +
      '"root4" as "guest-root4", and 3 more.',
  );
});

Deno.test("importFile() puts a damaged file aside, and says where it is now", async () => {
  await using folder = new ProgramFolder();
  await imported(folder, 1);
  await Deno.writeTextFile(`${folder.path}/data/chat.sqlite`, "no file of SQLite\n".repeat(1000));
  const told: string[] = [];
  const { error } = console;
  console.error = (sentence: string) => void told.push(sentence);
  try {
    await imported(folder, 2);
  } finally {
    console.error = error;
  }
  assertEquals(told.length, 1);
  assertMatch(told[0]!, /^The file in ".*data" was damaged: put aside as .*chat/);
});

Deno.test("makeFindable() leaves to the server what cannot be done now, and lets bugs through", () => {
  const disk = new TroubledStore();
  const store = disk.open();
  disk.breakDown();
  makeFindable(store);
  disk.failure = new TypeError("a bug");
  assertThrows(() => makeFindable(store), TypeError);
});
