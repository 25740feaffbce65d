/**
 * A text that is an answer, made piece by piece as it is read: nothing piles up, and nothing waits for it.
 *
 * A piece is let go as soon as the HTTP server has taken it. It has the bytes by then, also of a reader that stalls; and
 * Deno 2.4 would keep every piece until the answer ends (a quarter of a megabyte a second for a console of a busy server).
 *
 * @module
 */

export interface TextStreamParts {
  /** Called when the next piece is wanted: the one before has been taken. */
  readonly onWanted: () => void | Promise<void>;
  /** Called where nobody reads on. */
  readonly onCancelled: () => void;
}

export class TextStream {
  readonly readable: ReadableStream<Uint8Array>;
  readonly #encoder = new TextEncoder();
  #controller!: ReadableStreamDefaultController<Uint8Array>; // set before the constructor returns
  #piece: Uint8Array<ArrayBuffer> | undefined;

  constructor({ onWanted, onCancelled }: TextStreamParts) {
    // Without room in the stream's own queue `pull` means that somebody waits for the next piece.
    this.readable = new ReadableStream({
      start: (controller) => void (this.#controller = controller),
      pull: () => {
        this.#piece?.buffer.transfer();
        this.#piece = undefined;
        return onWanted();
      },
      cancel: () => onCancelled(),
    }, { highWaterMark: 0 });
  }

  /** Sends a piece; one at a time, after it was wanted. */
  send(text: string): void {
    this.#piece = this.#encoder.encode(text) as Uint8Array<ArrayBuffer>; // as in render.ts
    this.#controller.enqueue(this.#piece);
  }

  /** Ends the answer. Where it ended before, this throws. */
  close(): void {
    this.#controller.close(); // not error(): Deno prints the errors of response streams
  }
}
