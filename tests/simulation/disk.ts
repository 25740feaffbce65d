/**
 * A simulated disk: what was saved outlives the server, saving fails while the disk is full, everything fails while it
 * is gone, and a server can die in the middle of saving, before or after it has taken effect. The file can be taken away
 * under a running server, or another one put in its place: whoever has it open goes on writing it, and nobody finds that.
 *
 * @module
 */

import { MemoryStore } from "../../lib/store/memory_store.ts";
import { type Store, StoreFailure } from "../../lib/store/store.ts";
import type { Message } from "../../lib/model/message.ts";

/** What a disk can do: all, only be read, nothing. */
export type DiskState = "well" | "full" | "gone";

/** A file: who has it open does not see that it is not in its place any more. */
interface StoredFile {
  readonly store: Store;
  readonly lines: Message[];
  /** The first word of each line. */
  readonly tags: Set<string>;
}

/** Which part of its lines an older file has. */
const OLDER_SHARE = 1 / 2;

/** Calls that write. */
const WRITES: ReadonlySet<keyof Store | "open"> = new Set(
  [
    "save",
    "index",
    "forget",
    "trim",
    "saveRoom",
    "eraseLines",
    "dropRooms",
    "saveSeen",
    "saveClockRecord",
    "savePresence",
    "together",
  ] as const,
);

/** A disk. */
export class Disk {
  /** What it can do. */
  state: DiskState = "well";
  /** Called in the middle of the next save of lines: before it takes effect, or after. */
  accident: { readonly when: "before" | "after"; readonly strike: () => void } | undefined;
  /** How many stores are open on it. */
  opened = 0;
  /** How many lines were ever let go because of their age or number. */
  trimmed = 0;
  readonly #tags = new Set<string>();
  #file = fileOf([]);

  /**
   * Opens the store on it.
   * @param isAlive whether the process that opens it still lives: the dead write nothing
   */
  open(isAlive: () => boolean): Store {
    this.#check("open", isAlive);
    this.opened++;
    const file = this.#file;
    let isOpen = true;
    const close = () => {
      if (isOpen && isAlive()) this.opened--;
      isOpen = false;
    };
    return new Proxy<Store>(file.store, {
      get: (store: Store, key: keyof Store) => {
        if (key === Symbol.dispose) return close;
        const value = store[key];
        if (typeof value !== "function") return value;
        return (...args: unknown[]) => {
          if (!isOpen) throw new Error(`Cannot ${key}: the store is closed`);
          if (key === "save") return this.#save(file, [...args[0] as Iterable<Message>], isAlive);
          if (key === "together") return this.#together(args[0] as () => void, isAlive);
          return this.#call(file, key, args, isAlive);
        };
      },
    });
  }

  /** Whether a line that begins with this word was ever saved, in whichever file. */
  has(tag: string): boolean {
    return this.#tags.has(tag);
  }

  /** Whether it was saved in the file that is in its place now. */
  holds(tag: string): boolean {
    return this.#file.tags.has(tag);
  }

  /** Takes the file away. */
  remove(): void {
    this.#file = fileOf([]);
  }

  /** Puts an older copy in its place. */
  replace(): void {
    const { store, lines } = this.#file;
    const older = fileOf(lines.slice(0, lines.length * OLDER_SHARE));
    for (const room of store.rooms()) older.store.saveRoom(room);
    const record = store.clockRecord();
    if (record !== undefined) older.store.saveClockRecord(record);
    this.#file = older;
  }

  /** The lines in the file that is in its place, in their order. */
  get lines(): Message[] {
    const { store, lines } = this.#file;
    return Array.from(new Set(lines.map(({ room }) => room)))
      .flatMap((room) => store.lines({ room, after: 0, limit: lines.length, which: "oldest" }))
      .sort((one, other) => one.id - other.id);
  }

  /** What else is in it. */
  get store(): Pick<Store, "rooms" | "presence"> {
    return this.#file.store;
  }

  /** Another disk with the same on it: what a backup is. */
  copy(): Disk {
    const copy = new Disk(), { store } = this.#file, presence = store.presence();
    copy.#file = fileOf(this.lines);
    for (const tag of copy.#file.tags) copy.#tags.add(tag);
    for (const room of store.rooms()) copy.#file.store.saveRoom(room);
    if (presence !== undefined) copy.#file.store.savePresence(presence);
    return copy;
  }

  #save(file: StoredFile, lines: readonly Message[], isAlive: () => boolean): void {
    this.#struck("save", isAlive, () => {
      file.store.save(lines);
      for (const line of lines) {
        file.lines.push(line);
        file.tags.add(tagOf(line));
        this.#tags.add(tagOf(line));
      }
    });
  }

  /** All of it or nothing: a process dies before it or after it. */
  #together(work: () => void, isAlive: () => boolean): void {
    this.#struck("together", isAlive, work);
  }

  #struck(call: keyof Store, isAlive: () => boolean, work: () => void): void {
    const { accident } = this;
    this.#check(call, isAlive);
    if (accident !== undefined) {
      this.accident = undefined;
      if (accident.when === "before") accident.strike();
    }
    this.#check(call, isAlive);
    work();
    if (accident?.when === "after") accident.strike();
  }

  #call(file: StoredFile, key: keyof Store, args: unknown[], isAlive: () => boolean): unknown {
    this.#check(key, isAlive);
    if (key === "check" && file !== this.#file) {
      throw new StoreFailure("the file is not in its place any more", { fault: "removed" });
    }
    const result = Reflect.apply(file.store[key] as (...args: unknown[]) => unknown, file.store, args);
    if (key === "trim") this.trimmed += result as number;
    return result;
  }

  #check(call: keyof Store | "open", isAlive: () => boolean): void {
    if (!isAlive()) throw new StoreFailure("the process is dead");
    if (this.state === "gone") throw new StoreFailure("the disk is gone");
    if (this.state === "full" && WRITES.has(call)) throw new StoreFailure("the disk is full");
  }
}

/** A file with some lines in it, that has room for all that is said in a story. */
function fileOf(lines: Message[]): StoredFile {
  const store = new MemoryStore({ lines: 1_000_000, length: 1_000_000_000 });
  store.save(lines);
  return { store, lines, tags: new Set(lines.map(tagOf)) };
}

function tagOf({ text }: Message): string {
  return text.split(" ", 1)[0]!;
}
