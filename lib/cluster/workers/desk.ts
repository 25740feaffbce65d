/**
 * The ledger of a process with several threads, as the main thread hands it on. What is behind the desk is a ledger too: one of
 * this process alone, or that of many nodes. The main thread reads each turn first, and has it kept by then; only after that
 * the workers are told. So nobody sees what is not on disk.
 *
 * @module
 */

import type { Clock, Timer } from "../../runtime/clock.ts";
import type { Ledger, Reading } from "../ledger.ts";
import { LastRecords, type Told, turnOf } from "./last_records.ts";
import type { FromDesk, FromWorker, Passing, Port, Turn } from "./port_messages.ts";

/**
 * Most records that are remembered for workers which have not opened yet: all of them open at the start, before anybody is in.
 * More are while one is attached and has to read its files first: what a busy chat says in 10 s.
 */
const MAX_REMEMBERED = 4096, MAX_AWAITED = 100_000;

/** Most records that a worker may have been told and not read, some 60 MB: one that stands still is told no more. */
const MAX_UNREAD = 2 * MAX_AWAITED;

/** How far a worker is. */
interface Attached {
  isOpened: boolean;
  /** Records it was told and has not read yet, as far as it has said. */
  unread: number;
}

export class Desk<Record> implements Disposable {
  /** The way of the main thread itself, which reads before all others; to be opened once. */
  readonly first: Ledger<Record>;
  readonly #behind: Ledger<Record>;
  readonly #clock: Clock;
  readonly #restMs: () => number;
  readonly #onOpened: () => void;
  readonly #ports = new Map<Port, Attached>();
  #reading: Reading<Record> | undefined;
  #waiting: Told<Record>[] = []; // what came since the last turn: for as long as it rests
  #lastOnes = new LastRecords<Record>(0);
  #isUp = false;
  #isCaughtUp = false;
  #rest: Timer | undefined;
  #toldAt = -Infinity;
  #failure: string | undefined;
  #isOpen = true;

  /**
   * @param behind what it hands on
   * @param restMs how long it rests between two turns, in milliseconds: what comes meanwhile is kept and shown together
   * @param onOpened a worker begins to hear what is said to all; what was said aside before it has missed
   */
  constructor(behind: Ledger<Record>, clock: Clock, restMs: () => number, onOpened: () => void = () => {}) {
    this.#behind = behind;
    this.#onOpened = onOpened;
    this.#clock = clock;
    this.#restMs = restMs;
    this.first = {
      open: (after, reading, time) => this.#begin(after, reading, time),
      append: (record) => behind.append(record),
      beat: (life) => behind.beat(life),
      note: (text) => behind.note(text),
      replace: (from, upTo, instead) => behind.replace(from, upTo, instead),
      close: () => {
        this[Symbol.dispose]();
        return behind.close();
      },
    };
  }

  /**
   * Says something to all workers besides, in its place between the turns: while the main thread reads a turn, before the
   * workers are told that one.
   */
  tellAside(aside: unknown): void {
    this.#sayAll({ kind: "aside", aside });
  }

  /** Has a worker take part, by our end of a way to its thread. */
  attach(port: Port): void {
    this.#ports.set(port, { isOpened: false, unread: 0 });
    port.onmessage = ({ data }) => this.#heard(port, data as FromWorker);
    say(port, { kind: "here" });
  }

  /** Hands nothing on any more, and says so. */
  [Symbol.dispose](): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#rest?.cancel();
    for (const port of this.#ports.keys()) {
      port.onmessage = null;
      say(port, { kind: "way", isUp: false });
    }
  }

  async #begin(after: number, reading: Reading<Record>, time?: number): Promise<void> {
    this.#reading = reading;
    this.#lastOnes = new LastRecords(after);
    await this.#behind.open(after, {
      record: (seq, time, record) => void (this.#isOpen && this.#waiting.push({ seq, time, record })),
      turn: () => this.#turn(),
      way: (isUp) => this.#way(isUp),
      beat: (life) => this.#pass({ kind: "beat", life }),
      note: (text) => this.#pass({ kind: "note", text }),
      failed: (reason) => this.#failed(reason),
    }, time);
    this.#tell();
    this.#isCaughtUp = true;
  }

  #turn(): void {
    if (!this.#isOpen || this.#rest !== undefined) return;
    const restMs = this.#isCaughtUp ? this.#toldAt + this.#restMs() - this.#clock.now() : 0;
    if (restMs <= 0) this.#tell();
    else this.#rest = this.#clock.after(restMs, () => this.#tell());
  }

  #tell(): void {
    this.#rest?.cancel();
    this.#rest = undefined;
    const told = this.#waiting, reading = this.#reading;
    if (!this.#isOpen || told.length === 0) return;
    this.#waiting = [];
    this.#lastOnes.add(told, this.#isAwaited ? MAX_AWAITED : MAX_REMEMBERED);
    for (const { seq, time, record } of told) reading?.record(seq, time, record);
    reading?.turn();
    if (this.#isOpen) this.#sayTurn(told);
    this.#toldAt = this.#clock.now();
  }

  /** Whether a worker has still to open. */
  get #isAwaited(): boolean {
    return this.#ports.values().some(({ isOpened }) => !isOpened);
  }

  #way(isUp: boolean): void {
    this.#tell();
    this.#isUp = isUp;
    if (!this.#isOpen) return;
    this.#reading?.way(isUp);
    this.#sayAll({ kind: "way", isUp });
  }

  #pass(passing: Passing): void {
    if (!this.#isOpen) return;
    if (passing.kind === "beat") this.#reading?.beat(passing.life);
    else this.#reading?.note(passing.text);
    this.#sayAll(passing);
  }

  #failed(reason: string): void {
    this.#tell();
    if (!this.#isOpen) return;
    this.#failure = reason;
    this.#reading?.failed(reason);
    for (const [port, { isOpened }] of this.#ports) if (isOpened) this.#fail(port, reason);
  }

  #heard(port: Port, said: FromWorker): void {
    switch (said.kind) {
      case "open":
        return this.#open(port, said.after);
      case "append":
        for (const record of JSON.parse(`[${said.json}]`) as Record[]) this.#behind.append(record);
        return;
      case "beat":
        return this.#behind.beat(said.life);
      case "note":
        return this.#behind.note(said.text);
      case "read":
        return this.#hasRead(port, said.count);
      case "close":
        port.onmessage = null;
        return void this.#ports.delete(port);
    }
  }

  #open(port: Port, after: number): void {
    const unknown = this.#failure ?? this.#lastOnes.behind(after), worker = this.#ports.get(port);
    if (typeof unknown === "string") return this.#fail(port, unknown);
    if (worker === undefined) return;
    say(port, { kind: "opened", upTo: this.#lastOnes.last });
    if (unknown.length > 0) say(port, { kind: "turn", turn: turnOf(unknown) });
    if (this.#isUp) say(port, { kind: "way", isUp: true });
    worker.isOpened = true;
    worker.unread += unknown.length;
    this.#onOpened();
  }

  #hasRead(port: Port, count: number): void {
    const worker = this.#ports.get(port);
    if (worker !== undefined) worker.unread -= count;
  }

  #fail(port: Port, reason: string): void {
    say(port, { kind: "failed", reason });
    this.#ports.delete(port);
  }

  #sayTurn(told: readonly Told<Record>[]): void {
    let turn: Turn | undefined; // made once, where somebody hears it
    for (const [port, worker] of this.#ports) {
      if (!worker.isOpened) continue;
      worker.unread += told.length;
      if (worker.unread > MAX_UNREAD) this.#fail(port, `this thread is ${worker.unread} records behind`);
      else say(port, { kind: "turn", turn: turn ??= turnOf(told) });
    }
  }

  #sayAll(what: FromDesk): void {
    for (const [port, { isOpened }] of this.#ports) if (isOpened) say(port, what);
  }
}

function say(port: Port, what: FromDesk): void {
  port.postMessage(what);
}
