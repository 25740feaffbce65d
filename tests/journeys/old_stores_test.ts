/** A folder that an older server left: people come back to what is theirs. @module */

import { assertMatch, assertStringIncludes } from "@std/assert";
import { importFile } from "../../lib/cli/import.ts";
import { DEFAULTS } from "../../lib/runtime/config.ts";
import { DataFolder } from "../support/data_folder.ts";
import { Guest, startTestServer } from "../support/journey.ts";
import { copyOldStore, OLD_EXPORT } from "../support/old_store.ts";

/** A hundred years: the lines of the old store do not age within this test. */
const KEEP_DAYS = 36_500;

Deno.test("a server goes on with the folder of an older one", async () => {
  await using folder = await DataFolder.make();
  copyOldStore(folder.path);
  await using server = await startTestServer({ data: folder.path, keepDays: KEEP_DAYS });
  await using anna = await Guest.join(server, "anna");
  await anna.say("/since");
  await anna.hearUntil("guest-Server.: I am not the server"); // a name that is reserved now
  await anna.hearUntil(`dora: a       word        with${" ".repeat(16)}room`); // and blanks that are too many
  await anna.hearUntil("10 lines since you last left.");
  await anna.say("/join #ops");
  await anna.hearUntil(/Björn waves/);
  await anna.say("/room");
  await anna.hearUntil("Owners here: anna");
  await anna.say("/topic the next build");
  await anna.hearUntil("the next build");
  await anna.say("/join #secret pw124");
  await anna.hearUntil(/password/i);
  await anna.say("/join #secret pw123");
  await anna.hearUntil("#secret");
  await using imitator = await Guest.connect(server);
  for (const name of ["Server.", "Servér", "5erver", "系统1"]) {
    await imitator.say(name);
    await imitator.hearUntil("reserved");
  }
});

Deno.test("what an older server exported is imported, with names that are reserved now under others", async () => {
  await using folder = await DataFolder.make();
  const told = await importFile(OLD_EXPORT, { ...DEFAULTS, data: folder.path, keepDays: KEEP_DAYS });
  assertStringIncludes(
    told,
    "4 lines by 4 names that are reserved now got another name: " +
      '"Servér" as "guest-Servér", "Server." as "guest-Server.", "5erver" as "guest-5erver", "系统1" as "访客-系统1".',
  );
  assertMatch(told, /^Imported 25 lines into 6 rooms/);
  await using server = await startTestServer({ data: folder.path, keepDays: KEEP_DAYS });
  await using anna = await Guest.join(server, "anna");
  await anna.say("/history 30");
  await anna.hearUntil("guest-Server.: I am not the server");
  await anna.hearUntil("访客-系统1: 我也不是");
});
