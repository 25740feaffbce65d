/**
 * Keeps some file descriptors for the server itself: guests get all but the last few. Without one Deno cannot load a
 * module, nor read where an error comes from, and ends the process over it; the store cannot open its files.
 *
 * Where the system tells that there are plenty, that is believed. Otherwise how many there are is found out by opening as
 * many, which takes 3 to 14 µs a guest: no two systems tell the number the same way.
 *
 * @module
 */

import { isOutOfDescriptors, type TakeDescriptor, takeDescriptor } from "../runtime/descriptors.ts";
import type { FreeDescriptors } from "./free_descriptors.ts";

/** Descriptors that no guest gets: a file of the store, a module, an error's source, a few requests at the admin door. */
export const SPARE_DESCRIPTORS = 8;

/** How many guests are let in before it is found out again, where there are few. */
const GUESTS_AT_ONCE = 16;

/** Which part of those that there surely are is given to guests before it is asked again: the server takes some meanwhile. */
const PART_FOR_GUESTS = 2;

/**
 * Descriptors that loading a part of the program takes at most, one after the other; all have to be free, since others may
 * take some meanwhile. A package that lacks one in the middle can never be loaded again.
 */
const FOR_LOADING = 4;

/** Why somebody cannot be served, as the end of a sentence. */
export const TOO_FEW = "almost all open files are in use";

/** No part of the program can be loaded now: whoever needs one is told that the server is busy. */
export class OutOfDescriptors extends Error {
  override readonly name = "OutOfDescriptors";

  constructor() {
    super(TOO_FEW);
  }
}

/** What the log is told of an error: where this one comes from is known, and could not be looked up. */
export function toldOf(error: unknown): unknown {
  return error instanceof OutOfDescriptors ? error.message : error;
}

/** The descriptors of one process, as a door sees them. */
export class SpareDescriptors {
  readonly #take: TakeDescriptor;
  readonly #free: FreeDescriptors;
  #guests = 0; // with a descriptor each that may still come in before it is found out again

  constructor(take: TakeDescriptor = takeDescriptor, free: FreeDescriptors = () => 0) {
    this.#take = take;
    this.#free = free;
  }

  /** Whether a guest may have so many descriptors. Whoever is told so takes them. */
  allow(count = 1): boolean {
    if (this.#guests < count) this.#guests = this.#look();
    if (this.#guests < count) return false;
    this.#guests -= count;
    return true;
  }

  /** Makes sure that a part of the program can be loaded. @throws {OutOfDescriptors} */
  demand(): void {
    if (this.#count(FOR_LOADING) < FOR_LOADING) throw new OutOfDescriptors();
  }

  /** For how many more guests there are descriptors; not more than have to be known. */
  #look(): number {
    const sure = Math.floor(this.#free() / PART_FOR_GUESTS) - SPARE_DESCRIPTORS;
    if (sure >= GUESTS_AT_ONCE) return sure;
    return Math.max(0, this.#count(SPARE_DESCRIPTORS + GUESTS_AT_ONCE) - SPARE_DESCRIPTORS);
  }

  /** How many are free, up to `most`. Where that cannot be found out, the system may say no later. */
  #count(most: number): number {
    const taken: { close(): void }[] = [];
    try {
      while (taken.length < most) taken.push(this.#take());
    } catch (error) {
      if (!isOutOfDescriptors(error)) return most;
    } finally {
      for (const file of taken) file.close();
    }
    return taken.length;
  }
}
