/**
 * How long a reader has accepted nothing although something was waiting for it.
 *
 * @module
 */

/** The stall of one reader. It is asked every second or so: its figure is rather a little short than too long. */
export class Stall {
  #wasWriting = false;
  #progress = 0;
  #progressAt: number;

  /**
   * Nothing waits yet.
   * @param now the present, by the clock, in milliseconds
   */
  constructor(now: number) {
    this.#progressAt = now;
  }

  /**
   * The stall in milliseconds, from the first time that a write was seen waiting.
   * @param progress grows whenever the reader accepts something
   */
  ms(now: number, isWriting: boolean, progress: number): number {
    if (!isWriting || !this.#wasWriting || progress !== this.#progress) {
      this.#progress = progress;
      this.#progressAt = now;
    }
    this.#wasWriting = isWriting;
    return now - this.#progressAt;
  }
}
