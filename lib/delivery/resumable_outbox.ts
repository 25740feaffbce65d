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
import { countAs, linesIn, Tail } from "./tail.ts";

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
   * How many lines it was delivered behind the first so many, after everything was handed out; undefined where its client
   * cannot have seen as many.
   */
  missed(seen: number): number | undefined {
    this.shared.turn.settle();
    const { tail } = this;
    return tail === undefined || seen > tail.count ? undefined : tail.count - seen;
  }

  /** Takes over all that another one was delivered behind the first so many lines, where it {@linkcode missed} some: it is empty then. */
  takeOver(other: ResumableOutbox, seen: number): void {
    const { tail } = other, unseen = tail?.behind(seen, other.backlog.giveUp().items);
    if (tail === undefined || unseen === undefined) return;
    other.tail = undefined;
    tail[Symbol.dispose]();
    for (const part of unseen) {
      if (typeof part === "number") this.#offerGap(part);
      else this.offer(part, linesIn(part));
    }
    this.touch();
  }

  /** Queues a line that tells of skipped ones, and counts as all of those, also where it is skipped itself. */
  #offerGap(lines: number): void {
    const line = renderNotice({ kind: "skipped", lines }, this.manner.dialect);
    countAs(line, lines);
    if (this.tail !== undefined) this.tail.count += lines - 1;
    this.offer(line, 1);
  }
}
