/**
 * Keeps the line that somebody is typing below all that is written to their terminal: before the bytes it is erased,
 * behind them it is drawn again, all in one write.
 *
 * The input takes one row and never wraps, so that going to its start and erasing from there is right at every width.
 *
 * @module
 */

import { ERASE_INPUT, LEAVE_PASTES, MARK_PASTES } from "../terminal/input_sequences.ts";
import { SharedBuffer } from "./shared_buffer.ts";
import type { Frame } from "./socket_writer.ts";

/** Bytes of a buffer that some frames share while they are written; so much stays with a reader who stops. */
const BUFFER_BYTES = 8 * 1024;

const encoder = new TextEncoder();
const ERASE = encoder.encode(ERASE_INPUT);

/** What draws the input: the prompt, what is typed, and the cursor in it. */
export interface Drawing {
  draw(): string;
}

export class EditorFrame implements Frame {
  static readonly #buffer = new SharedBuffer(BUFFER_BYTES);
  readonly #input: Drawing;
  readonly #onDrawn: () => void;
  #isOpen = true;
  #before = ERASE_INPUT + MARK_PASTES; // what the client has echoed by itself so far stands in the same row
  #drawn = "";
  #bytes: Uint8Array = new Uint8Array(0); // of what is drawn

  /**
   * Nothing is drawn before the first write.
   * @param onDrawn told of every write: the input is drawn as it is now
   */
  constructor(input: Drawing, onDrawn: () => void = () => {}) {
    this.#input = input;
    this.#onDrawn = onDrawn;
  }

  around(bytes: Uint8Array): Uint8Array {
    const view = this.#isOpen ? this.#input.draw() : "";
    this.#onDrawn();
    if (bytes.length === 0 && view === this.#drawn && this.#before === ERASE_INPUT) return bytes;
    const before = this.#before === ERASE_INPUT ? ERASE : encoder.encode(this.#before);
    if (view !== this.#drawn) this.#bytes = encoder.encode(view);
    this.#drawn = view;
    this.#before = view === "" ? "" : ERASE_INPUT;
    const framed = EditorFrame.#buffer.take(before.length + bytes.length + this.#bytes.length);
    framed.set(before);
    framed.set(bytes, before.length);
    framed.set(this.#bytes, before.length + bytes.length);
    return framed;
  }

  /** Leaves the terminal as it was found, with the next write; nothing is drawn behind it any more. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#before += LEAVE_PASTES;
  }
}
