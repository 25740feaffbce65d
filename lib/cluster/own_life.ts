/**
 * What this node is to the others: one life after the other, each with a postman of its own. A life begins when its hello
 * counts; until then nothing else of it is sent.
 *
 * @module
 */

import type { Life, NotDone } from "./bus.ts";
import type { Verdict } from "./lives.ts";
import { BEAT_MS } from "./lookout.ts";
import type { NodeBusParts } from "./node_bus_parts.ts";
import { Postman, type PostTally } from "./postman.ts";
import type { Act, Stamped } from "./stamped.ts";

/**
 * How long it may take until somebody's end is in the ledger, in milliseconds. Later it says nothing: they may be back by
 * then, and this node may be the one that was cut off.
 */
const ACCUSE_MS = 2 * BEAT_MS;

/**
 * How long a node says that it lives though it cannot read, in milliseconds, as far as the ledger takes that: one of three
 * servers elects another one to lead it in 8 to 11 s, and nodes find that one seconds apart.
 */
const UNREAD_MS = 15 * BEAT_MS;

export interface OwnLifeParts<Deed>
  extends Pick<NodeBusParts<Deed>, "ledger" | "node" | "newLife" | "version" | "clock" | "patienceMs"> {
  /** The last life of this node, as far as the ledger tells. */
  readonly latest: () => Life | undefined;
  /** An act will never count. */
  readonly refused: (act: Act<Deed>, why: NotDone) => void;
}

export class OwnLife<Deed> {
  /** Over all lives. */
  readonly tally: PostTally = { echoMs: 0, resent: 0 };
  readonly #parts: OwnLifeParts<Deed>;
  #postman: Postman<Deed>;
  #isUp = false;
  #downAt = 0; // when the way was lost, where it is
  #isBegun = false;

  constructor(parts: OwnLifeParts<Deed>) {
    this.#parts = parts;
    this.#postman = this.#newPostman();
  }

  get life(): Life {
    return this.#postman.life;
  }

  /** Whether its hello has counted. */
  get isBegun(): boolean {
    return this.#isBegun;
  }

  /** How many acts are under way. */
  get waiting(): number {
    return this.#postman.waiting;
  }

  /** Says hello, in the place of the last life of this node. */
  begin(): void {
    const { node, version, latest } = this.#parts;
    this.#postman.begin({ kind: "hello", node, was: latest(), version });
  }

  /** @param mustCount whether it is sent for as long as it takes */
  do(deed: Deed, mustCount: boolean): void {
    this.#postman.offer({ kind: "deed", deed }, mustCount ? undefined : this.#parts.patienceMs);
  }

  /** Says that another life is over; or that it is itself, which is true whenever it comes. */
  sayOver(gone: Life): void {
    this.#postman.offer({ kind: "gone", gone }, gone === this.life ? undefined : ACCUSE_MS);
  }

  /** The way to the ledger is there, or lost. */
  way(isUp: boolean): void {
    if (this.#isUp && !isUp) this.#downAt = this.#parts.clock.now();
    this.#isUp = isUp;
    this.#postman.way(isUp);
  }

  /** Looks after what waits; to be called some times a second. */
  tick(): void {
    this.#postman.tick();
  }

  /** Tells the others that it lives. */
  beat(): void {
    const { clock, ledger } = this.#parts;
    if (this.#isBegun && (this.#isUp || clock.now() - this.#downAt < UNREAD_MS)) ledger.beat(this.life);
  }

  /**
   * A record of it has come back.
   * @returns the act, where that is the last that will be heard of it
   */
  heard(record: Stamped<Deed>, verdict: Verdict, time: number): Act<Deed> | undefined {
    const act = this.#postman.heard(record, verdict, time);
    if (act?.kind !== "hello") return act;
    if (verdict !== "counts") this.begin(); // an older one, that came late, had its place
    else {
      this.#isBegun = true;
      this.beat();
    }
    return act;
  }

  /**
   * It is over, and the next one is there; `begin` is to be called yet.
   * @returns what was under way, the oldest first
   */
  end(): Act<Deed>[] {
    const acts = this.#postman.end();
    this.#isBegun = false;
    this.#postman = this.#newPostman();
    return acts;
  }

  #newPostman(): Postman<Deed> {
    const { newLife, clock, ledger, refused } = this.#parts, { tally } = this;
    const send = (record: Stamped<Deed>) => ledger.append(record);
    return new Postman<Deed>({ life: newLife(), clock, tally, send, refused }, this.#isUp);
  }
}
