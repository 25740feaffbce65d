/**
 * An outbox whose reader may lose its connection and come back at another one: it remembers what it wrote last, goes on
 * collecting without a connection, and hands both over in order.
 *
 * While it has no connection it slows nobody: it is never behind, and takes no room that others will miss.
 *
 * @module
 */

import { renderNotice } from "../render/render.ts";
import type { Bytes } from "./backlog.ts";
import { Outbox } from "./outbox.ts";
import { linesIn, Tail } from "./tail.ts";

export class ResumableOutbox extends Outbox {
  #heldSince: number | undefined;

  /**
   * Queues a piece of one line, and remembers everything behind it.
   * @param seen how many lines are counted already
   */
  remember(mark: Bytes, seen: number): void {
    const { tails, bounds } = this.shared;
    this.tail?.[Symbol.dispose]();
    this.tail = new Tail(tails, bounds.cost, mark, seen);
    this.offer(mark, 1);
  }

  /** Its connection is gone: what comes is kept, within its bounds, and nothing is written any more. */
  hold(): void {
    this.#heldSince = this.shared.clock.now();
    if (this.tail !== undefined) this.tail.isHeld = true;
    this.pump.stop();
    this.backlog.hold();
  }

  /** Since when it has had no connection, by the clock; undefined where it has one. */
  get heldSince(): number | undefined {
    return this.#heldSince;
  }

  /**
   * How many lines it has behind the first so many, after everything was handed out that was delivered so far; undefined
   * where its client cannot have seen as many.
   */
  missed(seen: number): number | undefined {
    this.shared.turn.settle();
    const unseen = this.tail?.behind(seen, this.backlog.snapshot().items);
    return unseen?.pieces.reduce((sum, piece) => sum + linesIn(piece), 0);
  }

  /** Takes over all that another one has behind the first so many lines, where that {@linkcode missed} some: it is empty then. */
  takeOver(other: ResumableOutbox, seen: number): void {
    const { tail } = other, { items, missed } = other.backlog.giveUp();
    const unseen = tail?.behind(seen, items);
    if (tail === undefined || unseen === undefined) return;
    other.tail = undefined;
    tail[Symbol.dispose]();
    const { lost, pieces } = unseen;
    if (lost > 0) this.offer(renderNotice({ kind: "skipped", lines: lost }, this.manner.dialect), 1);
    for (const piece of pieces) this.offer(piece, linesIn(piece));
    this.backlog.miss(missed);
    this.touch();
  }
}
