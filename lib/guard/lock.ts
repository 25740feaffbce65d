/**
 * What a room's password is compared with. Making that takes a moment, and a lock is shut from its beginning: until it
 * is made, nothing opens it.
 *
 * @module
 */

/** One password's lock; a room whose password changes gets another one. */
export class Lock {
  /** Resolves with the seal once that is made; empty where nothing opens it any more. */
  readonly made: Promise<string>;
  /** The number of the entry by which the room got it; 0 where it came with the room. */
  readonly id: number;
  readonly #resolve: (seal: string) => void;
  #seal: string | undefined;

  /** @param seal of `accounts/password.ts`; empty for a lock that no password opens, undefined where it is still to come */
  constructor(seal?: string, id = 0) {
    const { promise, resolve } = Promise.withResolvers<string>();
    this.made = promise;
    this.id = id;
    this.#resolve = resolve;
    if (seal !== undefined) this.make(seal);
  }

  /** Gives it the seal that was to come; the first one counts. */
  make(seal: string): void {
    this.#seal ??= seal;
    this.#resolve(this.#seal);
  }

  /** Whether it is, by a seal or by nothing that opens it. */
  get isMade(): boolean {
    return this.#seal !== undefined;
  }

  /** Empty until it is made. */
  get seal(): string {
    return this.#seal ?? "";
  }
}
