/**
 * What several nodes promise besides what each server does: one chat, whatever happens between them.
 *
 * @module
 */

import type { Message } from "../../lib/model/message.ts";
import { accused } from "../cluster/nodes/accused.ts";
import type { Breach } from "./breach.ts";
import { type Known, knownIn } from "./chronicle.ts";
import type { Life } from "./life.ts";
import type { Played } from "./play.ts";
import type { Site } from "./site.ts";
import type { Truth } from "./truth.ts";
import type { Witness } from "./witness.ts";

/** How far times may be off, in milliseconds: the log's and the best-before are rounded. */
const ROUNDED_MS = 1;

/** What all nodes together have done wrong. */
export function* amongNodes(
  truth: Truth,
  { sites, lives, ledger, config, unrest }: Played,
): Generator<Breach> {
  yield* unrest;
  yield* accused(ledger!);
  const at = new Map<string, number>();
  for (const { known } of truth.facts) {
    if (known.kind === "said" && !at.has(known.tag)) at.set(known.tag, known.at);
  }
  for (const { node } of lives) yield* offered(node!.offered, at, config.patience * 1000);
  for (const { name, seq, life } of truth.countedOut) {
    if (ledger!.over.has(life)) continue;
    yield { promise: "nobody is counted out but by the log", detail: `${name} at ${seq}` };
  }
  for (const site of sites) yield* sameOn(site, truth);
  for (const { name } of truth.fold.people.values()) {
    yield { promise: "there are no ghosts", detail: `${name} is in when all have gone` };
  }
}

/** Lines that a bus was given are said in time or never, and what came of them is told once. */
function* offered(
  lines: NonNullable<Life["node"]>["offered"],
  saidAt: ReadonlyMap<string, number>,
  patienceMs: number,
): Generator<Breach> {
  for (const [tag, { at, came }] of lines) {
    const said = saidAt.get(tag);
    if (came.length > 1) {
      yield { promise: "everything is answered, once", detail: `${tag}: ${came.join(", ")}` };
    }
    if (came.includes("refused") && said !== undefined) {
      yield { promise: "what is refused is never said", detail: tag };
    }
    const afterMs = said === undefined ? 0 : said - at;
    if (afterMs > patienceMs + ROUNDED_MS) {
      yield { promise: "nothing is said later than its best-before", detail: `${tag} after ${afterMs} ms` };
    }
  }
}

/** What had happened before a life of a node told its operator anything. */
export function pastOf(
  life: Life,
  { facts }: Truth,
): { readonly before: readonly Known[]; readonly breaches: Breach[] } {
  const told = knownIn(life), { newsFrom, readyAt } = life.node!;
  const knew = newsFrom === Infinity ? Math.max(life.knewUpTo, readyAt) + 1 : newsFrom;
  const first = facts.findIndex(({ seq }) => seq >= knew), start = first < 0 ? facts.length : first;
  const before = facts.slice(0, start).map(({ known }) => known);
  const wrong = told.findIndex((known, at) => !isSame(facts[start + at]?.known, known));
  if (wrong < 0) return { before, breaches: [] };
  const due = facts[start + wrong]?.known;
  const detail = `${life.node!.name} told ${JSON.stringify(told[wrong])}, not ${JSON.stringify(due)}`;
  return { before, breaches: [{ promise: "all nodes tell the same in the same order", detail }] };
}

function isSame(one: Known | undefined, other: Known): boolean {
  const word = ({ at: _, ...known }: Known) => JSON.stringify(Object.entries(known).sort());
  return one !== undefined && word(one) === word(other);
}

/** Each disk has what the log comes to; that of a node that is lost ends before. */
function* sameOn({ disk, number, isLost }: Site, { lines }: Truth): Generator<Breach> {
  if (isLost) return;
  const kept = disk.lines, promise = "all nodes keep the same";
  const words = ({ id, time, room, kind, name, text }: Message) =>
    JSON.stringify([id, time, room, kind, name, text]);
  for (let at = 0; at < Math.max(kept.length, lines.length); at++) {
    const one = kept[at], other = lines[at];
    if (one !== undefined && other !== undefined && words(one) === words(other)) continue;
    const detail = `node ${number} kept ${JSON.stringify(one)}, not ${JSON.stringify(other)}`;
    return yield { promise, detail };
  }
}

/** Whoever is invited hears of it, once, where they heard everything. */
export function* invited(
  { visit, presence, hasHeardAll, skipped }: Witness,
  { facts, invitations }: Truth,
): Generator<Breach> {
  const isIgnoring = visit.sent.some(({ text }) => text.startsWith("/ignore "));
  if (!hasHeardAll || skipped > 0 || isIgnoring || visit.returning !== undefined) return;
  const number = facts[presence.joinedAt]!.seq;
  const due = invitations.filter(({ who }) => who === number).length;
  const told =
    visit.heard.filter(({ line }) => /"about":"invited_you"|^\S+ invites you to #/.test(line)).length;
  if (told === due) return;
  const detail = `P${visit.who} (${presence.name}) was invited ${due} times, told ${told} times`;
  yield { promise: "whoever is invited is told once", detail };
}
