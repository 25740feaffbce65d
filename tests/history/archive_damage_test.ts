/**
 * The archive on real files that are damaged, emptied, removed, moved or replaced while they are open: it is said, no line
 * that is said meanwhile is lost, and nothing that was kept is destroyed.
 */

import { assert, assertEquals } from "@std/assert";
import { recover } from "../../lib/store/sqlite/recover.ts";
import { backup } from "../../lib/store/sqlite/backup.ts";
import type { Store } from "../../lib/store/store.ts";
import { verify } from "../../lib/store/sqlite/verify.ts";
import { lines, LOBBY, savedRoom } from "../contracts/samples.ts";
import { hurtMiddle } from "../store/hurt.ts";
import { StoreFolder } from "../store/store_folder.ts";
import { LINES, WatchedDesk } from "./watched_desk.ts";

const SECOND = 1000, RETRY_MS = 5000, FRESH_MS = 600_000;
const GONE_ON = "the chat goes on, and the server tries again";
const saving = (late: number) => `info: Saving again; lines saved late: ${late}, lines lost: 0`;

/** Saving is taken up again in another file, into which everything in memory was written. */
function assertSavesAnew({ archive, begunAnew }: WatchedDesk, concern: string): void {
  assertEquals([archive.health.trouble, archive.health.concern?.text, begunAnew], [undefined, concern, 1]);
}

Deno.test("an archive finds damage that nobody asked for, puts the file aside and loses no line", async () => {
  using desk = new WatchedDesk();
  using folder = desk.folder;
  await desk.clock.advance(60 * SECOND); // it has all been read before
  assertEquals(desk.book.lines, []);
  hurtMiddle(folder.file);
  assertEquals(await desk.trouble(), "the file is damaged");
  desk.say(2);
  await desk.clock.advance(RETRY_MS);
  const aside = `${folder.file}.damaged-19700101T000000`;
  assertEquals(desk.book.lines, [
    `warning: Cannot save new lines: the file is damaged; ${GONE_ON}`,
    `warning: The store was damaged: it was put aside as ${aside}, and a new one is used`,
    saving(2),
  ]);
  assertEquals([desk.archive.health.trouble, desk.archive.health.concern, desk.begunAnew], [
    undefined,
    { text: "the file was damaged and put aside, and a new one is used", isFresh: true },
    1,
  ]);
  await desk.clock.advance(FRESH_MS);
  assertEquals(desk.archive.health.concern?.isFresh, false);
  desk.say();
  assertEquals(desk.archive.ask((store) => store.rooms()), {
    kind: "answer",
    value: [savedRoom("#mine", { owners: ["me"] })],
  });
  assertEquals(desk.kept(), [LINES + 1, LINES + 2, LINES + 3]);
  const { lines: saved } = recover(aside, `${folder.path}/recovered`);
  assert(saved > LINES - 100, `${saved}`);
});

Deno.test("an archive whose question meets damage is in trouble at once", async () => {
  using desk = new WatchedDesk();
  using folder = desk.folder;
  hurtMiddle(folder.file);
  const all = (store: Store) => store.lines({ room: LOBBY, after: 0, limit: LINES, which: "oldest" });
  assertEquals(desk.archive.ask(all), { kind: "no_history", reason: "the file is damaged" });
  assertEquals(desk.archive.health.trouble, "the file is damaged");
  desk.say();
  await desk.clock.advance(RETRY_MS);
  assertEquals([desk.archive.health.trouble, desk.asides().length], [undefined, 1]);
});

Deno.test("an archive begins a new file where its own was removed, and its folder too", async () => {
  for (const what of ["file", "files", "folder"]) {
    using desk = new WatchedDesk();
    using folder = desk.folder;
    desk.say();
    const { path, file } = folder;
    if (what === "folder") Deno.removeSync(path, { recursive: true });
    else for (const end of what === "file" ? [""] : ["", "-wal", "-shm"]) Deno.removeSync(file + end);
    desk.say();
    await desk.clock.advance(SECOND);
    assertEquals(desk.archive.health.trouble, "the file was removed or moved while it was open");
    desk.say();
    await desk.clock.advance(RETRY_MS);
    assertSavesAnew(desk, "the file was missing, and a new one is used");
    desk.say();
    assertEquals(desk.kept(), [LINES + 3, LINES + 4], what);
  }
});

Deno.test("an archive completes a file that was moved away, its log included", async () => {
  using desk = new WatchedDesk();
  using folder = desk.folder;
  desk.say(5); // they are in the log only
  Deno.renameSync(folder.file, `${folder.path}/moved`);
  await desk.clock.advance(SECOND + RETRY_MS);
  desk.say();
  assertEquals(verify(`${folder.path}/moved`).lines, LINES + 5);
  assertEquals(desk.kept(), [LINES + 6]);
});

Deno.test("an archive takes a file that was put in the place of its own, and goes on with greater ids", async () => {
  using desk = new WatchedDesk();
  using folder = desk.folder;
  using copies = new StoreFolder();
  backup(folder.path, copies.file);
  desk.say(5);
  Deno.renameSync(copies.file, folder.file);
  await desk.clock.advance(SECOND);
  assertEquals(desk.archive.health.trouble, "another file was put in the place of the open one");
  desk.say();
  await desk.clock.advance(RETRY_MS);
  assertSavesAnew(desk, "the file was replaced by an older one, which is used now");
  desk.say();
  assertEquals(desk.kept().slice(-3), [LINES, LINES + 6, LINES + 7]);
});

Deno.test("an archive does not harm the log of a file that was put in the place of its own", async () => {
  using desk = new WatchedDesk();
  using folder = desk.folder;
  using others = new StoreFolder();
  using other = others.open();
  other.save(lines(1, 50));
  for (const end of ["", "-wal"]) Deno.copyFileSync(others.file + end, `${others.path}/copy${end}`);
  desk.say();
  for (const end of ["", "-wal"]) Deno.renameSync(`${others.path}/copy${end}`, folder.file + end);
  await desk.clock.advance(SECOND + RETRY_MS);
  desk.say();
  assertEquals(desk.kept(), [...lines(1, 50).map(({ id }) => id), LINES + 2]);
});

Deno.test("an archive takes no file that is ahead of it before it is started again", async () => {
  using desk = new WatchedDesk();
  using folder = desk.folder;
  using others = new StoreFolder();
  {
    using other = others.open();
    other.save(lines(LINES + 100, LINES + 200));
  }
  Deno.renameSync(others.file, folder.file);
  await desk.clock.advance(SECOND + 3 * RETRY_MS);
  assertEquals(
    desk.archive.health.trouble,
    "there is another file, which is ahead of this server: a restart takes it",
  );
  assertEquals(desk.kept().length, 101);
});

Deno.test("an archive puts aside a file that was emptied, with its log, and loses no line", async () => {
  using desk = new WatchedDesk();
  using folder = desk.folder;
  desk.say(3);
  Deno.truncateSync(folder.file, 0);
  await desk.clock.advance(SECOND);
  assertEquals(desk.archive.health.trouble, "the file was emptied while it was open");
  desk.say();
  await desk.clock.advance(RETRY_MS);
  assertEquals(desk.archive.health.trouble, undefined);
  assert(desk.archive.health.concern !== undefined);
  assertEquals(desk.kept(), [LINES + 4]);
});

Deno.test("an archive is in trouble where its file was cut off, and begins a new one", async () => {
  using desk = new WatchedDesk();
  using folder = desk.folder;
  Deno.truncateSync(folder.file, Deno.statSync(folder.file).size / 2);
  assertEquals(await desk.trouble(), "the file is damaged");
  desk.say();
  await desk.clock.advance(RETRY_MS);
  assertEquals([desk.archive.health.trouble, desk.asides().length], [undefined, 1]);
  assertEquals(desk.kept(), [LINES + 1]);
});

Deno.test("an archive goes on where only the lock or the log was removed, and nothing is lost", async () => {
  for (const name of ["chat.lock", "chat.sqlite-wal", "chat.sqlite-shm"]) {
    using desk = new WatchedDesk();
    using folder = desk.folder;
    desk.say(3);
    Deno.removeSync(`${folder.path}/${name}`);
    await desk.clock.advance(SECOND);
    assert(desk.archive.health.trouble !== undefined, name);
    desk.say();
    await desk.clock.advance(RETRY_MS);
    assertEquals([desk.archive.health.trouble, desk.archive.health.concern], [undefined, undefined]);
    assertEquals(desk.kept().length, LINES + 4, name);
  }
});

Deno.test("an archive says what it found when it was started: the server does all it should since", () => {
  const found: readonly (readonly [(folder: StoreFolder) => void, string | undefined])[] = [
    [
      ({ file }) => Deno.writeTextFileSync(file, "Dear diary, ".repeat(1000)),
      "the file was damaged and put aside, and a new one is used",
    ],
    [({ file }) => Deno.truncateSync(file, 0), "the file was empty, and a new one is used"],
    [() => {}, undefined],
  ];
  for (const [prepare, text] of found) {
    using desk = new WatchedDesk(prepare);
    using _ = desk.folder;
    assertEquals(desk.archive.health.concern, text === undefined ? undefined : { text, isFresh: false });
    desk.say();
    assertEquals([desk.archive.health.trouble, desk.book.lines.length], [
      undefined,
      text === undefined ? 0 : 1,
    ]);
  }
});

Deno.test("an archive puts aside the log of a file that was emptied or removed while nobody was there", () => {
  for (const isThere of [true, false]) {
    using desk = new WatchedDesk((folder) => {
      {
        using store = folder.open();
        store.save(lines(LINES + 1, LINES + 20));
        Deno.copyFileSync(`${folder.file}-wal`, `${folder.path}/log`);
      }
      Deno.renameSync(`${folder.path}/log`, `${folder.file}-wal`);
      if (isThere) Deno.truncateSync(folder.file, 0);
      else Deno.removeSync(folder.file);
    });
    using folder = desk.folder;
    assert(desk.archive.health.concern !== undefined);
    const [log] = folder.names().filter((name) => /damaged.*-wal$/.test(name));
    assert(log !== undefined && Deno.statSync(`${folder.path}/${log}`).size > 0);
  }
});
