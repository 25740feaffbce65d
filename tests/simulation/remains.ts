/**
 * What a life of the server leaves behind: nothing that is open, waits or is counted, and everything said either on the
 * disk or counted as lost.
 *
 * @module
 */

import type { Visit } from "./visit.ts";
import { addressText, networkOf } from "../../lib/text/address.ts";
import type { Breach } from "./breach.ts";
import { type Chronicle, isHere, type Presence } from "./chronicle.ts";
import type { Life } from "./life.ts";
import type { Played } from "./play.ts";

/** How long a polite stop may take beside the flush, in milliseconds: the peers' time to close, and a sender's pause. */
export const STOP_MS = 500 + 100;

/** How long a node that stops may wait until it is told what it did last, in milliseconds, and what it stood still. */
export function settlingMs({ node }: Life): number {
  return node === undefined ? 0 : 2000 + 100 + node.stoodStillMs;
}

/** How long it takes at most to notice that the file is another one, in milliseconds: it is looked for every second. */
export const NOTICED_MS = 1001;

/** Who comes from here is let in beyond the limits. */
const TRUSTED = /^127\./;

/** How long anybody may have a place before they are welcomed, in milliseconds: at an entrance that waits for what they speak. */
const SILENT_MS = 3000;

/** How long a page, or a client of SSH, may have a place before it is in the chat, in milliseconds: while it asks. */
const ASKING_MS = 20_000;

/** What should have gone with the life, and did not. */
export function* leftovers(life: Life, { config, sites, quietAt }: Played): Generator<Breach> {
  const promise = "everything is released";
  if (life.failure !== undefined) {
    yield { promise: "starting and stopping work", detail: String(life.failure) };
  }
  for (const { level, message, fields } of life.log) {
    if (level === "error") {
      yield { promise: "there are no bugs", detail: `${message} ${String(fields["error"])}` };
    }
  }
  if (life.state === "dead") return;
  if (life.state !== "stopped") {
    return yield { promise: "everything ends", detail: `the server ${life.state}` };
  }
  const tookMs = life.stoppedAt - life.stopsAt;
  if (tookMs > config.farewellMs + STOP_MS + settlingMs(life)) {
    yield { promise: "stopping is quick", detail: `it took ${tookMs} ms` };
  }
  const left = Object.entries(life.counts ?? {}).filter(([what, count]) =>
    count > 0 && (what !== "guests" || life.node === undefined || life.stopsAt === quietAt) // else it may not know yet
  );
  if (left.length > 0) yield { promise, detail: left.map(([what, count]) => `${count} ${what}`).join(", ") };
  if (life.timers > 0) yield { promise, detail: `${life.timers} timers` };
  const open = life.connections.filter(({ isClosed }) => !isClosed).length;
  if (open > 0) yield { promise, detail: `${open} connections` };
  if (life.port !== undefined) yield { promise, detail: "the port" };
  const { opened } = life.disk, isLast = sites.some((site) => site.life === life);
  if (isLast && opened > 0) yield { promise, detail: `${opened} stores` };
}

/**
 * What was said is on the disk when the server has stopped, or the operator knows how much is not; in the file that is in
 * its place, once there was time to notice that it is another one.
 */
export function* kept({ life, facts }: Chronicle, { swappedAt }: Played): Generator<Breach> {
  const { disk } = life;
  if (life.state !== "stopped") return;
  const missing = facts.filter((fact) => fact.kind === "said" && !disk.has(fact.tag));
  // What somebody takes back while it waits for the disk is not lost.
  const takenBack = missing.filter(({ who }) => mayTakeBack(who.visit)).length;
  const lost = missing.length - takenBack;
  const warning = life.log.find(({ message }) => message.startsWith("Stopped before all lines were saved"));
  const told = Number(warning?.fields["lost"] ?? 0);
  if (told < lost || told > lost + takenBack) {
    yield { promise: "nothing is lost unsaid", detail: `${lost} lines are not on the disk, told ${told}` };
  }
  const astray = facts.filter((fact) =>
    fact.kind === "said" && fact.at > swappedAt + NOTICED_MS && disk.has(fact.tag) && !disk.holds(fact.tag)
  );
  if (astray.length > 0) {
    yield {
      promise: "nothing is saved where nobody finds it",
      detail: `${astray.length} lines went into a file that had been taken away`,
    };
  }
}

/** Whether somebody takes back what they said, at some time. */
export function mayTakeBack(visit: Visit | undefined): boolean {
  return visit?.sent.some(({ text }) => text === "/forget") ?? false;
}

/** Nobody is turned away while there is room. */
export function* crowd({ log, connections }: Life, { config, visits, errands }: Played): Generator<Breach> {
  const here = new Map<string, number>(), known = new Set<string>(), open = new Set<string>();
  const came = [
    ...visits.map(({ person, connection, sent: [first] }) => ({ person, connection, at: first!.at })),
    ...errands.map(({ person, connection, at }) => ({
      person: { ...person, isOverSsh: true },
      connection,
      at,
    })),
  ];
  let all = 0;
  for (const { at, message, fields } of log) {
    const peer = String(fields["peer"]);
    const address = networkOf(peer.slice(0, peer.lastIndexOf(":")).replace(/[[\]]/g, ""));
    const near = here.get(address) ?? 0;
    const isClosed = message.startsWith("Closed connection");
    const isNew = message.startsWith("Accepted") && !open.has(peer); // once more by SSH, after the welcome
    const change = isNew ? 1 : isClosed ? -1 : 0;
    if (isNew) open.add(peer);
    if (isClosed) open.delete(peer);
    here.set(address, near + change);
    known.add(peer);
    all += change;
    if (!message.startsWith("Refused a connection")) continue;
    const asking = came.filter(({ person, connection, at: cameAt }) =>
      (config.web === "on" || config.ssh === "on") && connections.includes(connection) && cameAt <= at &&
      cameAt > at - (person.speaks === "page" || person.isOverSsh ? ASKING_MS : SILENT_MS) &&
      !known.has(addressText(connection.remoteAddr.hostname, connection.remoteAddr.port))
    );
    const nearby = asking.filter(({ person }) => networkOf(person.address) === address);
    const isFull = all + asking.length >= config.maxGuests ||
      near + nearby.length >= config.maxGuestsPerAddress;
    if (!isFull) {
      yield {
        promise: "nobody is turned away while there is room",
        detail: `${peer}, with ${all} here, ${near} from there`,
      };
    }
  }
}

/**
 * There are never more people than the limits allow, whoever comes back. Whoever is let in beyond them counts only against
 * those who connect later: a place is given before a name.
 */
export function* bounded(chronicle: Chronicle, { config }: Played): Generator<Breach> {
  const { facts } = chronicle;
  const here = new Set<Presence>();
  for (const { kind, who } of facts) {
    if (kind === "left") here.delete(who);
    if (kind !== "joined" || !isHere(chronicle, who)) continue;
    here.add(who);
    const { visit } = who, address = addressOf(who);
    if (visit === undefined || TRUSTED.test(address)) continue;
    const connectsAt = visit.sent[0]!.at + visit.person.latencyMs;
    const counted = [...here].filter((one) =>
      !TRUSTED.test(addressOf(one)) || facts[one.joinedAt]!.at < connectsAt
    );
    const near = counted.filter((one) => networkOf(addressOf(one)) === networkOf(address));
    if (counted.length <= config.maxGuests && near.length <= config.maxGuestsPerAddress) continue;
    const detail = `${who.name} came in, with ${counted.length} here, ${near.length} from there`;
    yield { promise: "people are no more than the limits", detail };
  }
}

/** Where somebody comes from; of whom that is not known, they may be of those who are let in beyond the limits. */
function addressOf({ visit }: Presence): string {
  return visit?.person.address ?? "127.0.0.1";
}
