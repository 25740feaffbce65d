/**
 * How the server treats one visitor: lets them in, takes down what they send, answers, waits for them as long as it
 * says, loses nothing for those who read, and says goodbye.
 *
 * @module
 */

import type { Config } from "../../lib/runtime/config.ts";
import { CHAT_ONLY } from "../support/chat_only.ts";
import { echoed, editsAlone, leftAsFound, saidAsTyped } from "./at_terminal.ts";
import type { Breach } from "./breach.ts";
import { type Chronicle, look, nameAfter, type Presence } from "./chronicle.ts";
import type { Connection } from "./connection.ts";
import type { Life } from "./life.ts";
import type { Played } from "./play.ts";
import { isInJson } from "./story.ts";
import type { Visit } from "./visit.ts";
import type { Witness } from "./witness.ts";

/** Lines a session handles before the sockets have a turn. */
const LINES_PER_TURN = 20;

/** How much later than they should somebody may be let go, in milliseconds: it is looked for every second. */
const LATE_MS = 2500;

/** How long before a stop somebody has to come to be welcomed for certain, in milliseconds. */
const WELCOMED_MS = 5000;

/** How long a peer acknowledges nothing before the one who comes under its name and from its address replaces it, in milliseconds. */
const REPLACED_MS = 20_000;

/** What one write may carry beside an outbox: telnet answers, and the notice that lines were skipped. */
const BESIDE_OUTBOX_BYTES = 3 * 1024 + 200;

/** What one connection shows, whatever was said over it. */
export function* onTheWire(visit: Visit, { config }: Played): Generator<Breach> {
  const { connections, unclean, who } = visit;
  yield* editsAlone(visit);
  if (unclean !== undefined) yield { promise: "what is heard is clean text", detail: `P${who}: ${unclean}` };
  if (connections.some(({ hasOverlapped }) => hasOverlapped)) {
    yield { promise: "one write at a time", detail: `P${who}` };
  }
  const bytes = Math.max(...connections.map(({ largestWrite }) => largestWrite));
  if (bytes > config.outboxBytes + BESIDE_OUTBOX_BYTES) {
    yield { promise: "memory is bounded", detail: `P${who}: ${bytes} bytes in one write` };
  }
}

/** Whoever comes hears the welcome, where there is time to write it, and gets the name they ask for if nobody has it. */
export function* letIn(
  visit: Visit,
  { life, facts }: Chronicle,
  { config, quietAt }: Played,
): Generator<Breach> {
  const cameAt = visit.sent[0]!.at;
  // A client of SSH reads no line before the server's version: a crowd is told there where nobody waits for theirs.
  const isServed = visit.ssh === undefined || config.ssh === "on" && config.greetAfterMs > 0;
  const isDue = isServed && visit.hasKeptReading && life.state === "stopped" &&
    cameAt < life.closesAt - WELCOMED_MS - (life.node?.stoodStillMs ?? 0);
  if (isDue && visit.heard.length === 0 && config.farewellMs > 0) {
    yield { promise: "whoever comes is welcomed", detail: `P${visit.who} heard nothing` };
  }
  const isAtPage = visit.heard[0]?.line.startsWith('{"kind":"hello"');
  const isAnswered = visit.heard.some(({ kind }) => kind === "greeted" || kind === "refused");
  if (isDue && isAtPage && config.farewellMs > 0 && life.stopsAt === quietAt && !isAnswered) {
    yield { promise: "whoever asks at a page is answered", detail: `P${visit.who}` };
  }
  if (visit.ssh !== undefined && /^Welcome to the chat!|no name came/.test(visit.heard[0]?.line ?? "")) {
    yield { promise: "who gives a name by SSH is not asked for one", detail: `P${visit.who}` };
  }
  for (const heard of visit.heard) {
    if (heard.kind !== "refused" || !heard.text.includes("somebody here has this name")) continue;
    const [, name = ""] = /^"(.*?)"/.exec(heard.text) ?? [];
    const isTaken = facts.some((fact) =>
      fact.at <= heard.at && (facts[fact.who.leftAt]?.at ?? Infinity) >= cameAt &&
      look(nameAfter(fact)) === look(name)
    );
    if (!isTaken) yield { promise: "a free name is given", detail: `P${visit.who} was refused ${name}` };
    const isTheirs = facts.some(({ who }) =>
      look(who.name) === look(name) && (facts[who.leftAt]?.at ?? Infinity) > heard.at &&
      who.visit?.person.address === visit.person.address &&
      lostAt(who.visit.connection, cameAt) + REPLACED_MS <= cameAt
    );
    if (isTheirs) {
      yield { promise: "whoever vanished makes room for themselves", detail: `P${visit.who} as ${name}` };
    }
  }
}

/** Most lines of one person that the log may have at a time. */
const MAX_AHEAD = 8;

/** What somebody is told whose line was not said at one of several nodes. */
const NOT_SAID = /^(\[\d\d:\d\d\] )?(Not said: this node is cut off|You are not in #)/;

/** Since when somebody is gone, as far as it can be seen at a time: a seat that is held was lost when it was first held. */
function lostAt({ unansweredSince, closedAt }: Connection, now: number): number {
  return closedAt <= now ? Math.max(closedAt, unansweredSince) : unansweredSince;
}

/** Everything somebody sent was said, in order; the rest where the end cut them off. */
export function* saidBy(
  presence: Presence,
  { facts, life }: Chronicle,
  { quietAt }: Played,
): Generator<Breach> {
  const { visit, farewell, name } = presence;
  if (visit === undefined) return;
  const all = facts.filter((fact) => fact.kind === "said" && fact.who === presence);
  yield* saidAsTyped(presence, all);
  const said = all.flatMap((fact) => fact.kind === "said" ? [fact.tag] : []);
  const quits = visit.sent.findIndex(({ kind, text }) => kind === "command" && text === "/quit");
  const until = farewell === "quit" && quits >= 0 ? quits : visit.sent.length;
  const sent = visit.sent.slice(0, until).flatMap(({ kind, text }) => kind === "said" ? [text] : []);
  // A program may send lines before it has a name; they are refused.
  const first = said.length === 0 ? 0 : Math.max(0, sent.indexOf(said[0]!));
  const due = sent.slice(isInJson(visit.person) ? first : 0);
  const isWhole = farewell === "quit" ||
    (visit.isPolite && !isHeld(visit) && visit.returning?.isWaiting !== true && farewell === "stopping" &&
      life.stopsAt === quietAt) ||
    (visit.isPolite && farewell === "hung_up" && visit.hasFinished) ||
    (hasReturned(visit) && farewell === "stopping" && life.stopsAt === quietAt);
  if (isInJson(visit.person) && said.length === 0) return;
  const expected = withoutLost(life, due, said);
  const isRight = said.every((tag, at) => tag === expected[at]) &&
    (!isWhole || said.length === expected.length);
  if (isRight) return;
  const at = expected.findIndex((tag, at) => tag !== said[at]);
  yield {
    promise: "everything sent is said once, in order",
    detail: `P${visit.who} (${name}) sent ${expected.length} lines and ${said.length} were said; line ${
      at + 1
    } (${expected[at]}) was not`,
  };
}

/** Lines without those that a node had, and that were not said: why that is so is looked at in other places. */
function withoutLost({ node }: Life, due: readonly string[], said: readonly string[]): readonly string[] {
  return node === undefined ? due : due.filter((tag) => said.includes(tag) || !node.offered.has(tag));
}

/** Whoever hears everything is told of each line that was not said, and of no other one where that can be known. */
function* refused(
  { visit, presence }: Witness,
  { placeOf, life }: Chronicle,
  { quietAt }: Played,
): Generator<Breach> {
  const { heard, sent, person } = visit, who = `P${visit.who} (${presence.name})`;
  const { offered } = life.node!, given = sent.filter(({ text }) => offered.has(text));
  // Whoever has to go while the log has some of their lines learns no more of those.
  const isToTheEnd = presence.farewell === "stopping" && life.stopsAt === quietAt;
  const known = isToTheEnd ? given : given.slice(0, -MAX_AHEAD);
  const lost = known.filter(({ text }) => !placeOf.has(text));
  if (!isInJson(person)) {
    const told = heard.filter(({ line }) => NOT_SAID.test(line)).length;
    if (told >= lost.length) return;
    const detail = `${who}: ${lost.map(({ text }) => text)}, told ${told} times`;
    return yield { promise: "whose line is not said is told so", detail };
  }
  const refs = new Set(heard.flatMap((it) => it.kind === "refused" ? [it.ref] : []));
  for (const [ref, { kind, text }] of sent.entries()) {
    const isDue = kind === "said" && known.includes(sent[ref]!);
    if (!isDue || refs.has(ref) === lost.includes(sent[ref]!)) continue;
    yield { promise: "whose line is not said is told so", detail: `${who}: ${text}` };
  }
}

/** Whether somebody came back, and was there to the end: then nothing of what they asked for is lost. */
function hasReturned({ returning, heard }: Visit): boolean {
  if (returning === undefined || returning.returns === 0 || returning.hasLostAnswers) return false;
  return heard.at(-1)?.kind === "goodbye";
}

/** Whether a client may have lost its connection, and its seat was held to the end. */
function isHeld({ returning, heard }: Visit): boolean {
  return returning !== undefined && heard.at(-1)?.kind !== "goodbye";
}

/** Whoever comes back with a token as long as they are in goes on there. */
export function* letBack({ visit, leftAt }: Presence, { facts }: Chronicle): Generator<Breach> {
  const left = facts[leftAt]?.at ?? Infinity;
  for (const { kind, line, at } of visit?.heard ?? []) {
    if (kind !== "refused" || !line.includes('"reason":"not_resumable"') || at >= left) continue;
    yield { promise: "whoever comes back in time goes on", detail: `P${visit!.who} was refused: ${line}` };
  }
}

/** How somebody who did nothing wrong was treated. */
export function* treated(witness: Witness, chronicle: Chronicle, played: Played): Generator<Breach> {
  const { life, facts } = chronicle;
  const { config } = played;
  const { visit, presence } = witness;
  const who = `P${visit.who} (${presence.name})`;
  const { waitedMs } = visit.connection;
  if (presence.farewell === "too_slow" && waitedMs < config.stalledMs) {
    yield {
      promise: "nobody is dropped before their time",
      detail: `${who} had waited ${Math.round(waitedMs)} ms`,
    };
  }
  const silentSince = visit.connections.map(({ unansweredSince }) => unansweredSince);
  if (visit.returning !== undefined) silentSince.push(visit.lostAt, visit.connection.closedAt); // its seat was held from then on
  const silentMs = (facts[presence.leftAt]?.at ?? 0) - Math.min(...silentSince);
  if (presence.farewell === "vanished" && silentMs < REPLACED_MS) {
    yield { promise: "nobody is taken for gone who answers", detail: who };
  }
  const stillMs = life.node?.stoodStillMs ?? 0;
  const waitsForLog = life.node !== undefined && visit.returning !== undefined; // its seat is held then
  if (waitedMs > config.stalledMs + config.farewellMs + LATE_MS + stillMs && !waitsForLog) {
    yield { promise: "who reads nothing is let go", detail: `${who} had waited ${Math.round(waitedMs)} ms` };
  }
  const most = mostSkipped(visit, config, life);
  const losesNothing = visit.hasKeptReading && most === 0;
  yield* echoed(witness, chronicle, losesNothing);
  yield* leftAsFound(witness);
  yield* exited(witness, config);
  if (hasReturned(visit) && witness.skipped === 0) yield* answered(witness, life, played);
  if (!visit.hasKeptReading) return;
  if (witness.skipped > most) {
    yield {
      promise: "nobody who keeps reading loses a line",
      detail: `${who} was skipped ${witness.skipped} lines`,
    };
  }
  if (isInJson(visit.person) && witness.skipped === 0) yield* answered(witness, life, played);
  if (life.node !== undefined && witness.hasHeardAll && witness.skipped === 0) {
    yield* refused(witness, chronicle, played);
  }
  const isLost = visit.returning !== undefined && visit.hasFinished; // its seat is held
  const mayFinish = !isLost && life.state !== "dead"; // what was under way died with it
  const isAsked = mayFinish && (presence.farewell === "quit" || presence.farewell === "stopping");
  if (isAsked && !witness.hasHeardAll && witness.skipped === 0 && config.farewellMs >= 1000) {
    yield { promise: "who leaves hears the goodbye", detail: who };
  }
}

/** Whose program was told how it ends: with 0 for those who went, with 1 for those who were put out. */
function* exited({ visit, presence, hasHeardAll, life }: Witness, { farewellMs }: Config): Generator<Breach> {
  const { ssh, who, sawEnd, hasKeptReading, isPolite } = visit, { farewell } = presence;
  if (ssh === undefined) return;
  const isDue = hasHeardAll && sawEnd && hasKeptReading && isPolite && farewellMs >= 1000;
  const due = farewell === "quit" || farewell === "hung_up" ? 0 : 1;
  if (ssh.status === undefined ? !isDue : ssh.status === due) return;
  // The others said so, or nobody did: they may have gone by themselves before.
  if (life.node !== undefined && (farewell === "cut_off" || farewell === undefined)) return;
  yield { promise: "a status tells who was put out", detail: `P${who} ended by ${farewell}: ${ssh.status}` };
}

/**
 * How many lines somebody who kept reading may miss. None where the outbox is the usual one, for which the valve is made,
 * nor where the system always had room for them, unless the outbox is so small that several senders fill it between two
 * turns of the sockets: a session handles 20 lines in one, so 16 lines are nothing, and 40 may be a few too small.
 */
function mostSkipped(
  { connection, person }: Visit,
  { outboxLines, outboxBytes, allOutboxesBytes }: Config,
  { node }: Life,
): number {
  if (allOutboxesBytes < CHAT_ONLY.allOutboxesBytes) return Infinity; // others may need the room
  if (outboxBytes >= CHAT_ONLY.outboxBytes && outboxLines >= CHAT_ONLY.outboxLines) return 0;
  if (node !== undefined) return Infinity; // nobody at another node waits for them
  const hadRoom = connection.toPeer.sent <= person.bufferBytes;
  if (!hadRoom || outboxLines < 2 * LINES_PER_TURN) return Infinity;
  return outboxLines < 10 * LINES_PER_TURN ? LINES_PER_TURN : 0;
}

/** A program that stayed to the end has one answer for each line it sent. */
function* answered(
  { visit, presence, hasHeardAll }: Witness,
  life: Life,
  { quietAt }: Played,
): Generator<Breach> {
  if (!hasHeardAll || presence.farewell !== "stopping" || life.stopsAt !== quietAt) return;
  const answers = new Map<unknown, number>();
  for (const heard of visit.heard) {
    if (heard.kind === "done" || heard.kind === "refused") {
      answers.set(heard.ref, (answers.get(heard.ref) ?? 0) + 1);
    }
  }
  for (const [ref, { kind, text }] of visit.sent.entries()) {
    if (kind !== "said" || answers.get(ref) === 1) continue;
    const detail = `P${visit.who}: ${text} was answered ${answers.get(ref) ?? 0} times`;
    yield { promise: "every request is answered once", detail };
  }
}
