/**
 * What the log of several nodes came to: its records judged, and its entries folded, by nothing but the log. Every node has
 * to have kept the same, and everybody's screen has to be a part of it.
 *
 * @module
 */

import type { Deed } from "../../lib/chat/deed.ts";
import type { Fact as FoldedFact } from "../../lib/chat/fact.ts";
import { Fold } from "../../lib/chat/fold.ts";
import type { Life as LogLife } from "../../lib/cluster/bus.ts";
import { Lives } from "../../lib/cluster/lives.ts";
import type { Message } from "../../lib/model/message.ts";
import type { FarLedger } from "../cluster/nodes/far_ledger.ts";
import type { DistributiveOmit, Known } from "./chronicle.ts";
import { TAG } from "./hearing.ts";

/** Something that counts, as the operators' logs tell of it. */
export interface TrueFact {
  readonly seq: number;
  /** By which life of a node it was done. */
  readonly life: LogLife;
  readonly known: Known;
}

/** Somebody was invited into a room. */
export interface Invitation {
  readonly seq: number;
  /** The number of the person who was. */
  readonly who: number;
  readonly room: string;
}

/** Somebody left since the others took their node for dead. */
interface CountedOut {
  readonly seq: number;
  readonly name: string;
  /** By which they were in. */
  readonly life: LogLife;
}

export interface Truth {
  readonly facts: readonly TrueFact[];
  readonly invitations: readonly Invitation[];
  /** People who left since the others took their node for dead, with the life they were in by. */
  readonly countedOut: readonly CountedOut[];
  /** The lines that are kept in the end. */
  readonly lines: readonly Message[];
  /** The chat in the end. */
  readonly fold: Fold;
}

export function truthOf({ kept }: FarLedger<Deed>): Truth {
  const lives = new Lives(), fold = new Fold({ rooms: [], lastId: 0 });
  const facts: TrueFact[] = [], invitations: Invitation[] = [], countedOut: CountedOut[] = [];
  let lines: Message[] = [];
  for (const [index, { at, time, record }] of kept.entries()) {
    const { act, life } = record, seq = index + 1;
    if (lives.judge(time, record) !== "counts" || act.kind !== "deed") continue;
    const fact = fold.apply({ seq, time, deed: act.deed, life }, 0);
    if (fact === undefined) continue;
    const known = knownBy(fact);
    if (known !== undefined) facts.push({ seq, life, known: { ...known, at } as Known });
    if (fact.kind === "said" && fact.room.keepsHistory) lines.push(fact.message);
    if (fact.kind === "invited") invitations.push({ seq, who: fact.person.id, room: fact.room.label });
    if (fact.kind === "left" && fact.deed.farewell === "cut_off") {
      countedOut.push({ seq, name: fact.person.name, life: fact.person.life! });
    }
    if (fact.kind === "forgotten") {
      lines = lines.filter(({ id, name }) =>
        !fact.deed.spans.some((span) => span.name === name && id >= span.from && id <= span.upTo)
      );
    }
  }
  return { facts, invitations, countedOut, lines, fold };
}

function knownBy(fact: FoldedFact): DistributiveOmit<Known, "at"> | undefined {
  switch (fact.kind) {
    case "joined": {
      const { name, address } = fact.person;
      return { kind: "joined", name, address };
    }
    case "left":
      return { kind: "left", name: fact.person.name, farewell: fact.deed.farewell };
    case "renamed":
      return { kind: "renamed", name: fact.from, to: fact.deed.to };
    case "said": {
      const { name, room, text } = fact.message;
      return { kind: "said", name, room, text, tag: TAG.exec(text)?.[0] ?? text };
    }
  }
  return undefined;
}
