/**
 * The lives of all nodes, and which of their records count: what follows from the ledger alone, and so is the same at every
 * node. It knows no clock, and nobody's ways.
 *
 * A record counts if
 * 1. its life goes on: a hello began it, in the place of the life it names, and no later record says that it is over;
 * 2. its way is the newest that was seen of that life, or newer;
 * 3. it stands behind the record that its node sent before it on that way, so that nothing is missing in between;
 * 4. it has not counted before, or been too late before;
 * 5. the ledger took it while it was good.
 *
 * @module
 */

import type { Life } from "./bus.ts";
import type { Act, Stamped } from "./stamped.ts";

/** What becomes of a record: it counts, or why it does not. */
export type Verdict =
  | "counts"
  /** It was judged before, as a copy. */
  | "again"
  /** Something before it got lost on its way: it and all behind it have to be sent again. */
  | "gap"
  /** It came over a way that its node has given up. */
  | "stale"
  /** Its life is over, or never began. */
  | "fenced"
  /** It came after its time: it never counts, also not when it comes again. */
  | "late"
  /** It says what everybody knows. */
  | "already";

/** A life as it is kept: plain data. */
export interface SavedLife {
  readonly node: string;
  readonly life: Life;
  /** The newest way of it that was seen. */
  readonly way: number;
  /** Its last record that was judged. */
  readonly nth: number;
  /** The one that came last on that way. */
  readonly behind: number;
  readonly isOver: boolean;
  /** When it began, by the ledger's time in milliseconds since 1970; older versions did not keep that. */
  readonly since?: number;
}

type State = { -readonly [Field in keyof SavedLife]: SavedLife[Field] };

/**
 * Most lives that are over and remembered. They are told again to a node that starts, for whoever is still in by one of
 * them; and the last one of a node keeps an older hello, which comes late, from counting. Both is a matter of seconds.
 */
const MAX_OVER = 32;

export class Lives {
  readonly #lives = new Map<Life, State>(); // in the order of their hellos
  readonly #latest = new Map<string, State>(); // by node

  /** @param saved what {@linkcode Lives.saved} returned once */
  constructor(saved: readonly SavedLife[] = []) {
    for (const life of saved) this.#add({ ...life });
  }

  /**
   * Judges the next record of the ledger.
   * @param time when the ledger took it, in milliseconds since 1970
   */
  judge(time: number, { act, life, way, nth, behind, by }: Stamped<unknown>): Verdict {
    const state = this.#lives.get(life);
    if (state === undefined && act.kind === "hello") return this.#begin(act, { life, way, nth, since: time });
    if (state === undefined || state.isOver) return "fenced";
    if (way < state.way) return "stale";
    if (behind !== (way === state.way ? state.behind : 0)) return "gap";
    state.way = way;
    state.behind = nth;
    if (nth <= state.nth) return "again";
    state.nth = nth;
    if (by !== undefined && time > by) return "late";
    return this.#do(act);
  }

  /** Whether no node ever had one. */
  get isEmpty(): boolean {
    return this.#lives.size === 0;
  }

  /** The last life of a node, which may be over. */
  latest(node: string): Life | undefined {
    return this.#latest.get(node)?.life;
  }

  /** Of which node a life is; undefined where it never began, or was long ago. */
  nodeOf(life: Life): string | undefined {
    return this.#lives.get(life)?.node;
  }

  /** Whether a life is over; one that never began, or was long ago, is. */
  isOver(life: Life): boolean {
    return this.#lives.get(life)?.isOver ?? true;
  }

  /** Lives that go on, as far as anybody has said. */
  living(): SavedLife[] {
    return Array.from(this.#lives.values()).filter(({ isOver }) => !isOver);
  }

  /** Lives that are over and still remembered. */
  over(): Life[] {
    return Array.from(this.#lives.values()).filter(({ isOver }) => isOver).map(({ life }) => life);
  }

  saved(): SavedLife[] {
    return Array.from(this.#lives.values(), (life) => ({ ...life }));
  }

  /** A life begins in the place of the one it knows as the last: an older hello that comes late finds another there. */
  #begin(
    { node, was }: Extract<Act<unknown>, { kind: "hello" }>,
    begun: Required<Pick<SavedLife, "life" | "way" | "nth" | "since">>,
  ): Verdict {
    const latest = this.#latest.get(node);
    if (latest?.life !== was) return "fenced";
    if (latest !== undefined) this.#end(latest);
    this.#add({ node, ...begun, behind: begun.nth, isOver: false });
    return "counts";
  }

  #do(act: Act<unknown>): Verdict {
    if (act.kind === "deed") return "counts";
    if (act.kind === "hello") return "already";
    const other = this.#lives.get(act.gone);
    if (other === undefined || other.isOver) return "already";
    this.#end(other);
    return "counts";
  }

  #add(state: State): void {
    this.#lives.set(state.life, state);
    this.#latest.set(state.node, state);
  }

  #end(state: State): void {
    state.isOver = true;
    const over = this.over();
    if (over.length <= MAX_OVER) return;
    const first = this.#lives.get(over[0]!)!;
    this.#lives.delete(first.life);
    if (this.#latest.get(first.node) === first) this.#latest.delete(first.node);
  }
}
