/**
 * The ledger of one process with several threads: the main thread numbers what the workers hand in, turn by turn. It reads
 * each turn first itself, and has it kept by then; only after that the workers are told. So nobody sees what is not on disk.
 *
 * @module
 */

import type { Clock } from "../../runtime/clock.ts";
import { FirstWay } from "./first_way.ts";
import type { FromDesk, FromWorker, Passing, Port, Turn } from "./port_messages.ts";

/** Most records that are remembered for workers which have not opened yet: they do so at the start, before anybody is in. */
const MAX_REMEMBERED = 4096;

export class Desk<Record> implements Disposable {
  /** The way of the main thread itself, which reads before all others; to be opened once. */
  readonly first: FirstWay<Record>;
  readonly #clock: Clock;
  readonly #restMs: () => number;
  readonly #ports = new Map<Port, boolean>(); // whether it has opened
  #remembered: Turn[] = []; // the last ones, the oldest first
  #last: number;
  #time = 0;
  #waiting: string[] = []; // records, as JSON, perhaps several in one text: what nodes may have under way (`postman.ts`)
  #isDue = false;
  #toldAt = -Infinity;
  #isOpen = true;

  /**
   * @param last the number of the last record that was kept before
   * @param restMs how long it rests between two turns, in milliseconds: what comes meanwhile is kept and shown together
   */
  constructor(clock: Clock, last: number, restMs: () => number) {
    this.#clock = clock;
    this.#last = last;
    this.#restMs = restMs;
    this.first = new FirstWay<Record>({
      append: (json) => this.#take(json),
      pass: (passing) => this.#pass(passing),
      last: () => this.#last,
    });
  }

  /**
   * Says something to all workers besides, in its place between the turns: while the main thread reads a turn, before the
   * workers are told that one.
   */
  tellAside(aside: unknown): void {
    for (const [port, isOpened] of this.#ports) if (isOpened) say(port, { kind: "aside", aside });
  }

  /** Has a worker take part, by our end of a way to its thread. */
  attach(port: Port): void {
    this.#ports.set(port, false);
    port.onmessage = ({ data }) => this.#heard(port, data as FromWorker);
    say(port, { kind: "here" });
  }

  /** Takes nothing more, and says so. */
  [Symbol.dispose](): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    for (const port of this.#ports.keys()) {
      port.onmessage = null;
      say(port, { kind: "gone" });
    }
  }

  #heard(port: Port, said: FromWorker): void {
    switch (said.kind) {
      case "open":
        return this.#open(port, said.after);
      case "append":
        return this.#take(said.json);
      case "close":
        port.onmessage = null;
        return void this.#ports.delete(port);
      case "beat":
      case "note":
        return this.#pass(said);
    }
  }

  #open(port: Port, after: number): void {
    const oldest = this.#remembered[0]?.first ?? this.#last + 1;
    if (after > this.#last) return this.#fail(port, `it ends at ${this.#last}, and this node knows ${after}`);
    if (after < oldest - 1) return this.#fail(port, `it begins at ${oldest}, and this node knows ${after}`);
    say(port, { kind: "opened", upTo: this.#last });
    for (const turn of this.#remembered) say(port, { kind: "turn", turn }); // what is known there is passed over
    this.#ports.set(port, true);
  }

  #fail(port: Port, reason: string): void {
    say(port, { kind: "failed", reason });
    this.#ports.delete(port);
  }

  #take(json: string): void {
    if (!this.#isOpen) return;
    this.#waiting.push(json);
    if (this.#isDue) return;
    this.#isDue = true;
    const restMs = this.#toldAt + this.#restMs() - this.#clock.now();
    if (restMs <= 0) this.#clock.soon(() => this.#tell()); // with what others hand in at the same moment
    else this.#clock.after(restMs, () => this.#tell());
  }

  #tell(): void {
    if (!this.#isOpen) return;
    this.#isDue = false;
    const json = `[${this.#waiting.join(",")}]`,
      records = JSON.parse(json) as Record[],
      first = this.#last + 1;
    this.#waiting = [];
    this.#last += records.length;
    this.#time = Math.max(this.#time, this.#clock.time());
    const turn = { first, time: this.#time, count: records.length, json };
    this.#remember(turn);
    this.first.tell(turn, records);
    for (const [port, isOpened] of this.#ports) if (isOpened) say(port, { kind: "turn", turn });
    this.#toldAt = this.#clock.now();
  }

  #remember(turn: Turn): void {
    this.#remembered.push(turn);
    if (this.#last - this.#remembered[0]!.first < MAX_REMEMBERED) return;
    this.#remembered = this.#remembered.filter(({ first }) => this.#last - first < MAX_REMEMBERED);
  }

  #pass(passing: Passing): void {
    if (!this.#isOpen) return;
    this.first.pass(passing);
    for (const [port, isOpened] of this.#ports) if (isOpened) say(port, passing);
  }
}

function say(port: Port, what: FromDesk): void {
  port.postMessage(what);
}
