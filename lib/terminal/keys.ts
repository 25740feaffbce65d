/**
 * Keys out of what a terminal sends, for a program that acts on each key: characters, control characters and escape
 * sequences, cut anywhere.
 *
 * @module
 */

import { KeyDecoder, type KeySink } from "./key_decoder.ts";
import { type Key, keyOf } from "./key_names.ts";

export type { Key } from "./key_names.ts";

/** Reads keys; keeps what may be the beginning of an escape sequence. Escape itself is a key, once nothing follows. */
export class KeyReader implements KeySink {
  readonly #decoder = new KeyDecoder(this, "keys");
  #keys: Key[] = [];

  /** The keys in what was sent, those begun before included. */
  push(bytes: Uint8Array): Key[] {
    this.#decoder.decode(bytes);
    return this.#taken();
  }

  /** Whether a sequence may have begun: the rest comes at once, or it was the Escape key. */
  get isWaiting(): boolean {
    return this.#decoder.isWaiting;
  }

  /** The keys in what was begun, now that nothing followed. */
  flush(): Key[] {
    this.#decoder.flush();
    return this.#taken();
  }

  text(run: string): void {
    for (const character of run) this.key(keyOf(character));
  }

  key(key: Key | undefined): void {
    if (key !== undefined) this.#keys.push(key);
  }

  broken(): void {
    this.text("\ufffd");
  }

  #taken(): Key[] {
    const keys = this.#keys;
    this.#keys = [];
    return keys;
  }
}
