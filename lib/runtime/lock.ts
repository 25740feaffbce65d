/**
 * What a room's password is compared with. Making that takes a moment, and a lock is shut from its beginning: until it
 * is made, nothing opens it.
 *
 * @module
 */

/** One password's lock; a room whose password changes gets another one. */
export class Lock {
  /** Resolves with the seal once that is made. */
  readonly made: Promise<string>;
  #seal = "";

  /**
   * A lock that is shut.
   * @param seal of `password.ts`, perhaps still to come; empty for a lock that no password opens
   */
  constructor(seal: string | Promise<string>) {
    if (typeof seal === "string") this.#seal = seal;
    this.made = typeof seal === "string" ? Promise.resolve(seal) : seal.then((made) => this.#seal = made);
  }

  /** What is kept of the password; empty until it is made. */
  get seal(): string {
    return this.#seal;
  }
}
