/**
 * What happens in a simulated cluster, as data: it can be kept, made shorter, and played again.
 *
 * @module
 */

/**
 * How a process ends: it is killed; it closes, with its people in; or it leaves, once they have. The next one has its disk; or an empty one where that was wiped, or a copy of the first node's where it
 * was restored; or there is no next one, where the node is lost.
 */
export type End = "killed" | "closed" | "left" | "wiped" | "restored" | "lost";

/** One thing that happens, at a time in milliseconds. `who` is a share of those who are in there: 0.5 is the middle one. */
export type Act =
  & { readonly at: number }
  & (
    | { readonly kind: "come"; readonly place: number; readonly name: string }
    | { readonly kind: "leave"; readonly place: number; readonly who: number }
    | { readonly kind: "say"; readonly place: number; readonly who: number; readonly lines: number }
    | { readonly kind: "forget"; readonly place: number; readonly who: number }
    | { readonly kind: "whisper"; readonly place: number; readonly to: number }
    /** A way breaks; the node notices a while later, and the way is back after a while more. */
    | { readonly kind: "cut"; readonly place: number; readonly noticedMs: number; readonly ms: number }
    /** A process ends, and another begins. */
    | { readonly kind: "end"; readonly place: number; readonly ms: number; readonly how: End }
    /** A process stands still: none of its timers rings, and it reads nothing. */
    | { readonly kind: "pause"; readonly place: number; readonly ms: number }
    /** A node's time of day is set. */
    | { readonly kind: "set"; readonly place: number; readonly ms: number }
    /** The ledger keeps nothing new. */
    | { readonly kind: "stall"; readonly ms: number }
    /** The ledger stands still: nothing gets in or out, not even a beat. */
    | { readonly kind: "stop"; readonly ms: number }
    /** The ledger's server is killed, and comes back: every way breaks. */
    | { readonly kind: "kill"; readonly ms: number }
  );

/** A story. */
export interface Story {
  readonly seed: number;
  /** When each node is started, in milliseconds. */
  readonly starts: readonly number[];
  /** Of how many records one vanishes. */
  readonly loss: number;
  /** By how much the ledger's clock is ahead of the true one, in milliseconds. */
  readonly aheadMs: number;
  /** Whether nodes are workers, to which the main threads of their processes hand the ledger on. */
  readonly areWorkers?: boolean;
  readonly acts: readonly Act[];
}

/** What nodes are called. */
export const NODES = ["a", "b", "c"] as const;

/** The story, one line an act. */
export function told({ seed, starts, loss, aheadMs, acts }: Story): string {
  const lines = acts.map(({ at, kind, ...rest }) => {
    const facts = Object.entries(rest).map(([name, value]) =>
      `${name} ${
        name === "place" ? NODES[value as number] : typeof value === "number" ? round(value) : value
      }`
    );
    return `  ${String(round(at)).padStart(9)} ms: ${kind} ${facts.join(", ")}`;
  });
  const began = starts.map((at, node) => `${NODES[node]} at ${round(at)} ms`).join(", ");
  const world = `Seed ${seed}: ${began}; of the records ${
    loss * 100
  } % vanish; the ledger's clock is ${aheadMs} ms ahead.`;
  return [world, ...lines].join("\n");
}

const round = (number: number) => Math.round(number * 100) / 100;
