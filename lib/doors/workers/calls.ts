/**
 * Questions and news between two threads: each side answers what it knows by name, and asks the other.
 *
 * @module
 */

import { messageOf } from "../../runtime/reason.ts";

/** One end of the way: a `Worker`, or `self` in one. */
export interface CallPort {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
}

/** What one side answers; what it throws is thrown at the other side, as an Error with the same message. */
// deno-lint-ignore no-explicit-any -- each name has a type of its own, which the other side names when it asks
export type Answers = Readonly<Record<string, (about: any) => unknown>>;

type Said =
  | { readonly ask: string; readonly about: unknown; readonly id: number | undefined }
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly error: string };

export class Calls {
  readonly #port: CallPort;
  readonly #asked = new Map<number, PromiseWithResolvers<unknown>>();
  #last = 0;
  #reason: string | undefined; // why nobody answers any more

  constructor(port: CallPort, answers: Answers) {
    this.#port = port;
    port.onmessage = ({ data }) => this.#heard(data as Said, answers);
  }

  /** Asks the other side. @throws {Error} where it throws, or is no more */
  ask<T>(what: string, about?: unknown): Promise<T> {
    if (this.#reason !== undefined) return Promise.reject(new Error(this.#reason));
    const id = ++this.#last, asked = Promise.withResolvers<unknown>();
    this.#asked.set(id, asked);
    this.#port.postMessage({ ask: what, about, id });
    return asked.promise as Promise<T>;
  }

  /** Tells the other side something. */
  tell(what: string, about?: unknown): void {
    if (this.#reason === undefined) this.#port.postMessage({ ask: what, about, id: undefined });
  }

  /** The other side is no more: nobody waits for it. */
  end(reason: string): void {
    this.#reason ??= reason;
    for (const { reject } of this.#asked.values()) reject(new Error(reason));
    this.#asked.clear();
  }

  #heard(said: Said, answers: Answers): void {
    if ("ask" in said) return void this.#answer(said, answers);
    const asked = this.#asked.get(said.id);
    this.#asked.delete(said.id);
    if ("error" in said) asked?.reject(new Error(said.error));
    else asked?.resolve(said.answer);
  }

  async #answer(
    { ask, about, id }: Extract<Said, { readonly ask: string }>,
    answers: Answers,
  ): Promise<void> {
    try {
      const answer = await answers[ask]?.(about);
      if (id !== undefined) this.#port.postMessage({ id, answer });
    } catch (error) {
      if (id === undefined) throw error; // a bug
      this.#port.postMessage({ id, error: messageOf(error) });
    }
  }
}
