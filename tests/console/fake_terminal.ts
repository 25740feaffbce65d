/**
 * A terminal for tests: they type, and read what was written.
 *
 * @module
 */

import type { TerminalPort } from "../../lib/console/terminal.ts";

/** A terminal of 80 by 24 unless somebody resizes it. */
export class FakeTerminal implements TerminalPort {
  /** Everything written so far. */
  written = "";
  /** Whether keys come one by one. */
  isRaw = false;
  /** How large it is. */
  dimensions = { columns: 80, rows: 24 };
  #typed: (Uint8Array | null)[] = [];
  #typing = Promise.withResolvers<void>();
  #held: Promise<void> | undefined;

  readonly read = async (into: Uint8Array): Promise<number | null> => {
    while (this.#typed.length === 0) await this.#typing.promise;
    const bytes = this.#typed.shift()!;
    if (bytes !== null) into.set(bytes);
    return bytes === null ? null : bytes.length;
  };

  readonly write = async (bytes: Uint8Array): Promise<number> => {
    await this.#held;
    const count = Math.ceil(bytes.length / 2); // as a pipe may: not all at once
    this.written += new TextDecoder().decode(bytes.subarray(0, count));
    return count;
  };

  readonly setRaw = (isRaw: boolean): void => void (this.isRaw = isRaw);

  readonly size = () => this.dimensions;

  /** Types text. */
  type(text: string): void {
    this.#come(new TextEncoder().encode(text));
  }

  /** Ends the input. */
  hangUp(): void {
    this.#come(null);
  }

  /** Lets writes wait from now on, until what is returned is resolved. */
  hold(): PromiseWithResolvers<void> {
    const held = Promise.withResolvers<void>();
    this.#held = held.promise;
    return held;
  }

  #come(typed: Uint8Array | null): void {
    this.#typed.push(typed);
    this.#typing.resolve();
    this.#typing = Promise.withResolvers();
  }
}
