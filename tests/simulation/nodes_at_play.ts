/**
 * What happens to several nodes together, and how they stand with each other when all is quiet.
 *
 * @module
 */

import type { Deed } from "../../lib/chat/deed.ts";
import type { FarLedger } from "../cluster/nodes/far_ledger.ts";
import type { Breach } from "./breach.ts";
import type { Life } from "./life.ts";
import type { Site } from "./site.ts";
import type { Fate } from "./story.ts";

type LogFate = Extract<Fate, { readonly does: `log ${string}` }>;

/** Something happens to the log. */
export function befall(ledger: FarLedger<Deed>, lives: readonly Life[], { does, ms }: LogFate): void {
  const until = (before: number) => Math.max(before, ledger.timeline.now() + Math.ceil(ms)); // exact: see `Timeline`
  if (does === "log stalls") ledger.stalledUntil = until(ledger.stalledUntil);
  else if (does === "log stops") ledger.stoppedUntil = until(ledger.stoppedUntil);
  else {
    ledger.killedUntil = until(ledger.killedUntil);
    for (const { node } of lives) node?.way.break(0, 0);
  }
}

/** What is wrong with nodes that had time to come to rest: they are all there, and have the same people. */
export function* unrestOf(sites: readonly Site[]): Generator<Breach> {
  const those = sites.filter(({ isLost }) => !isLost);
  for (const { number, life } of those) {
    if (life?.isAtRest === true) continue;
    const detail = `node ${number} ${life?.state}: ${life?.failure ?? JSON.stringify(life?.node?.condition)}`;
    yield { promise: "everything comes to rest", detail };
  }
  const people = those.map(({ disk }) => {
    const kept = Array.from(
      disk.store.presence()?.people.values() ?? [],
      (person) => JSON.parse(person).name,
    );
    return kept.sort().join();
  });
  if (new Set(people).size > 1) {
    yield { promise: "all nodes have the same people", detail: people.join("; ") };
  }
  const rooms = those.map(({ disk }) =>
    JSON.stringify(disk.store.rooms().sort((one, other) => one.name < other.name ? -1 : 1))
  );
  if (new Set(rooms).size > 1) yield { promise: "all nodes keep the same rooms", detail: rooms.join(" or ") };
}
