/** What is told of a log whose end is damaged, and what becomes of it: on every page of one, and in its head. */

import { assert, assertEquals, assertThrows } from "@std/assert";
import { backup } from "../../../lib/store/sqlite/backup.ts";
import { droppedFrom } from "../../../lib/store/sqlite/raw_log.ts";
import { recover } from "../../../lib/store/sqlite/recover.ts";
import { SqliteStore } from "../../../lib/store/sqlite/sqlite_store.ts";
import { StoreFailure } from "../../../lib/store/store.ts";
import { verify } from "../../../lib/store/sqlite/verify.ts";
import { line, lines } from "../../contracts/samples.ts";
import { PAGE } from "../hurt.ts";
import { StoreFolder } from "../store_folder.ts";

const HEAD = 32, FRAME = PAGE + 24;

/** A store as a server leaves it that was killed: its last lines are in the log only. */
function killed(): StoreFolder {
  using running = new StoreFolder();
  const folder = new StoreFolder();
  {
    using store = running.open();
    store.save(lines(1, 300));
  }
  using store = running.open();
  for (let id = 301; id <= 320; id++) store.save([line(id)]);
  for (const end of ["", "-wal"]) Deno.copyFileSync(running.file + end, folder.file + end);
  return folder;
}

function flip(file: string, at: number): void {
  const bytes = Deno.readFileSync(file);
  Deno.writeFileSync(file, bytes.with(at, bytes[at]! ^ 1));
}

Deno.test("a whole log loses nothing, nor one that was cut off or is being written", () => {
  using folder = killed();
  assertEquals(droppedFrom(folder.file), 0);
  const log = `${folder.file}-wal`, { size } = Deno.statSync(log);
  for (const bytes of [size - 1, size - FRAME - 7, HEAD + 1, HEAD - 1, 1, 0]) {
    Deno.truncateSync(log, bytes);
    assertEquals(droppedFrom(folder.file), 0, `${bytes}`);
  }
  Deno.removeSync(log);
  assertEquals(droppedFrom(folder.file), 0);
  using store = folder.open();
  for (let id = 500; id < 900; id++) {
    store.save([line(id, { text: "x".repeat(3000) })]);
    assertEquals(droppedFrom(folder.file), 0);
  }
  assertEquals([verify(folder.file).faults, store.loss], [[], undefined]);
});

Deno.test("whichever page of a log is damaged, what is dropped is told, and recover() has it", () => {
  using whole = killed();
  const frames = (Deno.statSync(`${whole.file}-wal`).size - HEAD) / FRAME;
  assert(frames >= 20, `${frames}`);
  // In the head: how it begins, its numbers, its checksum. In a page: its number, its numbers, its checksum, its content.
  const places = [0, 17, 25];
  for (let frame = 0; frame < frames - 1; frame++) {
    for (const at of [1, 9, 17, 2000]) places.push(HEAD + frame * FRAME + at);
  }
  let complete = 0;
  for (const at of places) {
    using folder = new StoreFolder();
    using copies = new StoreFolder();
    for (const end of ["", "-wal"]) Deno.copyFileSync(whole.file + end, folder.file + end);
    flip(`${folder.file}-wal`, at);
    const dropped = droppedFrom(folder.file);
    assert(dropped > 0, `${at}`);
    assertEquals(verify(folder.file).faults, [
      `the log beside it (-wal) is damaged: changes left out: ${dropped}`,
    ]);
    assertThrows(() => backup(folder.path, copies.file), StoreFailure, "damaged");
    assertThrows(() => SqliteStore.openToRead(folder.path), StoreFailure, "damaged");
    {
      using store = folder.open();
      assertEquals(store.loss?.fault, "shortened");
      const last = store.lastId;
      assert(last >= 300 && last < 320, `${last}`);
      assertEquals([...store.all()], lines(1, last));
      store.save([line(last + 1)]);
      assertEquals(verify(folder.file).faults, []);
      recover(store.loss!.aside!, copies.file);
    }
    using copy = copies.open();
    const recovered = [...copy.all()];
    assertEquals(recovered.at(-1)?.id, 320, `${at}`);
    assert(recovered.length > 150, `${at}: ${recovered.length}`); // a page holds as many, and one may be nowhere else
    if (recovered.length === 320) complete++;
    using again = folder.open();
    assertEquals(again.loss, undefined); // it is told once
  }
  assert(complete > 0.8 * places.length, `${complete} of ${places.length}`);
});
