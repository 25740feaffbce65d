/**
 * Records of the ledger that several nodes share, as anybody who can write there may have written them; one a line, in JSON.
 *
 * 1. Nothing that is read there ends a node otherwise than by a sentence, which it says again when it is started again.
 * 2. All nodes make the same of it: one that takes part, one that only reads, and one that was stopped in between and went
 *    on from what it had kept.
 * 3. What a node has appended is told or refused once, and no number is told twice.
 *
 * @module
 */

import { bytes } from "../../support/bytes.ts";
import { LoneNode } from "../../support/lone_node.ts";
import { deedOf, goneOf, helloOf } from "../../support/stamps.ts";
import { linesOf } from "../corpus.ts";
import { CHARACTERS, JSON_PIECES, RECORD_PIECES, WORDS } from "../morsels.ts";
import { insist, insistSame, type Target } from "../target.ts";

/** Most records of one input. */
const MAX_RECORDS = 60;

/** Deeds of the node that takes part: the last must be told, however late. */
const OWN = ["own 1", "own 2", "own 3"] as const;

/** The lives of the nodes that only read: nobody else has them. */
const READER = 1000;

const SEEDS: readonly (readonly unknown[])[] = [
  [
    helloOf("b1"),
    deedOf("b1", "x", { nth: 2 }),
    deedOf("b1", "y", { nth: 3 }),
    deedOf("b1", "x", { way: 2, nth: 2, behind: 0 }),
    deedOf("b1", "z", { way: 2, nth: 4, behind: 2 }),
  ],
  [
    helloOf("b1"),
    helloOf("c1"),
    goneOf("b1", "c1", { nth: 2 }),
    goneOf("b1", "a1", { nth: 3 }),
    helloOf("c2", "c1"),
    deedOf("c1", "late", { nth: 2 }),
    deedOf("c2", "in time", { nth: 2, by: 1_000_000 }),
    deedOf("c2", "late", { nth: 3, by: 999_999 }),
  ],
  [
    deedOf("a1", "own 1", { nth: 2 }),
    deedOf("a1", "own 3", { nth: 4 }),
    deedOf("a1", "own 2", { way: 2, nth: 3, behind: 0 }),
    helloOf("a2", "a1"),
    helloOf("b1", undefined, 2),
  ],
];

/** What a line is to a node: what is no JSON does not come as far as here. */
function recordIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

async function run(input: Uint8Array): Promise<Set<string>> {
  const records = linesOf(input).map(recordIn).filter((record) => record !== undefined).slice(0, MAX_RECORDS);
  const partner = await LoneNode.begun();
  OWN.forEach((deed) => partner.bus.append(deed, deed === OWN.at(-1)));
  const first = helloOf("a1");
  partner.ledger.keep(...records);
  const reader = reading(undefined, [first, ...records]);
  const half = Math.floor(records.length / 2);
  const before = reading(undefined, [first, ...records.slice(0, half)]);
  const after = reading(before, records.slice(half));

  insistSentences(partner, reader, after);
  insistSame(facts(after, before), facts(reader), "a node that was stopped makes the same of it");
  if (partner.failures.length === 0 && reader.failures.length === 0) {
    insistSame(facts(partner), facts(reader), "whoever takes part makes the same of it as whoever reads");
  }
  insistStopped(reader, [first, ...records]);
  insistAnswers(partner);
  const seqs = reader.entries.map(({ seq }) => seq);
  insist(seqs.every((seq, at) => seq > (seqs[at - 1] ?? 0)), "numbers grow", seqs);
  return new Set([...traits(partner), ...traits(reader)]);
}

/** A node that only reads; where another one is given it goes on from what that has kept. */
function reading(other: LoneNode | undefined, records: readonly unknown[]): LoneNode {
  const kept = other && JSON.parse(JSON.stringify(other.bus.saved()));
  const node = new LoneNode(kept, READER);
  if (other !== undefined && other.failures.length > 0) node.failures.push(...other.failures);
  node.open();
  if (node.failures.length === 0) node.ledger.keep(...records);
  return node;
}

/** What a node has made of it. Whoever takes part tells what it did, and not what somebody else wrote in its name. */
function facts({ entries, bus, failures }: LoneNode, before?: LoneNode) {
  const { seq, lives } = bus.saved(), all = [...before?.entries ?? [], ...entries];
  const told = all.map(({ seq, time, life, deed }) => [seq, time, life, life === "a1" ? "its own" : deed]);
  return { seq, lives, failures, told };
}

function insistSentences(...nodes: readonly LoneNode[]): void {
  for (const { failures } of nodes) {
    insist(failures.length <= 1, "a node stops once", failures);
    insist(failures.every((reason) => /^[^]+: [a-z][^]+$/.test(reason)), "it says what to do", failures);
  }
}

/** A node that cannot go on stops again, at the same record, when it is started again. */
function insistStopped({ bus, failures }: LoneNode, records: readonly unknown[]): void {
  if (failures.length === 0) return;
  const saved = bus.saved(), again = new LoneNode(saved, READER);
  again.open();
  again.ledger.keep(...records.slice(saved.seq));
  insistSame(again.failures, failures, "a node that stopped stops again");
}

function insistAnswers({ heard, bus }: LoneNode): void {
  const { isReady, waiting } = bus.condition();
  for (const deed of OWN) {
    const answers = heard.filter((what) => what === `refused ${deed}`).length;
    insist(answers <= 1, "a deed is refused once", heard);
    insist(answers === 0 || !heard.slice(heard.indexOf(`refused ${deed}`)).includes(deed), "or told", heard);
  }
  insist(!isReady || waiting <= OWN.length, "nothing is under way but what was done", waiting);
}

function traits({ heard, failures, entries, bus }: LoneNode): string[] {
  const { ignored, peers } = bus.condition(), lives = bus.saved().lives;
  const over = lives.filter(({ isOver }) => isOver).length;
  return [
    ...heard.filter((what) => typeof what === "string").map((what) => what.split(" ")[0]!),
    ...failures.map((reason) => reason.slice(-20)),
    ...[`${Math.min(entries.length, 9)} told`, `${peers.length} peers`, `${over} over`, `${ignored > 0}`],
    ...lives.map(({ way, nth, behind }) => `${way > 1} ${Math.min(nth, 5)} ${behind === nth}`),
  ];
}

/** The target. */
export const records: Target = {
  name: "records",
  seeds: () =>
    Promise.resolve(SEEDS.map((story) => bytes(story.map((each) => JSON.stringify(each)).join("\n")))),
  morsels: [...RECORD_PIECES, ...RECORD_PIECES, ...JSON_PIECES, ...WORDS, ...CHARACTERS],
  run,
};
