/**
 * How a server was drained: everybody was told once, nobody came in, nobody was sent away before their time, and it was over
 * when it had to be.
 *
 * @module
 */

import type { Breach } from "./breach.ts";
import { type Chronicle, isAtNode, isHere } from "./chronicle.ts";
import type { Played } from "./play.ts";
import { settlingMs, STOP_MS } from "./remains.ts";
import type { Visit } from "./visit.ts";

/** How long after its time a drain may be noticed to be over, in milliseconds. */
const LOOK_MS = 100;

/** What is wrong with the drain of one life, if it had one. */
export function* drained(
  chronicle: Chronicle,
  visits: readonly Visit[],
  { config }: Played,
): Generator<Breach> {
  const { life, facts } = chronicle, presences = chronicle.presences.filter((who) => isHere(chronicle, who));
  for (const visit of visits) {
    const times = timesTold(visit);
    if (times > (life.drainsAt === Infinity ? 0 : 1)) {
      yield { promise: "everybody is told of a drain once", detail: `P${visit.who} was told ${times} times` };
    }
  }
  const begun = life.log.findIndex(({ message }) => message.startsWith("Draining"));
  if (begun < 0) return;
  if (life.isOpenInDrain) yield { promise: "nobody comes into a server that drains", detail: "it listens" };
  const late = life.log.slice(begun).find(({ fields }) => {
    if (fields["sign"] !== "joined" || !isAtNode(life, String(fields["address"]))) return false;
    // The log of several nodes may take its time to tell of somebody who came before.
    return life.node === undefined || visits.every(({ sent: [first] }) => first!.at > life.drainsAt);
  });
  if (late !== undefined) {
    yield { promise: "nobody comes into a server that drains", detail: String(late.fields["name"]) };
  }
  const isOutOfTime = life.stopsAt >= life.drainsAt + config.drainMs;
  for (const { visit, leftAt, farewell } of presences) {
    if (visit === undefined || !visits.includes(visit) || visit.returning !== undefined) continue; // a lost seat is not waited for
    const hasLeftLater = (facts[leftAt]?.at ?? 0) > life.drainsAt;
    const hasHeardAll = visit.heard.at(-1)?.kind === "goodbye" &&
      visit.heard.every(({ kind }) => kind !== "skipped");
    if (hasLeftLater && hasHeardAll && config.drainMs > 0 && timesTold(visit) === 0) {
      yield { promise: "everybody is told of a drain once", detail: `P${visit.who} was not told` };
    }
    if (farewell === "stopping" && life.stopsByDrain && !isOutOfTime) {
      yield { promise: "nobody is sent away before the time they were told", detail: `P${visit.who}` };
    }
  }
  const tookMs = life.stoppedAt - life.drainsAt;
  if (
    life.state !== "dead" &&
    tookMs > config.drainMs + LOOK_MS + config.farewellMs + STOP_MS + settlingMs(life)
  ) {
    yield { promise: "a drain ends in time", detail: `it took ${tookMs} ms` };
  }
}

function timesTold({ heard }: Visit): number {
  return heard.filter(({ line }) => /"about":"draining"|^(\[\d\d:\d\d\] )?This server stops in \d/.test(line))
    .length;
}
