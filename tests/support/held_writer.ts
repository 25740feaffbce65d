/**
 * A real `WritableStreamDefaultWriter` whose peer reads only when the test says so.
 *
 * @module
 */

/** A writer with a peer that can be held, released and broken. */
export class HeldWriter {
  readonly writer: WritableStreamDefaultWriter<Uint8Array>;
  /** Every piece that was written, in order. */
  readonly pieces: string[] = [];
  /** Most writes that were ever in flight at once. */
  mostInFlight = 0;
  #inFlight = 0;
  #isHeld = false;
  #failure: Error | undefined;
  #waiting: (() => void)[] = [];

  constructor() {
    const decoder = new TextDecoder();
    const sink = {
      write: async (bytes: Uint8Array) => {
        this.mostInFlight = Math.max(this.mostInFlight, ++this.#inFlight);
        const piece = decoder.decode(bytes);
        if (this.#isHeld) await new Promise<void>((resolve) => this.#waiting.push(resolve));
        this.#inFlight--;
        if (this.#failure !== undefined) throw this.#failure;
        this.pieces.push(piece);
      },
    };
    this.writer = new WritableStream<Uint8Array>(sink, { highWaterMark: 1000 }).getWriter();
    this.writer.closed.catch(() => {}); // broken on purpose
  }

  /** Everything written so far, as one text. */
  get heard(): string {
    return this.pieces.join("");
  }

  /** Makes every write wait from now on. */
  hold(): void {
    this.#isHeld = true;
  }

  /** Lets waiting writes and later ones through. */
  release(): void {
    this.#isHeld = false;
    for (const go of this.#waiting.splice(0)) go();
  }

  /** Makes waiting writes and later ones fail. */
  break(): void {
    this.#failure = new Error("the peer is gone");
    this.release();
  }
}
