/**
 * Somebody at the chat through a program with pipes for a keyboard and a screen: `openssl s_client`, `ncat --ssl`.
 *
 * @module
 */

import { PATIENCE_MS } from "./guest.ts";

export class ProgramGuest implements AsyncDisposable {
  readonly #process: Deno.ChildProcess;
  readonly #keyboard: WritableStreamDefaultWriter<Uint8Array>;
  readonly #reading: Promise<void>;
  #screen = "";
  #wake = () => {};

  private constructor(process: Deno.ChildProcess) {
    this.#process = process;
    this.#keyboard = process.stdin.getWriter();
    this.#reading = this.#read();
  }

  /** Starts the program. Whoever does so disposes it. */
  static start([program, ...args]: readonly [string, ...string[]]): ProgramGuest {
    const command = new Deno.Command(program, { args, stdin: "piped", stdout: "piped", stderr: "null" });
    return new ProgramGuest(command.spawn());
  }

  async say(line: string): Promise<void> {
    await this.#keyboard.write(new TextEncoder().encode(`${line}\n`));
  }

  /** Waits until the program has shown these texts, in this order. */
  async sees(...texts: readonly string[]): Promise<void> {
    const late = Date.now() + PATIENCE_MS;
    for (let at = 0, i = 0; i < texts.length;) {
      const found = this.#screen.indexOf(texts[i]!, at);
      if (found >= 0) {
        at = found + texts[i++]!.length;
        continue;
      }
      const left = late - Date.now();
      if (left <= 0) {
        throw new Error(`The program never showed ${JSON.stringify(texts[i])}:\n${this.#screen}`);
      }
      await this.#change(left);
    }
  }

  /** Ends its input, and waits for its end. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#keyboard.close().catch(() => {}); // it has ended
    await this.#reading;
    await this.#process.status;
  }

  async #read(): Promise<void> {
    const decoder = new TextDecoder();
    for await (const bytes of this.#process.stdout) {
      this.#screen += decoder.decode(bytes, { stream: true });
      this.#wake();
    }
    this.#wake();
  }

  /** Waits for more on the screen, no longer than `ms`. */
  async #change(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = resolve;
    const timer = setTimeout(resolve, ms);
    await promise;
    clearTimeout(timer);
  }
}
