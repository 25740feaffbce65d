/**
 * The log of one node of several, on a ledger that a test moves by hand; it notes all that it hears.
 *
 * @module
 */

import type { Entry, Life, NotDone } from "../../lib/cluster/bus.ts";
import { NodeBus, type SavedNode } from "../../lib/cluster/node_bus.ts";
import type { Stamped } from "../../lib/cluster/stamped.ts";
import { FakeClock } from "./fake_clock.ts";
import { HandLedger } from "./hand_ledger.ts";
import { lifeOf } from "./stamps.ts";

/** How long a deed is good, in milliseconds. */
export const PATIENCE_MS = 4000;

export class LoneNode {
  readonly clock = new FakeClock();
  readonly ledger = new HandLedger<Stamped<string>>();
  readonly bus: NodeBus<string>;
  readonly entries: Entry<string>[] = [];
  readonly refused: [string, NotDone][] = [];
  /** What it heard, in order: deeds, `refused x`, `ended a1`, `turn`. */
  readonly heard: string[] = [];
  readonly failures: string[] = [];
  /** What its operator reads. */
  readonly logged: string[] = [];
  isReady = false;
  /** Called in between, as the chat would be: it may append something. */
  onHeard: (what: string) => void = () => {};

  /**
   * Node `a`, the lives of which are `a1`, `a2` and so on.
   * @param lives how many it had before
   */
  constructor(saved?: SavedNode, lives = 0) {
    this.bus = new NodeBus<string>({
      ledger: this.ledger,
      node: "a",
      newLife: () => lifeOf(`a${++lives}`),
      version: 1,
      saved,
      clock: this.clock,
      patienceMs: PATIENCE_MS,
      log: (level, message, fields = {}) =>
        void this.logged.push(`${level} ${message.replace(/{(\w+)}/g, (_, name) => String(fields[name]))}`),
      onTurn: () => this.#note("turn"),
      onFailed: (reason) => this.failures.push(reason),
    });
    this.bus.ready.then(() => this.isReady = true);
  }

  /** One that has caught up and said hello, and has been heard; it has forgotten that. */
  static async begun(): Promise<LoneNode> {
    const it = new LoneNode();
    it.open();
    await it.ledger.caughtUp();
    it.ledger.keepSent();
    it.forget();
    return it;
  }

  open(after = 0): void {
    this.bus.open(after, {
      whispered: () => true,
      told: (entry) => {
        this.entries.push(entry);
        this.#note(typeof entry.deed === "string" ? entry.deed : JSON.stringify(entry.deed));
      },
      refused: (deed, why) => {
        this.refused.push([deed, why]);
        this.#note(`refused ${deed}`);
      },
      ended: (life: Life) => this.#note(`ended ${life}`),
    });
  }

  forget(): void {
    this.heard.length = this.logged.length = 0;
  }

  /** What was sent and not kept, in short. */
  get mail(): string[] {
    return this.ledger.sent.map(({ act, life }) => {
      if (act.kind === "deed") return `${life}: ${act.deed}`;
      return `${life}: ${act.kind} ${act.kind === "gone" ? act.gone : act.was}`;
    });
  }

  #note(what: string): void {
    this.heard.push(what);
    this.onHeard(what);
  }
}
