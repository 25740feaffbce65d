/**
 * What the program promises, asked of a story that was played to its end. Whoever looks here has seen nothing but the
 * wire, the operator's log, the disk, and what the server says it still holds.
 *
 * @module
 */

import { drained } from "./drained.ts";
import type { Breach } from "./breach.ts";
import { type Chronicle, chronicleOf } from "./chronicle.ts";
import type { Played } from "./play.ts";
import { bounded, crowd, kept, leftovers, mayTakeBack } from "./remains.ts";
import { letBack, letIn, onTheWire, saidBy, treated } from "./treatment.ts";
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
  if (played.disk.trimmed > 0) {
    const detail = `${played.disk.trimmed} lines went`;
    breaches.push({ promise: "no jump of the clock erases anything", detail });
  }
  if (played.timeline.waiting > 0) {
    breaches.push({
      promise: "everything ends",
      detail: `${played.timeline.waiting} events are still to come`,
    });
  }
  for (const [number, life] of played.lives.entries()) {
    const chronicle = chronicleOf(life, visits);
    const guests = visits.filter((visit) => visit.life === number);
    breaches.push(...leftovers(life, played), ...kept(chronicle, played), ...crowd(life, played));
    breaches.push(...inTheChat(chronicle, guests, played), ...drained(chronicle, guests, played));
    const errands = played.errands.filter((errand) => errand.life === number);
    breaches.push(...errands.flatMap((errand) => [...errand.breaches(chronicle)]));
  }
  return breaches;
}

/** The number of the visit in which a line was said: its tag begins with that. */
function saidIn(tag: string): number {
  return Number(/\d+/.exec(tag)?.[0]);
}

/** What was said and heard in one life. */
function* inTheChat(
  chronicle: Chronicle,
  visits: readonly Visit[],
  played: Played,
): Generator<Breach> {
  yield* chronicle.breaches;
  for (const visit of visits) {
    findPresence(visit, chronicle);
    yield* letIn(visit, chronicle, played);
  }
  const whispers = new Map(
    visits.flatMap((visit) =>
      visit.sent.filter(({ kind }) => kind === "whispered").map(({ text }) => [text, visit] as const)
    ),
  );
  const isBusy = visits.some(({ sent }) =>
    sent.some(({ kind, text }) =>
      kind !== "name" && kind !== "said" && text !== "/json" && text !== "/resume"
    )
  );
  const isKept = (tag: string) => played.disk.has(tag);
  const witnesses: Witness[] = [];
  for (const presence of chronicle.presences) {
    yield* letBack(presence, chronicle);
    yield* saidBy(presence, chronicle, played);
    const { visit } = presence;
    const greeted = visit?.heard.findIndex(({ kind }) => kind === "greeted") ?? -1;
    if (visit === undefined || greeted < 0) continue;
    const witness = new Witness({ visit, presence, chronicle, whispers, isKept, isBusy });
    witness.read(visit.heard.slice(greeted + 1));
    yield* witness.breaches;
    yield* treated(witness, chronicle, played);
    witnesses.push(witness);
  }
  yield* agreed(witnesses);
  yield* bounded(chronicle, played);
  const isIgnoring = visits.some(({ sent }) => sent.some(({ text }) => text.startsWith("/ignore ")));
  if (witnesses.length === chronicle.presences.length && !isIgnoring) yield* whispered(witnesses);
}

/** Finds out who a visitor was from their greeting, where their lines have not told. */
function findPresence(visit: Visit, { facts, presences }: Chronicle): void {
  const greeting = visit.heard.find((heard) => heard.kind === "greeted");
  if (greeting === undefined || presences.some((presence) => presence.visit === visit)) return;
  const cameAt = visit.sent[0]?.at ?? 0;
  const fitting = presences.filter(({ joinedAt, visit }) => {
    const fact = facts[joinedAt]!;
    return visit === undefined && fact.name === greeting.name && fact.at >= cameAt && fact.at <= greeting.at;
  });
  if (fitting.length === 1) fitting[0]!.visit = visit;
}

/** People who stayed to the end agree about who is in their rooms. */
function* agreed(witnesses: readonly Witness[]): Generator<Breach> {
  const stayed = witnesses.filter(({ presence, hasHeardAll }) =>
    hasHeardAll && presence.farewell === "stopping"
  );
  for (const a of stayed) {
    for (const b of stayed) {
      for (const [room, members] of a.members) {
        const others = b.members.get(room);
        if (a === b || others === undefined) continue;
        const one = [...members, a.presence.name].sort().join(),
          two = [...others, b.presence.name].sort().join();
        if (one !== two) {
          yield { promise: "there are no ghosts", detail: `in ${room} are ${one}, or are ${two}?` };
        }
      }
    }
  }
}

/** Where everybody heard everything to the end, a whisper has reached two: whom it is for, and who said it. */
function* whispered(witnesses: readonly Witness[]): Generator<Breach> {
  if (!witnesses.every(({ hasHeardAll, skipped }) => hasHeardAll && skipped === 0)) return;
  const hearers = new Map<string, number>();
  for (const { visit } of witnesses) {
    for (const heard of visit.heard) {
      if (heard.kind === "whispered") hearers.set(heard.tag, (hearers.get(heard.tag) ?? 0) + 1);
    }
  }
  for (const [tag, count] of hearers) {
    if (count !== 2) yield { promise: "a whisper reaches two", detail: `${tag} was heard by ${count}` };
  }
}
