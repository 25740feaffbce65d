/**
 * Seats without delivery: every seat is a list of lines, and everything asked for is done at once.
 *
 * @module
 */

import type { Seat, Seats, Style, Topic } from "../../lib/chat/seats.ts";
import { type Abilities, type Dialect, dialectOf, USUAL, type Wishes } from "../../lib/model/dialect.ts";
import type { Event } from "../../lib/model/event.ts";
import type { Farewell } from "../../lib/model/farewell.ts";
import type { Notice, Ref } from "../../lib/model/notice.ts";
import { renderEvents, renderNotice } from "../../lib/render/render.ts";
import type { Name } from "../../lib/text/clean.ts";

const decoder = new TextDecoder();

/** One seat. */
export class MemorySeat implements Seat {
  person: Name | undefined;
  wishes: Wishes = { color: undefined, language: "en", timeZone: "UTC", ...USUAL };
  abilities: Abilities = { color: false, lineEnd: "\n", json: false };
  readonly origin = { isEncrypted: false };
  focus: Topic | undefined;
  farewell: Farewell | undefined;
  /** The lines it was shown. */
  readonly lines: string[] = [];

  get dialect(): Dialect {
    return dialectOf(this.wishes, this.abilities);
  }

  restyle({ wishes, abilities, focus }: Style): void {
    if (wishes !== undefined) this.wishes = wishes;
    this.abilities = { ...this.abilities, ...abilities };
    if (focus !== undefined) this.focus = focus;
  }

  tell(notice: Notice, ref?: Ref): void {
    this.lines.push(...decoder.decode(renderNotice(notice, this.dialect, ref)).trimEnd().split("\n"));
  }

  end(farewell: Farewell): void {
    this.farewell ??= farewell;
  }

  vanishedMs(): undefined {
    return undefined;
  }
}

/** All seats. */
export class MemorySeats implements Seats {
  readonly #subscribed = new Map<Topic, Set<MemorySeat>>();

  subscribe(seat: MemorySeat, topic: Topic): void {
    this.#subscribed.set(topic, (this.#subscribed.get(topic) ?? new Set()).add(seat));
  }

  unsubscribe(seat: MemorySeat, topic: Topic): void {
    this.#subscribed.get(topic)?.delete(seat);
  }

  deliver(to: Topic | ReadonlySet<MemorySeat>, event: Event, except: Iterable<Seat> = []): void {
    const left = new Set(except);
    const isTopic = (to: Topic | ReadonlySet<MemorySeat>): to is Topic => !(to instanceof Set);
    for (const seat of isTopic(to) ? this.#subscribed.get(to) ?? [] : to) {
      if (left.has(seat)) continue;
      const label = isTopic(to) && seat.focus !== to && !seat.dialect.json ? to.label : undefined;
      const { bytes, lines } = renderEvents([event], seat.dialect, label);
      if (lines > 0) seat.lines.push(decoder.decode(bytes).trimEnd());
    }
  }
}
