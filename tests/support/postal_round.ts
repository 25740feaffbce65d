/** A postman at work, for tests. @module */

import type { NotDone } from "../../lib/cluster/bus.ts";
import { Lives } from "../../lib/cluster/lives.ts";
import { Postman } from "../../lib/cluster/postman.ts";
import type { Act, Stamped } from "../../lib/cluster/stamped.ts";
import { FakeClock } from "./fake_clock.ts";
import { lifeOf } from "./stamps.ts";

/** How long a deed is good here, in milliseconds. */
export const PATIENCE_MS = 4000;

/** A postman, what it has sent, and a ledger that judges what is handed to it. */
export class Round {
  readonly clock = new FakeClock();
  readonly lives = new Lives();
  readonly tally = { echoMs: 0, resent: 0 };
  readonly refused: [string, NotDone][] = [];
  readonly came: string[] = [];
  sent: Stamped<string>[] = [];
  /** By how much the clock of the ledger is ahead, in milliseconds. */
  aheadMs = 1_000_000;
  readonly postman: Postman<string>;

  constructor(isUp = true) {
    this.postman = new Postman<string>({
      life: lifeOf("a1"),
      clock: this.clock,
      tally: this.tally,
      send: (record) => void this.sent.push(record),
      refused: (act, why) => void this.refused.push([nameOf(act), why]),
    }, isUp);
  }

  /** One whose hello has come back. */
  static begun(): Round {
    const it = new Round();
    it.hello();
    it.deliver();
    it.came.length = 0;
    return it;
  }

  hello(was?: string): void {
    const act = { kind: "hello", node: "a", version: 1 } as const;
    this.postman.begin({ ...act, was: was === undefined ? undefined : lifeOf(was) });
  }

  /** Deeds that may be refused when it is too late. */
  offer(...deeds: readonly string[]): void {
    for (const deed of deeds) this.postman.offer({ kind: "deed", deed }, PATIENCE_MS);
  }

  /** What was sent since this was asked last: the way, and what it carried. */
  get mail(): string[] {
    return this.sent.splice(0).map((record) => `${record.way}: ${nameOf(record.act)}`);
  }

  /** The ledger takes records, unless they are given those that were sent, and the node hears them. */
  deliver(records: readonly Stamped<string>[] = this.sent.splice(0)): void {
    const time = Math.floor(this.clock.now() + this.aheadMs);
    for (const record of records) {
      const act = this.postman.heard(record, this.lives.judge(time, record), time);
      if (act !== undefined) this.came.push(nameOf(act));
    }
  }

  /** Time passes, and the postman looks after what waits four times a second. */
  pass(ms: number): void {
    for (let passed = 0; passed < ms; passed += 250) {
      this.clock.pass(250);
      this.postman.tick();
    }
  }
}

/** A deed, or what else an act is. */
export function nameOf(act: Act<string>): string {
  return act.kind === "deed" ? act.deed : act.kind;
}
