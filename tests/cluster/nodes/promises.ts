/**
 * What must hold of every story of a cluster.
 *
 * @module
 */

import type { Breach } from "../../simulation/breach.ts";
import type { Stamped } from "../../../lib/cluster/stamped.ts";
import { accused } from "./accused.ts";
import type { Line } from "./disk.ts";
import { PATIENCE_MS } from "./node_process.ts";
import type { Place, SaidLine } from "./place.ts";
import type { Played } from "./play.ts";
import type { Deed } from "./tiny_chat.ts";

/** How far times may be off, in milliseconds: the ledger's and the best-before are rounded. */
const ROUNDED_MS = 1;

/** Broken promises: what nobody may do at all, what was seen on the way, and what is left. */
export function breachesIn(played: Played): Breach[] {
  const truth = played.reader.disk.lines;
  return [
    ...left(played),
    ...takenBack(played),
    ...played.breaches,
    ...comingsAndGoings(truth),
    ...afterTheEnd(played.ledger.kept.map(({ record }) => record), truth),
    ...said(played, truth),
    ...played.places.flatMap((place) => [...kept(place, truth)]),
    ...[...played.places, played.reader].flatMap((place) => [...quiet(place)]),
    ...people(played),
    ...accused(played.ledger),
  ];
}

/** Joins and leaves alternate, a name is one person's, and lines stand between. */
function* comingsAndGoings(truth: readonly Line[]): Generator<Breach> {
  const names = new Map<string, number>(), isIn = new Map<number, string>();
  for (const { seq, deed } of truth) {
    if (deed.kind === "joined") {
      if (names.has(deed.name)) yield { promise: "a name is one person's", detail: `${seq}: ${deed.name}` };
      names.set(deed.name, seq);
      isIn.set(seq, deed.name);
      continue;
    }
    const name = isIn.get(deed.person);
    if (name === undefined) {
      yield { promise: "joins and leaves alternate", detail: `${seq}: ${JSON.stringify(deed)}` };
    }
    if (deed.kind === "left") {
      isIn.delete(deed.person);
      names.delete(name!);
    }
  }
}

/** Nobody does anything by a life that another one of the same node has followed. */
function* afterTheEnd(records: readonly Stamped<Deed>[], truth: readonly Line[]): Generator<Breach> {
  const last = new Map(truth.map(({ seq, life }) => [life, seq])); // also: those that did anything have begun
  for (const [at, { act, life }] of records.entries()) {
    if (act.kind !== "hello" || act.was === undefined || !last.has(life)) continue;
    const seq = last.get(act.was) ?? 0;
    if (seq <= at) continue;
    yield {
      promise: "a life that is over does nothing",
      detail: `${seq} is of ${act.was}, and ${life} began at ${at + 1}`,
    };
  }
}

/** What was taken back is nowhere in the ledger, as long as a node was there to see to it. */
function* takenBack({ places, ledger }: Played): Generator<Breach> {
  if (places.every(({ isLost }) => isLost)) return;
  for (const { person, seq } of places.flatMap(({ forgotten }) => forgotten)) {
    for (const [at, { record: { act } }] of ledger.kept.slice(0, seq).entries()) {
      const deed = act.kind === "deed" ? act.deed : undefined;
      if (deed?.kind !== "said" || deed.person !== person || deed.text === "") continue;
      yield {
        promise: "what is taken back is nowhere",
        detail: `${at + 1}: ${deed.text}, taken back by ${seq}`,
      };
    }
  }
}

/** Who stops begins no other life. */
function* left({ ledger, unborn }: Played): Generator<Breach> {
  for (const { record: { life } } of ledger.kept) {
    if (unborn.has(life)) yield { promise: "whoever leaves begins no other life", detail: `${life} begins` };
  }
}

/** Lines are said once, in their order, in time, and as their authors were told. */
function* said({ ledger, places }: Played, truth: readonly Line[]): Generator<Breach> {
  const numbers = new Map<string, number>();
  for (const { seq, deed } of truth) {
    if (deed.kind !== "said" || deed.isTakenBack) continue;
    if (numbers.has(deed.text)) {
      yield { promise: "nothing is said twice", detail: `${deed.text} as ${seq} again` };
    }
    numbers.set(deed.text, seq);
  }
  for (const { said, hasForgotten } of places.flatMap(({ visitors }) => visitors)) {
    if (hasForgotten) continue; // it cannot be known any more
    let last = 0;
    for (const line of said) {
      const seq = numbers.get(line.text);
      yield* answered(line, seq);
      if (seq === undefined) continue;
      if (seq <= last) yield { promise: "one's lines stay in their order", detail: line.text };
      last = seq;
      const afterMs = ledger.kept[seq - 1]!.at - line.at;
      if (afterMs <= PATIENCE_MS + ROUNDED_MS) continue;
      yield {
        promise: "nothing is said later than its best-before",
        detail: `${line.text} after ${afterMs} ms`,
      };
    }
  }
}

function* answered({ text, answer }: SaidLine, seq: number | undefined): Generator<Breach> {
  if (answer?.kind === "impossible") yield { promise: "whoever is in may speak", detail: text };
  if (answer?.kind === "done" && answer.seq !== seq) {
    yield { promise: "an answer says where a line stands", detail: `${text}: told ${answer.seq}, is ${seq}` };
  }
  if (answer !== undefined && answer.kind !== "done" && seq !== undefined) {
    yield {
      promise: "what is refused is never said",
      detail: `${text}: ${JSON.stringify(answer)}, is ${seq}`,
    };
  }
}

/** All disks are the same; that of a node that is lost ends before. */
function* kept({ node, isLost, disk: { lines } }: Place, truth: readonly Line[]): Generator<Breach> {
  const promise = "all nodes keep the same";
  if (lines.length !== truth.length && !isLost) {
    yield { promise, detail: `${node} kept ${lines.length} of ${truth.length}` };
  }
  for (const [at, line] of lines.entries()) {
    const other = truth[at];
    if (line.seq === other?.seq && JSON.stringify(line) === JSON.stringify(other)) continue;
    const isOlder = isLost && other?.deed.kind === "said" && other.deed.isTakenBack; // it never heard of that
    if (isOlder && line.seq === other.seq) continue;
    return yield { promise, detail: `${node} kept ${JSON.stringify(line)}, not ${JSON.stringify(other)}` };
  }
}

/** Everything comes to an end. */
function* quiet({ node, process }: Place): Generator<Breach> {
  if (process === undefined) return;
  const { waiting, isReady, condition } = process;
  if (waiting > 0) {
    yield { promise: "everything is answered, once", detail: `${node}: nothing came of ${waiting} deeds` };
  }
  if (!isReady || !condition?.isReady || !condition.isUp || condition.waiting > 0) {
    yield { promise: "everything comes to rest", detail: `${node}: ${JSON.stringify(condition)}` };
  }
}

/** In are those who are here, on every node, and nobody else. */
function* people({ places, reader }: Played): Generator<Breach> {
  const promise = "in are those who are here";
  const here = places.flatMap((place) =>
    place.here.map(({ name, person }) => ({ number: person, name, life: place.process!.life }))
  ).sort((a, b) => a.number! - b.number!);
  for (const { node, process } of [...places, reader]) {
    const isIn = process?.chat.people.sort((a, b) => a.number - b.number);
    if (isIn === undefined || JSON.stringify(isIn) === JSON.stringify(here)) continue;
    yield { promise, detail: `${node} has ${JSON.stringify(isIn)}, here are ${JSON.stringify(here)}` };
  }
}
