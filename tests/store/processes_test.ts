/** A store and other processes: one that dies, one that wants the same folder, one that reads. */

import { assert, assertEquals, assertGreaterOrEqual, assertLess, assertThrows } from "@std/assert";
import { TextLineStream } from "@std/streams/text-line-stream";
import { backup } from "../../lib/store/sqlite/backup.ts";
import { SqliteStore } from "../../lib/store/sqlite/sqlite_store.ts";
import { StoreFailure } from "../../lib/store/store.ts";
import { LOBBY } from "../contracts/samples.ts";
import { StoreFolder } from "./store_folder.ts";

/** Another process that saves lines in a folder. Disposing it kills it. */
class Saver implements AsyncDisposable {
  readonly #process: Deno.ChildProcess;
  readonly #ids: ReadableStreamDefaultReader<string>;
  /** The last id that it has told. */
  lastId = 0;

  constructor(folder: StoreFolder, size: number) {
    const program = new URL("saving_process.ts", import.meta.url).href;
    const args = ["run", "--no-check", "--allow-all", program, folder.path, `${size}`];
    this.#process = new Deno.Command(Deno.execPath(), { args, stdin: "null", stdout: "piped" }).spawn();
    this.#ids = this.#process.stdout.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream())
      .getReader();
  }

  /** Resolves when it has told of an id past this one. */
  async past(id: number): Promise<void> {
    while (this.lastId <= id) {
      const { value } = await this.#ids.read();
      assert(value !== undefined, "the process that saves has ended");
      this.lastId = Number(value);
    }
  }

  /** Kills it in the middle of whatever it does; what it told before is read to the end. */
  async kill(): Promise<void> {
    this.#process.kill("SIGKILL");
    for (let told; !(told = await this.#ids.read()).done;) this.lastId = Number(told.value) || this.lastId;
    await this.#process.status;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill().catch(() => {});
  }
}

/** The ids of all lines that a folder holds. */
function idsIn(folder: StoreFolder): number[] {
  using store = folder.open();
  return [...store.all()].map(({ id }) => id);
}

for (const size of [1, 7, 100]) {
  Deno.test(`SqliteStore.save() loses nothing when the process is killed, ${size} lines at a time`, async () => {
    using folder = new StoreFolder();
    for (const id of [0, 200, 2000]) {
      await using saver = new Saver(folder, size);
      await saver.past(id);
      await saver.kill();
      const ids = idsIn(folder);
      assertGreaterOrEqual(ids.length, saver.lastId);
      assertEquals(ids.length % size, 0);
      assertEquals(ids, ids.map((_, at) => at + 1));
    }
  });
}

Deno.test("SqliteStore.open() is refused at once while another process has the folder, and works when it is gone", async () => {
  using folder = new StoreFolder();
  await using saver = new Saver(folder, 1);
  await saver.past(0);
  const start = performance.now();
  assertThrows(() => folder.open(), StoreFailure, "another server uses this folder");
  assertLess(performance.now() - start, 1000);
  await saver.kill();
  assertGreaterOrEqual(idsIn(folder).length, saver.lastId);
});

Deno.test("SqliteStore.open() is refused while this process has the folder open already", () => {
  using folder = new StoreFolder();
  using store = folder.open();
  assertThrows(() => folder.open(), StoreFailure, "another server uses this folder");
  store[Symbol.dispose]();
  folder.open()[Symbol.dispose]();
});

Deno.test("SqliteStore.openToRead() and backup() work while another process saves", async () => {
  using folder = new StoreFolder();
  await using saver = new Saver(folder, 3);
  await saver.past(0);
  using reader = SqliteStore.openToRead(folder.path);
  const newest = () => reader.lines({ room: LOBBY, after: 0, limit: 1, which: "newest" })[0]!.id;
  const before = newest();
  await saver.past(before + 1000);
  assertGreaterOrEqual(newest(), before + 1000);
  using copies = new StoreFolder();
  const told = saver.lastId;
  backup(folder.path, copies.file);
  await saver.past(newest());
  using copy = copies.open();
  const ids = [...copy.all()].map(({ id }) => id);
  assertEquals(ids, ids.map((_, at) => at + 1));
  assertEquals(ids.length % 3, 0);
  assertGreaterOrEqual(ids.length, told);
});
