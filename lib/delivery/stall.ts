/**
 * How long a reader has accepted nothing although something was waiting for it and the server was there to give it.
 *
 * @module
 */

/** The stall of one reader. It is asked every second or so: its figure is rather a little short than too long. */
export class Stall {
  #wasWriting = false;
  #progress = 0;
  #progressAt = 0;
  #askedAt = 0;
  #excusedMs = 0; // since the progress

  /**
   * The stall in milliseconds, from the first time that a write was seen waiting.
   * @param progress grows whenever the reader accepts something
   * @param isExcused whether the time since it was asked last does not count: the server was late, or may not have come
   * round to asking the system about this write
   */
  ms(now: number, isWriting: boolean, progress: number, isExcused = false): number {
    if (!isWriting || !this.#wasWriting || progress !== this.#progress) {
      this.#progress = progress;
      this.#progressAt = now;
      this.#excusedMs = 0;
    } else if (isExcused) this.#excusedMs += now - this.#askedAt;
    this.#wasWriting = isWriting;
    this.#askedAt = now;
    return now - this.#progressAt - this.#excusedMs;
  }
}
