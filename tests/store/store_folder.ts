/**
 * A folder for the stores of one test.
 *
 * @module
 */

import { SqliteStore } from "../../lib/store/sqlite/sqlite_store.ts";

/** A folder that exists as long as the test, with one file in it once a store was open. */
export class StoreFolder implements Disposable {
  /** Where it is. */
  readonly path: string = Deno.makeTempDirSync({ prefix: "chat-store-" });
  /** Where the chat's file is in it. */
  readonly file: string = `${this.path}/chat.sqlite`;

  /** Opens a store in it. */
  open(): SqliteStore {
    return SqliteStore.open(this.path);
  }

  /** The names of its files, without the lock. */
  names(): string[] {
    return [...Deno.readDirSync(this.path)].map(({ name }) => name).filter((name) => name !== "chat.lock")
      .sort();
  }

  /**
   * Whether bytes that are a text in UTF-8 are anywhere in its files. Where a store is open in this process, no other one
   * may use the files: closing what was read takes this process's locks away.
   */
  contains(text: string): boolean {
    const decoder = new TextDecoder("latin1");
    const wanted = decoder.decode(new TextEncoder().encode(text));
    return this.names().some((name) =>
      decoder.decode(Deno.readFileSync(`${this.path}/${name}`)).includes(wanted)
    );
  }

  [Symbol.dispose](): void {
    Deno.removeSync(this.path, { recursive: true });
  }
}
