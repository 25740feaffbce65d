/**
 * A worker's way to the ledger that the main thread hands on (`desk.ts`). It is lost with what is behind the desk, and when
 * the desk is closed; with the next desk at the other end it is there again.
 *
 * @module
 */

import type { Clock } from "../../runtime/clock.ts";
import type { Life } from "../bus.ts";
import type { Ledger, Reading } from "../ledger.ts";
import { jsonOf } from "./ledger_here.ts";
import type { FromDesk, Port, Turn } from "./port_messages.ts";

/** After how many records the desk is told that they have been read: a small part of those that may be unread. */
const READ_AT_ONCE = 1000;

export class WorkerLedger<Record> implements Ledger<Record> {
  readonly #port: Port;
  readonly #clock: Clock;
  readonly #onAside: (aside: unknown) => void;
  readonly #caughtUp = Promise.withResolvers<void>();
  #reading: Reading<Record> | undefined;
  #seq = 0;
  #upTo = 0;
  #isUp = false;
  #out: string[] = [];
  #read = 0; // records since the desk was told

  /**
   * @param port this thread's end of a way whose other end is attached to a desk, now or later
   * @param onAside told what the main thread says besides
   */
  constructor(port: Port, clock: Clock, onAside: (aside: unknown) => void = () => {}) {
    this.#port = port;
    this.#clock = clock;
    this.#onAside = onAside;
  }

  open(after: number, reading: Reading<Record>): Promise<void> {
    this.#seq = after;
    this.#reading = reading;
    this.#port.onmessage = ({ data }) => this.#heard(data as FromDesk);
    return this.#caughtUp.promise;
  }

  append(record: Record): void {
    if (!this.#isUp) return;
    const json = jsonOf(record);
    if (json === undefined) return;
    if (this.#out.length === 0) this.#clock.soon(() => this.#send()); // together with what is done in the same moment
    this.#out.push(json);
  }

  beat(life: Life): void {
    if (this.#isUp) this.#port.postMessage({ kind: "beat", life });
  }

  note(text: string): void {
    if (this.#isUp) this.#port.postMessage({ kind: "note", text });
  }

  /** Does nothing: the main thread does it for all. */
  replace(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    if (this.#reading !== undefined) this.#send(); // the last leaves
    this.#end();
    return Promise.resolve();
  }

  #send(): void {
    const out = this.#out;
    this.#out = [];
    if (this.#isUp && out.length > 0) this.#port.postMessage({ kind: "append", json: out.join(",") });
  }

  #heard(said: FromDesk): void {
    switch (said.kind) {
      case "here":
        return this.#port.postMessage({ kind: "open", after: this.#seq });
      case "opened":
        this.#upTo = said.upTo;
        return this.#look();
      case "turn":
        return this.#turn(said.turn);
      case "aside":
        return this.#onAside(said.aside);
      case "failed": {
        const reading = this.#reading;
        this.#end();
        return reading?.failed(said.reason);
      }
      case "way":
        return this.#way(said.isUp);
      case "beat":
        return this.#reading?.beat(said.life);
      case "note":
        return this.#reading?.note(said.text);
    }
  }

  #way(isUp: boolean): void {
    if (isUp === this.#isUp) return;
    this.#isUp = isUp;
    this.#reading?.way(isUp);
  }

  #turn({ seqs, times, json }: Turn): void {
    this.#read += seqs.length;
    if (this.#read >= READ_AT_ONCE) this.#sayRead();
    if ((seqs.at(-1) ?? 0) <= this.#seq) return;
    for (const [i, record] of (JSON.parse(json) as Record[]).entries()) {
      if (seqs[i]! <= this.#seq) continue;
      this.#seq = seqs[i]!;
      this.#reading?.record(this.#seq, times[i]!, record);
    }
    this.#reading?.turn();
    this.#look();
  }

  #sayRead(): void {
    this.#port.postMessage({ kind: "read", count: this.#read });
    this.#read = 0;
  }

  #look(): void {
    if (this.#seq >= this.#upTo) this.#caughtUp.resolve();
  }

  #end(): void {
    if (this.#reading === undefined) return;
    this.#reading = undefined;
    this.#isUp = false;
    this.#port.postMessage({ kind: "close" });
    this.#port.onmessage = null;
  }
}
