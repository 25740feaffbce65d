/**
 * Somebody at a node, who comes again whenever the connection is lost, says numbered lines when told to, and notes
 * everything. They speak JSON, so that every answer has its line.
 *
 * @module
 */

import { TextLineStream } from "@std/streams/text-line-stream";
import { pause } from "../bench/load/patience.ts";
import type { Address } from "../support/guest.ts";
import type { Notes, SaidLine, Seen } from "./notes.ts";

/** Between two tries to come in, in milliseconds. */
const AGAIN_MS = 200;

/** A line from the server. */
type Line = Readonly<Record<string, unknown>> & { readonly kind: string };

export class Person implements Notes {
  readonly name: string;
  readonly node: string;
  readonly said: SaidLine[] = [];
  readonly visits: Seen[][] = [];
  readonly oddities: string[] = [];
  readonly #address: Address;
  readonly #life: Promise<void>;
  #connection: Deno.Conn | undefined;
  #isIn = false;
  #isOver = false;
  #told: ((people: readonly string[]) => void) | undefined; // who is here

  /** Somebody who begins to come to a node. */
  constructor(name: string, node: string, address: Address) {
    this.name = name;
    this.node = node;
    this.#address = address;
    this.#life = this.#live();
  }

  /** Whether they are in the chat. */
  get isIn(): boolean {
    return this.#isIn;
  }

  /** The lines that came in the present visit, or the last one. */
  get seen(): readonly Seen[] {
    return this.visits.at(-1) ?? [];
  }

  /** Says the next line, if they are in. */
  say(): SaidLine | undefined {
    if (!this.#isIn) return undefined;
    const line: SaidLine = {
      text: `${this.name}-${this.said.length}`,
      at: performance.now(),
      answer: undefined,
    };
    this.said.push(line);
    this.#send({ verb: "say", argument: line.text, ref: this.said.length - 1 });
    return line;
  }

  /** Who is here, as their node tells it; never settles where the connection is lost. */
  who(): Promise<readonly string[]> {
    this.#send({ verb: "who", ref: "who" });
    return new Promise((resolve) => this.#told = resolve);
  }

  /** Comes no more, without a word. */
  async end(): Promise<void> {
    this.#isOver = true;
    this.#hangUp();
    await this.#life;
  }

  async #live(): Promise<void> {
    while (!this.#isOver) {
      await this.#visit().catch(() => {}); // the node is not there, or has gone: that is what this is about
      this.#hangUp();
      await pause(AGAIN_MS);
    }
  }

  async #visit(): Promise<void> {
    this.#connection = await Deno.connect(this.#address);
    const lines = this.#connection.readable.pipeThrough(new TextDecoderStream()).pipeThrough(
      new TextLineStream(),
    );
    this.#write("/json\n");
    this.#ask();
    let seen: Seen[] | undefined;
    for await (const text of lines) {
      if (!text.startsWith("{")) continue; // the welcome
      const line: Line = JSON.parse(text);
      if (line.about === "greeting") {
        this.visits.push(seen = []);
        this.#isIn = true;
      } else this.#heard(line, seen);
    }
  }

  #heard(line: Line, seen: Seen[] | undefined): void {
    const { kind, ref } = line;
    if (kind === "said" || kind === "joined" || kind === "left") {
      const { id, from, text = "" } = line as unknown as Seen;
      seen?.push({ id, kind, from, text, at: performance.now() });
    } else if (typeof ref === "number") this.#answered(this.said[ref]!, line);
    else if (ref === "who") this.#told?.((line.people as { name: string }[]).map(({ name }) => name));
    else if (kind === "refused" && ref === "name") void pause(AGAIN_MS).then(() => this.#ask()); // it is not free yet
    else if (kind === "skipped") this.oddities.push(`${this.name} was not shown ${line.lines} lines`);
  }

  #answered(said: SaidLine, line: Line): void {
    if (said.answer !== undefined) this.oddities.push(`${said.text} was answered twice`);
    said.answer = line.kind === "done" ? line.id as number : "refused";
  }

  #ask(): void {
    if (this.#isIn) return;
    this.#send({ verb: "nick", argument: this.name, ref: "name" });
  }

  #send(request: Readonly<Record<string, unknown>>): void {
    this.#write(`${JSON.stringify(request)}\n`);
  }

  #write(text: string): void {
    // Short lines of one who reads: the system takes each at once and whole, or the connection is lost.
    this.#connection?.write(new TextEncoder().encode(text)).catch(() => this.#hangUp());
  }

  #hangUp(): void {
    this.#isIn = false;
    try {
      this.#connection?.close();
    } catch { /* it is closed */ }
    this.#connection = undefined;
  }
}
