/** The store is in trouble: the chat goes on, says so, and takes up saving again by itself. @module */

import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { SqliteStore } from "../../lib/store/sqlite/sqlite_store.ts";
import { StoreTooNew } from "../../lib/store/store.ts";
import { programLine } from "../cli/program.ts";
import { lines } from "../contracts/samples.ts";
import { hurtMiddle } from "../store/hurt.ts";
import { DataFolder, smallDisks } from "../support/data_folder.ts";
import { Guest, startTestServer } from "../support/journey.ts";
import { ServerProcess } from "../support/server_process.ts";
import { outsideProgram, runs, testWith } from "../support/outside_tool.ts";

/** Two people who can hear each other, whatever the store does. */
async function assertChatGoesOn(anna: Guest, ben: Guest, text: string) {
  await anna.say(text);
  await ben.hearUntil(`anna: ${text}`);
}

const FULL_DISK = "a full disk: the chat goes on, says so, and saves again when there is room";
testWith(await smallDisks(), FULL_DISK, async () => {
  await using folder = await DataFolder.onSmallDisk(700);
  assert(folder !== undefined);
  await using server = await startTestServer({ data: folder.path });
  await using anna = await Guest.join(server, "anna");
  await using ben = await Guest.join(server, "ben");
  await assertChatGoesOn(anna, ben, "while there is room");
  await Deno.writeFile(`${folder.path}/ballast`, new Uint8Array(600 * 1024)).catch(() => {}); // as much as fits
  for (let n = 0; !anna.text.includes("not being saved"); n++) {
    assert(n < 200, "the disk did not fill");
    await assertChatGoesOn(anna, ben, `${n} ${"x".repeat(3000)}`);
    await anna.say("/health");
    await anna.hearUntil(/^The server is/);
  }
  assertMatch(anna.text, /The server is up, but new lines are not being saved: .*full/);
  await assertChatGoesOn(anna, ben, "said in hard times");
  await anna.say("/history 1");
  await anna.hearUntil(/not being saved|cannot be read/);
  await Deno.remove(`${folder.path}/ballast`);
  for (let n = 0; !anna.text.endsWith("The server is well.\n"); n++) {
    assert(n < 300, "saving was not taken up again");
    await new Promise((resolve) => setTimeout(resolve, 100)); // the server tries again every five seconds
    await anna.say("/health");
    await anna.hearUntil(/^The server is/);
  }
  await anna.say("/search hard");
  await anna.hearUntil(/anna: said in \*hard\* times/);
});

Deno.test("a damaged file is put aside and a new one begun", async () => {
  await using folder = await DataFolder.make();
  await Deno.writeTextFile(
    `${folder.path}/chat.sqlite`,
    "this is no database, and it is long enough to be read as one".repeat(100),
  );
  await using server = await startTestServer({ data: folder.path });
  await using anna = await Guest.join(server, "anna");
  await anna.say("a new beginning");
  await anna.say("/history");
  await anna.hearUntil("anna: a new beginning");
  const files = (await Array.fromAsync(Deno.readDir(folder.path))).map(({ name }) => name);
  assertEquals(files.filter((name) => name.startsWith("chat.sqlite.damaged-")).length, 1);
});

Deno.test("a folder that cannot be one: the chat goes on without", async () => {
  await using folder = await DataFolder.make();
  await Deno.writeTextFile(`${folder.path}/file`, "");
  await using server = await startTestServer({ data: `${folder.path}/file` });
  await using anna = await Guest.join(server, "anna");
  await using ben = await Guest.join(server, "ben");
  await assertChatGoesOn(anna, ben, "never mind");
  await anna.say("/history");
  await anna.hearUntil(/Kept lines cannot be read at the moment: .*\. The chat itself goes on\./);
  await anna.say("/health");
  await anna.hearUntil("The server is up, but");
});

Deno.test("a folder that another server uses: the chat goes on without", async () => {
  await using folder = await DataFolder.make();
  await using first = await startTestServer({ data: folder.path });
  await using second = await startTestServer({ data: folder.path });
  await using anna = await Guest.join(second, "anna");
  await anna.say("/health");
  await anna.hearUntil(/not being saved: .*another server/);
  await using ben = await Guest.join(first, "ben");
  await ben.say("/health");
  await ben.hearUntil("The server is well.");
});

Deno.test("a store of a newer version is refused at start", async () => {
  await using folder = await DataFolder.make();
  {
    await using _server = await startTestServer({ data: folder.path });
  }
  {
    using database = new DatabaseSync(`${folder.path}/chat.sqlite`);
    database.exec("PRAGMA user_version = 9999");
  }
  await assertRejects(
    () => startTestServer({ data: folder.path }),
    Deno.env.has("CHAT_JOURNEY_COMMAND") ? Error : StoreTooNew,
  );
});

/** What may become of the files while a server has them open. */
const ACCIDENTS: Readonly<Record<string, (file: string) => void>> = {
  "damaged": hurtMiddle,
  "emptied": (file) => Deno.truncateSync(file),
  "cut off": (file) => Deno.truncateSync(file, 3 * 4096),
  "removed": (file) => Deno.removeSync(file),
  "moved away": (file) => Deno.renameSync(file, `${file}.moved`),
};

async function assertOutlives(befall: (file: string) => void): Promise<void> {
  await using folder = await DataFolder.make();
  const file = `${folder.path}/chat.sqlite`;
  {
    using store = SqliteStore.open(folder.path);
    for (let id = 1; id < 5000; id += 100) store.save(lines(id, id + 99, { time: Date.now() }));
  }
  await using server = await startTestServer({ data: folder.path });
  await using anna = await Guest.join(server, "anna");
  await using ben = await Guest.join(server, "ben");
  await assertChatGoesOn(anna, ben, "while all is well");
  befall(file);
  for (let n = 0; !/not being saved|some kept lines may be lost/.test(anna.text); n++) {
    assert(n < 300, "nothing was noticed");
    await new Promise((resolve) => setTimeout(resolve, 100)); // the server looks every second
    await assertChatGoesOn(anna, ben, `${n}`);
    await anna.say("/health");
    await anna.hearUntil(/^The server is/);
  }
  await assertChatGoesOn(anna, ben, "said in hard times");
  for (let n = 0; !anna.text.endsWith("a new one is used.\n"); n++) {
    assert(n < 300, "saving was not taken up again");
    await new Promise((resolve) => setTimeout(resolve, 100)); // it tries again every five seconds
    await anna.say("/health");
    await anna.hearUntil(/^The server is/);
  }
  await anna.say("/search hard");
  await anna.hearUntil(/anna: said in \*hard\* times/);
}

Deno.test("a file that is spoiled while it is open: the chat goes on, says so, and saves in a new one", async (t) => {
  // Side by side, each with a server of its own: all of them wait for seconds. The whole is what must leave nothing behind.
  const sideBySide = { sanitizeOps: false, sanitizeResources: false, sanitizeExit: false };
  const steps = Object.entries(ACCIDENTS).map(([name, befall]) =>
    t.step({ ...sideBySide, name, fn: () => assertOutlives(befall) })
  );
  assert((await Promise.all(steps)).every(Boolean));
});

testWith(
  await outsideProgram("prlimit", "util-linux"),
  "a file size limit: the server outlives it, the chat goes on and says what is wrong",
  async () => {
    await using folder = await DataFolder.make();
    await using server = await ServerProcess.start({
      command: [...programLine(["--host", "127.0.0.1", "--port", "0", "--admin", "none"])],
      folder: folder.path,
    });
    assert(await runs("prlimit", ["--fsize=200000:", "--pid", `${server.pid}`]));
    const address = { hostname: "127.0.0.1", port: await server.port };
    await using anna = await Guest.join(address, "anna");
    await using ben = await Guest.join(address, "ben");
    for (let n = 0; !anna.text.includes("not being saved"); n++) {
      assert(n < 200, "the limit was not met");
      await assertChatGoesOn(anna, ben, `${n} ${"x".repeat(3000)}`);
      await anna.say("/health");
      await anna.hearUntil(/^The server is/);
    }
    assertMatch(anna.text, /not being saved: the file may not grow: there is a file size limit\./);
    await assertChatGoesOn(anna, ben, "said in hard times");
    assert(await runs("prlimit", ["--fsize=unlimited:", "--pid", `${server.pid}`]));
    assertEquals(await server.end(), 0);
  },
);
