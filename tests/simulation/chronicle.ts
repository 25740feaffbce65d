/**
 * What happened in one life of the server, in the order it happened: the operator's log tells who came, went, took
 * another name and said what. There is one log in a server, so there is one such order, and everybody's screen has to be
 * a part of it.
 *
 * @module
 */

import { nodeOfAddress } from "./author_of_nodes.ts";
import type { Breach } from "./breach.ts";
import { TAG } from "./hearing.ts";
import type { Life, LogRecord } from "./life.ts";
import { NODES } from "./site.ts";
import type { Visit } from "./visit.ts";

/** Somebody who was in, from their name to their leaving. */
export interface Presence {
  /** The name they had last. */
  name: string;
  /** The place of their coming among the facts. */
  readonly joinedAt: number;
  /** The place of their leaving; Infinity where the server died before. */
  leftAt: number;
  /** Why they left, in the log's word. */
  farewell: string | undefined;
  /** Where they came from. */
  readonly address: string;
  /** Whose visit it was, as far as their lines or their greeting tell. */
  visit: Visit | undefined;
}

interface Said {
  readonly kind: "said";
  readonly name: string;
  readonly room: string;
  /** What tells it from all other lines. */
  readonly tag: string;
  /** All of it. */
  readonly text: string;
}

/** Something that happened, at a place in the order. */
export type Fact =
  & { readonly at: number; readonly who: Presence }
  & (
    | { readonly kind: "joined" | "left"; readonly name: string }
    | { readonly kind: "renamed"; readonly name: string; readonly to: string }
    | Said
  );

/** The chronicle of one life. */
export interface Chronicle {
  readonly life: Life;
  readonly facts: readonly Fact[];
  readonly presences: readonly Presence[];
  /** Where in the order a line was said, by its tag. */
  readonly placeOf: ReadonlyMap<string, number>;
  /** What is wrong with the chronicle itself. */
  readonly breaches: readonly Breach[];
}

/** The name somebody has once something has happened. */
export function nameAfter(fact: Fact): string {
  return fact.kind === "renamed" ? fact.to : fact.name;
}

/** Whether somebody is at this server, and not at another node. */
export function isHere({ life }: Chronicle, { address }: Presence): boolean {
  return isAtNode(life, address);
}

/** Whether those who come from an address come to this server. */
export function isAtNode({ node }: Life, address: string): boolean {
  return node === undefined || NODES[nodeOfAddress(address)] === node.name;
}

/**
 * Reads the chronicle from the log.
 * @param before what had happened before at several nodes
 */
export function chronicleOf(
  life: Life,
  visits: readonly Visit[],
  before?: readonly Known[],
): Chronicle {
  const facts: Fact[] = [], presences: Presence[] = [], breaches: Breach[] = [];
  const placeOf = new Map<string, number>();
  const here = new Map<string, Presence>(); // by look
  const breach = (promise: string, detail: string) => void breaches.push({ promise, detail });
  for (const known of [...before ?? [], ...knownIn(life)]) {
    const { kind, name, at } = known;
    const place = facts.length;
    let who = here.get(look(name));
    if (kind === "joined") {
      if (who !== undefined) {
        breach("no two people have one name", `${name} came in while ${who.name} was in`);
      }
      who = {
        name,
        joinedAt: place,
        leftAt: Infinity,
        farewell: undefined,
        address: known.address,
        visit: undefined,
      };
      presences.push(who);
      here.set(look(name), who);
    }
    if (who === undefined) {
      breach("nobody acts who is not in", `${name} ${kind} without being in`);
      continue;
    }
    if (kind === "left") {
      here.delete(look(name));
      who.leftAt = place;
      who.farewell = known.farewell;
    } else if (kind === "renamed") {
      const holder = here.get(look(known.to));
      if (holder !== undefined && holder !== who) {
        breach("no two people have one name", `${name} became ${known.to} while ${holder.name} was in`);
      }
      here.delete(look(name));
      here.set(look(known.to), who);
      who.name = known.to;
    } else if (kind === "said") {
      if (placeOf.has(known.tag)) breach("a line is said once", `${known.tag} was said twice`);
      placeOf.set(known.tag, place);
      const visit = TAG.test(known.tag) ? visits[Number(known.tag.slice(1).split(".")[0])] : who.visit;
      who.visit ??= visit;
      if (who.visit !== visit) {
        breach("a line is its sender's", `${name} said ${known.tag}, which was sent by another`);
      }
    }
    facts.push({ ...known, at, who });
  }
  const chronicle = { life, facts, presences, placeOf, breaches };
  if (life.state === "stopped" && before === undefined) { // of a node that is cut off the others find out
    for (const who of here.values()) {
      breach("everybody leaves once", `${who.name} never left`);
    }
  }
  return chronicle;
}

/** Something that a log tells. */
export type Known =
  & { readonly at: number }
  & (
    | { readonly kind: "joined"; readonly name: string; readonly address: string }
    | { readonly kind: "left"; readonly name: string; readonly farewell: string }
    | { readonly kind: "renamed"; readonly name: string; readonly to: string }
    | Said
  );

/** What the log of a life tells, in its order. */
export function knownIn({ log }: Life): Known[] {
  return log.flatMap((record) => {
    const told = read(record);
    return told === undefined ? [] : [{ ...told, at: record.at } as Known];
  });
}

function read({ message, fields }: LogRecord): DistributiveOmit<Known, "at"> | undefined {
  const { sign, name, from, to, room, text, address, farewell } = fields as unknown as Record<string, string>;
  if (sign === "joined") return { kind: sign, name: name!, address: address! };
  if (sign === "left") return { kind: sign, name: name!, farewell: String(farewell) };
  if (sign === "said") {
    return { kind: "said", name: name!, room: room!, tag: TAG.exec(text!)?.[0] ?? text!, text: text! };
  }
  return message.includes("is now known as") ? { kind: "renamed", name: from!, to: to! } : undefined;
}

export type DistributiveOmit<Type, Key extends string> = Type extends unknown ? Omit<Type, Key> : never;

/** What a name looks like, as far as the stories' names need it: letter case aside, and Cyrillic taken for Latin. */
export function look(name: string): string {
  return name.toLowerCase().replaceAll("с", "c").replaceAll("о", "o");
}
