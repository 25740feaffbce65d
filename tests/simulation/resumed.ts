/**
 * Stories of clients that lose their connections and come back, made up from a seed: the real server in a simulated
 * network, somebody who talks, and a program or a page that is cut off by the end of its half, a reset or silence, and
 * resumes. Whoever looks here knows only what was sent and what was heard.
 *
 * 1. The client hears every line once and in order, but those it was told it missed.
 * 2. In half of the stories the two fill the limit of their address, so that every return is one beyond it.
 * 3. What it says is heard once and in order, but what somebody was told they missed, although it says again whatever was not answered.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { CHAT_ONLY } from "../support/chat_only.ts";
import { Random } from "../support/random.ts";
import { Connection } from "./connection.ts";
import { Disk } from "./disk.ts";
import { Ear } from "./ear.ts";
import { Life } from "./life.ts";
import { PAGE_HEAD } from "./page_door.ts";
import { Timeline } from "./timeline.ts";

/** How much is said and how often a connection is lost, and over how long, in milliseconds. */
const LINES = 40, LOSSES = 6, SPAN_MS = 4000;

/** What it hears where another of its connections is still being asked at a limit; it tries again a second later. */
const FULL = /^(?:Too many connections|HTTP\/1\.1 503)/, RETRY_MS = 1000;

/** How long the client waits before it comes back, and what is given to the end, in milliseconds. */
const AWAY_MS = [0, 1500] as const, REST_MS = 60_000;

const encoder = new TextEncoder();

interface Line {
  readonly kind: string;
  readonly about?: string;
  readonly text?: string;
  readonly token?: string;
  readonly ref?: number;
  readonly lines?: number;
}

/** Plays one story and insists on the promises; returns how often the program came back. */
export async function playResumed(seed: number): Promise<number> {
  const random = new Random(seed), timeline = new Timeline();
  const isPage = random.fork("page").chance(0.5), isFull = random.fork("full").chance(0.5);
  const config = {
    ...CHAT_ONLY,
    ...{ data: "disk", timeZone: "UTC", paceBurst: 1000, stalledMs: 2000 },
    ...{ outboxLines: random.pick([10, 100, 1000]), flushMs: random.pick([0, 5]), outboxBytes: 1_048_576 },
    ...(isPage || isFull) && { web: "on", greetAfterMs: 300 } as const,
    ...isFull && { maxGuestsPerAddress: 2, trustedNetworks: "" },
  };
  const life = new Life(config, timeline, new Disk());
  let ports = 40_000;
  const connect = (name: string, onLine: (line: string) => void) => {
    const latencyMs = random.pick([0.2, 3, 40]), capacityBytes = random.pick([300, 2000, 65_536]);
    const connection = new Connection({
      ...{ timeline, random: random.fork(`${name} ${ports}`) },
      remoteAddr: { hostname: "192.0.2.1", port: ports++ },
      toServer: { capacityBytes: 65_536, latencyMs },
      toPeer: { capacityBytes, latencyMs },
    });
    const ear = new Ear(false, onLine, () => {});
    let isOpen = true;
    const read = () => {
      while (isOpen && connection.toPeer.unread > 0) ear.hear(connection.toPeer.take(Infinity));
    };
    connection.toPeer.onArrival = read;
    timeline.after(latencyMs, () => life.connect(connection));
    return {
      connection,
      say: (line: string) => isOpen && connection.toServer.send(encoder.encode(`${line}\n`)),
      leave: () => void (isOpen = false),
    };
  };

  const heardByAnn: string[] = [], toAnn: string[] = [], toBob: string[] = [], heardByBob: string[] = [];
  let skippedForAnn = 0;
  const ann = connect("ann", (line) => {
    if (line.startsWith("bob: ")) heardByAnn.push(line.slice(5));
    skippedForAnn += Number(/^(\d+) lines? (?:was|were) skipped here/.exec(line)?.[1] ?? 0);
  });
  ann.say("ann");

  let token: string | undefined, seen = -1, skipped = 0, resumed = 0, lastRef = 0;
  const unanswered = new Map<number, string>();
  const hears = (text: string) => {
    if (FULL.test(text)) timeline.after(RETRY_MS, comeBack);
    if (!text.startsWith("{")) return;
    const line: Line = JSON.parse(text);
    if (line.about === "resumable" || line.about === "resumed") {
      token = line.token;
      seen = Math.max(0, seen);
      if (line.about === "resumed") {
        resumed++;
        for (const request of unanswered.values()) bob.say(request);
      }
    } else if (isCounting && line.kind !== "goodbye") seen += line.kind === "skipped" ? line.lines! : 1;
    if (line.token !== undefined) isCounting = true;
    if (line.ref !== undefined) unanswered.delete(line.ref);
    if (line.kind === "goodbye") comeBack(); // an earlier return that was given up came later than this one
    if (line.kind === "said") heardByBob.push(line.text!);
    if (line.kind === "skipped") skipped += line.lines!;
  };
  const comeBack = () => {
    bob.leave(); // where it was lost once more meanwhile
    isCounting = false;
    bob = connect("bob", hears);
    bob.say(opening);
    bob.say(JSON.stringify({ verb: "resume", argument: token, seen }));
  };
  let isCounting = false;
  const opening = isPage ? PAGE_HEAD.replace(/\n$/, "") : "/json";
  let bob = connect("bob", hears);
  bob.say(opening);
  bob.say(JSON.stringify({ verb: "nick", argument: "bob" }));
  bob.say(JSON.stringify({ verb: "resume" }));
  await timeline.passUntil(1000);
  assert(token !== undefined, "there is no token");

  for (let i = 0; i < LINES; i++) {
    const at = 1000 + random.next() * SPAN_MS;
    timeline.after(at - timeline.now(), () => {
      toBob.push(`a${i}`);
      ann.say(`a${i}`);
    });
  }
  for (let i = 0; i < LINES; i++) {
    timeline.after(random.next() * SPAN_MS, () => {
      const ref = ++lastRef, verb = isPage ? "line" : "say";
      const request = JSON.stringify({ verb, argument: `b${ref}`, ref });
      toAnn.push(`b${ref}`);
      unanswered.set(ref, request);
      if (isCounting) bob.say(request); // else it is said once it is back
    });
  }
  const lose = () => {
    const { connection } = bob;
    bob.leave();
    isCounting = false;
    const how = random.pick(["ends", "is reset", "is silent", "vanishes"]);
    if (how === "ends") connection.toServer.end();
    else if (how === "is reset") connection.resetByPeer();
    else if (how === "vanishes") {
      connection.hasVanished = true;
      connection.toPeer.onArrival = () => {};
    } // else the server learns of it by the return alone
    timeline.after(random.between(...AWAY_MS), comeBack);
  };
  const times = Array.from({ length: LOSSES }, (_, i) => SPAN_MS * (i + random.next() / 3) / LOSSES);
  for (const at of times) timeline.after(at, lose);
  await timeline.passUntil(1000 + SPAN_MS + 20_000);

  const told = `seed ${seed}${isPage ? ", at a page" : ""}${
    isFull ? ", at a limit" : ""
  }, ${resumed} times back`;
  const hearsAll = (heard: readonly string[], said: readonly string[], skipped: number) => {
    assertEquals(heard, said.filter((text) => heard.includes(text)), `twice, or out of order: ${told}`);
    assert(said.length - heard.length <= skipped, `${said.length - heard.length} lines lost: ${told}`);
  };
  hearsAll(heardByBob, toBob, skipped);
  hearsAll(heardByAnn, toAnn, skippedForAnn);
  life.stop();
  await timeline.passUntil(timeline.now() + REST_MS);
  return resumed;
}
