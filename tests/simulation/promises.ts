/**
 * What the program promises, asked of a story that was played to its end. Whoever looks here has seen nothing but the
 * wire, the operator's log, the disk, and what the server says it still holds.
 *
 * @module
 */

import { drained } from "./drained.ts";
import type { Breach } from "./breach.ts";
import { betweenWitnesses } from "./between_witnesses.ts";
import { type Chronicle, chronicleOf, isHere } from "./chronicle.ts";
import type { Played } from "./play.ts";
import { amongNodes, invited, pastOf } from "./promises_of_nodes.ts";
import { bounded, crowd, kept, leftovers, mayTakeBack } from "./remains.ts";
import { letBack, letIn, onTheWire, saidBy, treated } from "./treatment.ts";
import { truthOf } from "./truth.ts";
import type { Visit } from "./visit.ts";
import { Witness } from "./witness.ts";

/** Every promise that was broken. */
export function breachesIn(played: Played): Breach[] {
  const { visits, unsaved } = played;
  const breaches = [...visits.flatMap((visit) => [...onTheWire(visit, played)]), ...played.misdrawn];
  for (const tag of unsaved) {
    if (mayTakeBack(visits[saidIn(tag)])) continue; // while it waited for the disk: somebody else read it later
    breaches.push({ promise: "on disk before on screen", detail: `${tag} was shown and not saved` });
  }
  const trimmed = played.sites.reduce((sum, { disk }) => sum + disk.trimmed, 0);
  if (trimmed > 0) {
    const detail = `${trimmed} lines went`;
    breaches.push({ promise: "no jump of the clock erases anything", detail });
  }
  if (played.timeline.waiting > 0) {
    breaches.push({
      promise: "everything ends",
      detail: `${played.timeline.waiting} events are still to come`,
    });
  }
  const truth = played.ledger && truthOf(played.ledger);
  if (truth !== undefined) breaches.push(...amongNodes(truth, played));
  const witnesses: Witness[] = [];
  for (const [number, life] of played.lives.entries()) {
    const past = truth && pastOf(life, truth);
    breaches.push(...past?.breaches ?? []);
    const chronicle = chronicleOf(life, visits, past?.before);
    const guests = visits.filter((visit) => visit.life === number);
    breaches.push(...leftovers(life, played), ...kept(chronicle, played), ...crowd(life, played));
    const here = [...inTheChat(chronicle, guests, played, breaches)];
    if (truth !== undefined) breaches.push(...here.flatMap((witness) => [...invited(witness, truth)]));
    else breaches.push(...betweenWitnesses(here, chronicle.presences.length));
    witnesses.push(...here);
    breaches.push(...drained(chronicle, guests, played));
    const errands = played.errands.filter((errand) => errand.life === number);
    breaches.push(...errands.flatMap((errand) => [...errand.breaches(chronicle)]));
  }
  if (truth !== undefined) {
    const people = truth.facts.filter(({ known }) => known.kind === "joined").length;
    breaches.push(...betweenWitnesses(witnesses, people, played.quietAt));
  }
  return breaches;
}

/** The number of the visit in which a line was said: its tag begins with that. */
function saidIn(tag: string): number {
  return Number(/\d+/.exec(tag)?.[0]);
}

/** What was said and heard in one life, by those who were there. */
function* inTheChat(
  chronicle: Chronicle,
  visits: readonly Visit[],
  played: Played,
  breaches: Breach[],
): Generator<Witness> {
  breaches.push(...chronicle.breaches);
  for (const visit of visits) {
    findPresence(visit, chronicle);
    breaches.push(...letIn(visit, chronicle, played));
  }
  const all = played.ledger === undefined ? visits : played.visits; // who is at another node is heard as well
  const whispers = new Map(
    all.flatMap((visit) =>
      visit.sent.filter(({ kind }) => kind === "whispered").map(({ text }) => [text, visit] as const)
    ),
  );
  const isBusy = played.ledger !== undefined ||
    visits.some(({ sent }) =>
      sent.some(({ kind, text }) =>
        kind !== "name" && kind !== "said" && text !== "/json" && text !== "/resume"
      )
    );
  const isKept = (tag: string) => played.sites.some(({ disk }) => disk.has(tag));
  for (const presence of chronicle.presences) {
    const { visit } = presence;
    if (visit !== undefined && !visits.includes(visit)) continue; // at another node, or in another life
    breaches.push(...letBack(presence, chronicle), ...saidBy(presence, chronicle, played));
    const greeted = visit?.heard.findIndex(({ kind }) => kind === "greeted") ?? -1;
    if (visit === undefined || greeted < 0) continue;
    const { quietAt } = played;
    const witness = new Witness({ visit, presence, chronicle, whispers, isKept, isBusy, quietAt });
    witness.read(visit.heard.slice(greeted + 1));
    breaches.push(...witness.breaches, ...treated(witness, chronicle, played));
    yield witness;
  }
  breaches.push(...bounded(chronicle, played));
}

/** Finds out who a visitor was from their greeting, where their lines have not told. */
function findPresence(visit: Visit, chronicle: Chronicle): void {
  const { facts, presences } = chronicle;
  const greeting = visit.heard.find((heard) => heard.kind === "greeted");
  if (greeting === undefined || presences.some((presence) => presence.visit === visit)) return;
  const cameAt = visit.sent[0]?.at ?? 0;
  const fitting = presences.filter((presence) => {
    const { joinedAt, visit } = presence, fact = facts[joinedAt]!;
    return visit === undefined && isHere(chronicle, presence) && fact.name === greeting.name &&
      fact.at >= cameAt && fact.at <= greeting.at;
  });
  if (fitting.length === 1) fitting[0]!.visit = visit;
}
