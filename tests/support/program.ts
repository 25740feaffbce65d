/**
 * A program at the chat, as a test plays it: it speaks JSON over a real socket. Every line it gets has to be one of
 * `docs/protocol.schema.json`, described to the last field, and so has every request it makes.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { type Address, Guest } from "./guest.ts";
import { assertDescribed, isPublished } from "./protocol_schema.ts";

/** A line from the server. */
export type Line = Readonly<Record<string, unknown>> & { readonly kind: string };

/** What goes into a request beside its verb and argument. */
export interface Extras {
  readonly room?: string;
  readonly ref?: string | number;
  readonly seen?: number;
}

/** One connected program. Whoever connects it disposes it. */
export class Program implements AsyncDisposable {
  /** The connection, for what is no request. */
  readonly guest: Guest;
  /** Every line it got, in order. */
  readonly lines: Line[] = [];
  #unheard: Line[] = []; // lines that came while an answer was waited for
  #lastRef = 0;

  private constructor(guest: Guest) {
    this.guest = guest;
  }

  /** Connects and switches to JSON; the server waits for a name. */
  static async connect(server: Address): Promise<Program> {
    const guest = await Guest.connect(server);
    await guest.say("/json");
    await guest.hearLine("the welcome"); // of text: it comes first, whatever is said
    const program = new Program(guest);
    const { protocol, you } = await program.hear("hello");
    assertEquals([protocol, you], [1, null]);
    await program.hear("prompt");
    return program;
  }

  /** Connects, and takes a name. */
  static async join(server: Address, name: string): Promise<Program> {
    const program = await Program.connect(server);
    assertEquals((await program.ask("nick", name)).about, "greeting");
    return program;
  }

  /** Makes a request and waits for its answer; what comes before is heard later. */
  async ask(verb: string, argument?: string, extras: Extras = {}): Promise<Line> {
    const request = { verb, argument, ref: ++this.#lastRef, ...extras };
    assert(isPublished("request", JSON.parse(JSON.stringify(request))));
    await this.guest.say(JSON.stringify(request));
    return await this.#answer(request.ref);
  }

  /** Waits for the next line of this kind, or notice about this, or refusal for this reason. */
  async hear(what: string): Promise<Line> {
    const isIt = (line: Line) => [line.kind, line.about, line.reason].includes(what);
    while (this.#unheard.length > 0) {
      const line = this.#unheard.shift()!;
      if (isIt(line)) return line;
    }
    for (;;) {
      const line = await this.#next(what);
      if (isIt(line)) return line;
    }
  }

  async #answer(ref: string | number): Promise<Line> {
    for (;;) {
      const line = await this.#next(`the answer to ${ref}`);
      if (line.ref === ref) return line;
      this.#unheard.push(line);
    }
  }

  async #next(wanted: string): Promise<Line> {
    const text = await this.guest.hearLine(wanted);
    const line: Line = JSON.parse(text);
    assertDescribed(line);
    assert(text.endsWith("}\n"));
    this.lines.push(line);
    return line;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.guest.close();
  }
}
