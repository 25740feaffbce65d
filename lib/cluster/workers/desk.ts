/**
 * The ledger of a process with several threads, as the main thread hands it on. What is behind the desk is a ledger too: one of
 * this process alone, or that of many nodes. The main thread reads each turn first, and has it kept by then; only after that
 * the workers are told. So nobody sees what is not on disk.
 *
 * @module
 */

import type { Clock, Timer } from "../../runtime/clock.ts";
import type { Ledger, Reading } from "../ledger.ts";
import type { FromDesk, FromWorker, Passing, Port, Turn } from "./port_messages.ts";

/**
 * Most records that are remembered for workers which have not opened yet: all of them open at the start, before anybody is in.
 * More are while one is attached and has to read its files first: what a busy chat says in 10 s.
 */
const MAX_REMEMBERED = 4096, MAX_AWAITED = 100_000;

interface Told<Record> {
  readonly seq: number;
  readonly time: number;
  readonly record: Record;
}

export class Desk<Record> implements Disposable {
  /** The way of the main thread itself, which reads before all others; to be opened once. */
  readonly first: Ledger<Record>;
  readonly #behind: Ledger<Record>;
  readonly #clock: Clock;
  readonly #restMs: () => number;
  readonly #ports = new Map<Port, boolean>(); // whether it has opened
  #reading: Reading<Record> | undefined;
  #waiting: Told<Record>[] = []; // what came since the last turn: for as long as it rests
  #remembered: Told<Record>[] = []; // the last ones, the oldest first
  #rememberedAfter = 0;
  #last = 0;
  #isUp = false;
  #isCaughtUp = false;
  #rest: Timer | undefined;
  #toldAt = -Infinity;
  #failure: string | undefined;
  #isOpen = true;

  /**
   * @param behind what it hands on
   * @param restMs how long it rests between two turns, in milliseconds: what comes meanwhile is kept and shown together
   */
  constructor(behind: Ledger<Record>, clock: Clock, restMs: () => number) {
    this.#behind = behind;
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
    this.#ports.set(port, false);
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
    this.#last = this.#rememberedAfter = after;
    await this.#behind.open(after, {
      record: (seq, time, record) => void this.#waiting.push({ seq, time, record }),
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
    if (this.#rest !== undefined) return;
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
    this.#last = told.at(-1)!.seq;
    this.#remember(told);
    for (const { seq, time, record } of told) reading?.record(seq, time, record);
    reading?.turn();
    if (this.#isOpen) this.#sayAll(() => ({ kind: "turn", turn: turnOf(told) }));
    this.#toldAt = this.#clock.now();
  }

  #remember(told: readonly Told<Record>[]): void {
    const isAwaited = this.#ports.values().some((isOpened) => !isOpened);
    this.#remembered = this.#remembered.concat(told);
    const tooMany = this.#remembered.length - (isAwaited ? MAX_AWAITED : MAX_REMEMBERED);
    if (tooMany > 0) this.#rememberedAfter = this.#remembered.splice(0, tooMany).at(-1)!.seq;
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
    for (const [port, isOpened] of this.#ports) if (isOpened) this.#fail(port, reason);
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
      case "close":
        port.onmessage = null;
        return void this.#ports.delete(port);
    }
  }

  #open(port: Port, after: number): void {
    const last = this.#last, oldest = this.#rememberedAfter + 1;
    if (this.#failure !== undefined) return this.#fail(port, this.#failure);
    if (after > last) return this.#fail(port, `it ends at ${last}, and this node knows ${after}`);
    if (after < oldest - 1) return this.#fail(port, `it begins at ${oldest}, and this node knows ${after}`);
    say(port, { kind: "opened", upTo: last });
    const unknown = this.#remembered.filter(({ seq }) => seq > after);
    if (unknown.length > 0) say(port, { kind: "turn", turn: turnOf(unknown) });
    if (this.#isUp) say(port, { kind: "way", isUp: true });
    this.#ports.set(port, true);
  }

  #fail(port: Port, reason: string): void {
    say(port, { kind: "failed", reason });
    this.#ports.delete(port);
  }

  /** @param what made only where somebody hears it */
  #sayAll(what: FromDesk | (() => FromDesk)): void {
    const opened = Array.from(this.#ports).filter(([, isOpened]) => isOpened);
    if (opened.length === 0) return;
    const said = typeof what === "function" ? what() : what;
    for (const [port] of opened) say(port, said);
  }
}

function turnOf<Record>(told: readonly Told<Record>[]): Turn {
  return {
    seqs: told.map(({ seq }) => seq),
    times: told.map(({ time }) => time),
    json: JSON.stringify(told.map(({ record }) => record)),
  };
}

function say(port: Port, what: FromDesk): void {
  port.postMessage(what);
}
