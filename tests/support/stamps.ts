/** Records of a ledger, as tests write them. @module */

import type { Life } from "../../lib/cluster/bus.ts";
import type { Stamped } from "../../lib/cluster/stamped.ts";

/** Where a record stands among those of its life; on the first way, behind the one before it, for ever, unless given. */
export interface Place {
  readonly way?: number;
  readonly nth?: number;
  readonly behind?: number;
  readonly by?: number;
}

export const lifeOf = (name: string): Life => name as Life;

function stamped<Deed>(life: string, act: Stamped<Deed>["act"], place: Place): Stamped<Deed> {
  const { way = 1, nth = 1, behind = nth - 1, by } = place;
  return { act, life: lifeOf(life), way, nth, behind, ...(by === undefined ? {} : { by }) };
}

/** A life of a node begins; of node `a`, where the life is `a1`. */
export function helloOf(life: string, was?: string, version = 1, place: Place = {}): Stamped<string> {
  const act = { kind: "hello", node: life[0]!, was: was as Life | undefined, version } as const;
  return stamped(life, act, place);
}

export function goneOf(life: string, gone: string, place: Place): Stamped<string> {
  return stamped(life, { kind: "gone", gone: lifeOf(gone) }, place);
}

export function deedOf(life: string, deed: string, place: Place): Stamped<string> {
  return stamped(life, { kind: "deed", deed }, place);
}
