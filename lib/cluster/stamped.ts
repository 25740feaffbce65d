/**
 * What is written in the ledger: something a node did, with all that is needed to judge whether it counts.
 *
 * @module
 */

import type { Life } from "./bus.ts";

/** What a node does: it begins a life, says that another's is over, or has a deed told. */
export type Act<Deed> =
  | {
    readonly kind: "hello";
    readonly node: string;
    /** The life of that node which this one follows: a hello that comes late takes nobody's place. */
    readonly was: Life | undefined;
    /** Of the deeds it knows; a node that reads a greater one stops, and guesses nothing. */
    readonly version: number;
  }
  | { readonly kind: "gone"; readonly gone: Life }
  | { readonly kind: "deed"; readonly deed: Deed };

/** An act, by a life of a node. */
export interface Stamped<Deed> {
  readonly act: Act<Deed>;
  readonly life: Life;
  /** Over which of its ways to the ledger, counted from 1. */
  readonly way: number;
  /** The how many-eth of its acts, counted from 1; sent again it is the same. */
  readonly nth: number;
  /** Behind which one on that way; 0 for none. */
  readonly behind: number;
  /** Until when it is good, in milliseconds of the ledger's time; for ever where it is left out. */
  readonly by?: number;
}

/** The life that an act ends, if it counts. */
export function lifeEndedBy(act: Act<unknown>): Life | undefined {
  return act.kind === "gone" ? act.gone : act.kind === "hello" ? act.was : undefined;
}

/**
 * Whether something that was read in the ledger is a record at all. What is none changes nothing, at every node alike: no
 * node writes such a thing but one of a newer version, and that one's hello is read before.
 */
export function isStamped(value: unknown): value is Stamped<unknown> {
  if (!isObject(value)) return false;
  const { act, life, way, nth, behind, by } = value;
  return isAct(act) && isName(life) && isCount(way, 1) && isCount(nth, 1) && isCount(behind, 0) &&
    (by === undefined || Number.isFinite(by));
}

function isAct(act: unknown): boolean {
  if (!isObject(act)) return false;
  switch (act.kind) {
    case "hello":
      return isName(act.node) && (act.was === undefined || isName(act.was)) && isCount(act.version, 0);
    case "gone":
      return isName(act.gone);
    case "deed":
      return act.deed !== undefined;
    default:
      return false;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isName(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function isCount(value: unknown, least: number): boolean {
  return Number.isSafeInteger(value) && Number(value) >= least;
}
