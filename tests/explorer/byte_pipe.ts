/**
 * Bytes on their way from a writer to a reader, as a network carries them: writes are accepted in part, reads come in
 * pieces, and it can break. The shape is that of `Deno.Conn`.
 *
 * @module
 */

import type { Run } from "./run.ts";

/** How a byte pipe behaves. */
export interface BytePipeOptions {
  /** How many bytes it holds; 64 unless given. */
  readonly capacity?: number;
  /** Whether a write may be accepted in part: every write of more than one byte may then take only its first. */
  readonly hasShortWrites?: boolean;
  /** Whether a read may get only the first of the bytes that are there. */
  readonly hasShortReads?: boolean;
  /** Whether it can break: any read or write may then find that the peer is gone. */
  readonly canBreak?: boolean;
}

/** A byte pipe of a model. Open at the end, it is a leak. */
export class BytePipe implements Disposable {
  readonly #run: Run;
  readonly #object: string;
  readonly #options: BytePipeOptions;
  #bytes: number[] = [];
  #isEnded = false;
  #isBroken = false;
  #isDisposed = false;

  /** An open, empty pipe. */
  constructor(run: Run, name: string, options: BytePipeOptions) {
    this.#run = run;
    this.#object = `pipe ${name}`;
    this.#options = options;
    run.leftover(() =>
      this.#isDisposed || this.#isEnded && this.#bytes.length === 0 ? undefined : `${this.#object} is open`
    );
  }

  /** Writes some of the bytes, at least one, when there is room, as a step; resolves with how many. */
  write(bytes: Uint8Array): Promise<number> {
    const room = () => (this.#options.capacity ?? 64) - this.#bytes.length;
    const counts = () => amounts(Math.min(room(), bytes.length), this.#options.hasShortWrites);
    return this.#run.do({
      object: this.#object,
      verb: `write ${bytes.length} B`,
      isReady: () => this.#isOver || bytes.length === 0 || room() > 0,
      waitsFor: () => "full",
      outcomes: () => this.#ways(counts(), "accept"),
      perform: (outcome) => {
        const count = this.#outcome(counts(), outcome);
        if (this.#isEnded) throw new Error(`${this.#object} has ended`);
        this.#bytes.push(...bytes.subarray(0, count));
        return count;
      },
    });
  }

  /** Reads what is there into the buffer, as a step; resolves with how many bytes, or with null at the end. */
  read(into: Uint8Array): Promise<number | null> {
    const counts = () => amounts(Math.min(this.#bytes.length, into.length), this.#options.hasShortReads);
    return this.#run.do({
      object: this.#object,
      verb: "read",
      isReady: () => this.#isOver || this.#isEnded || this.#bytes.length > 0,
      waitsFor: () => "empty",
      outcomes: () => this.#ways(counts(), "get"),
      perform: (outcome) => {
        const count = this.#outcome(counts(), outcome);
        if (this.#bytes.length === 0) return null;
        into.set(this.#bytes.splice(0, count));
        return count;
      },
    });
  }

  /** Ends the writing: the reader gets what is there, and then the end. Not a step. */
  end(): void {
    this.#run.touch(this.#object, true);
    this.#isEnded = true;
  }

  /** Breaks it: reads and writes fail from now on, what is in it is lost. Not a step. */
  break(): void {
    this.#run.touch(this.#object, true);
    this.#isBroken = true;
  }

  /** Lets go of it: reads and writes under way fail. */
  [Symbol.dispose](): void {
    this.#run.touch(this.#object, true);
    this.#isDisposed = true;
  }

  get #isOver(): boolean {
    return this.#isBroken || this.#isDisposed;
  }

  #ways(counts: readonly number[], word: string): string[] {
    const ways = counts.length < 2 ? [""] : counts.map((count) => `${word} ${count}`);
    return this.#options.canBreak === true && !this.#isOver ? [...ways, "break"] : ways;
  }

  #outcome(counts: readonly number[], outcome: number): number {
    if (outcome >= Math.max(1, counts.length)) this.#isBroken = true;
    if (this.#isOver) throw new Error(`${this.#object} is broken`);
    return counts[outcome] ?? 0;
  }
}

/** All of it, or only the first. */
function amounts(most: number, isShort = false): number[] {
  return most > 1 && isShort ? [most, 1] : most > 0 ? [most] : [];
}
