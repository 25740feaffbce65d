/**
 * Where somebody's bytes go in a model: a writer on which every write is a step. A slow reader is one whose step comes
 * late, so all readers are as slow as there are orders.
 *
 * @module
 */

import type { PumpWriter } from "../../lib/delivery/pump.ts";
import type { World } from "../explorer/mod.ts";

const decoder = new TextDecoder();

/** How a terminal behaves. */
export interface TerminalOptions {
  /** Whether any write may find that the peer is gone. */
  readonly canBreak?: boolean;
  /** Whether its peer does not read at first. */
  readonly isHeld?: boolean;
  /** Whether its peer reads at once, so that its writes are no steps. */
  readonly isFast?: boolean;
}

/** One terminal. */
export class Terminal {
  /** What the server writes to. */
  readonly writer: PumpWriter;
  /** Every line it has shown, without its end. */
  readonly lines: string[] = [];
  /** Everything it has shown. */
  text = "";
  /** What a pump must never do, in words; undefined as long as it has not. */
  fault: string | undefined;
  /** Most lines that came in one write. */
  mostLines = 0;
  /** Whether the peer is gone, or its socket closed. */
  isBroken = false;
  /** Whether writes are no steps: what comes before the orders begin. */
  isInstant = false;
  /** Whether its peer does not read. */
  isHeld: boolean;
  readonly #world: World;
  readonly #name: string;
  readonly #canBreak: boolean;
  #isWriting = false;
  #unfinished = "";

  /** A terminal that has shown nothing. */
  constructor(world: World, name: string, { canBreak = false, isHeld = false }: TerminalOptions = {}) {
    this.#world = world;
    this.#name = name;
    this.#canBreak = canBreak;
    this.isHeld = isHeld;
    // A pump uses nothing else of a writer.
    this.writer = { write: (bytes: Uint8Array) => this.#write(bytes) } as PumpWriter;
  }

  /** Closes the socket: what is still being written fails. */
  close(): void {
    this.isBroken = true;
    this.isHeld = false;
  }

  #write(bytes: Uint8Array): Promise<void> {
    if (this.#isWriting) this.fault = `two writes in flight to ${this.#name}`;
    if (this.isBroken) this.fault = `a write to ${this.#name} after one had failed`;
    const text = decoder.decode(bytes);
    const lines = text.split("\n").slice(0, -1);
    this.mostLines = Math.max(this.mostLines, lines.length);
    if (this.isInstant) {
      this.#show(text);
      return Promise.resolve();
    }
    this.#isWriting = true;
    return this.#world.step({
      object: `terminal ${this.#name}`,
      verb: `show ${lines.map(brief).join(", ") || text}`,
      isReady: () => !this.isHeld,
      waitsFor: () => "nobody reads",
      outcomes: () => this.#canBreak && !this.isBroken ? ["", "the peer is gone"] : [""],
      perform: (outcome) => {
        this.#isWriting = false;
        this.isBroken ||= outcome === 1;
        if (this.isBroken) throw new Error("the peer is gone");
        this.#show(text);
      },
    });
  }

  #show(text: string): void {
    const lines = (this.#unfinished + text).split("\n");
    this.#unfinished = lines.pop()!;
    this.lines.push(...lines);
    this.text += text;
  }
}

/** What was shown before, as a trace shows it: the same lines come in thousands of orders. */
const briefs = new Map<string, string>();

/** A line as a trace shows it: of an object that tells what happened only what is needed to follow. */
function brief(line: string): string {
  if (!line.startsWith("{")) return line;
  const known = briefs.get(line);
  if (known !== undefined) return known;
  const text = briefOf(line);
  briefs.set(line, text);
  return text;
}

function briefOf(line: string): string {
  const { kind, about, from, to, text, reason } = JSON.parse(line) as Record<string, string | undefined>;
  const words = kind === "notice" ? [about] : kind === "refused" ? [kind, reason] : [from, kind, to];
  if (kind === "said") words.push(text);
  return words.filter((word) => word !== undefined).join(" ");
}
