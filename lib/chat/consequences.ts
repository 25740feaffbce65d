/**
 * What follows from what a guest of this server did, or had done to them: nobody is nowhere, people are told who inherits a
 * room, and a room that nobody and nothing is left in goes.
 *
 * @module
 */

import type { Deed } from "./deed.ts";
import type { Fact, FactOf } from "./fact.ts";
import type { Records } from "./records.ts";
import type { Room } from "./room.ts";

/** Somebody is out of a room, or of all: nothing follows from anything else. */
export type Leaving = FactOf<"exited" | "removed" | "left">;

export function isLeaving(fact: Fact): fact is Leaving {
  return fact.kind === "exited" || fact.kind === "removed" || fact.kind === "left";
}

/**
 * The deeds that follow: at most one for each room that somebody was in, and one more.
 * @param isNowhere whether they are in no room now
 */
export function* consequencesOf(
  fact: Leaving,
  isNowhere: boolean,
  lobby: Room,
  records: Records,
  now: number,
): Generator<Deed> {
  if (fact.kind === "left") {
    for (const room of fact.rooms) yield* droppedOf([room], lobby, records, now);
    return;
  }
  if (isNowhere) yield { kind: "entered", who: fact.person.id, room: lobby.label };
  yield* droppedOf([fact.room], lobby, records, now);
  if (fact.kind !== "exited" || fact.heir === undefined) return;
  yield { kind: "inherited", who: fact.heir.id, room: fact.room.label, by: fact.person.name };
}

/** Lets go of those of some rooms that are empty, and have neither history nor a webhook in use. */
export function* droppedOf(
  rooms: readonly Room[],
  lobby: Room,
  records: Records,
  now: number,
): Generator<Deed> {
  const empty = rooms.filter(({ members, hooks }) => members.size === 0 && !isUsed(hooks, now))
    .filter((room) => room !== lobby);
  const gone = empty.length === 0 ? [] : records.withoutLines(empty) ?? [];
  if (gone.length > 0) yield { kind: "dropped", rooms: gone.map(({ label }) => label) };
}

function isUsed(hooks: Room["hooks"], now: number): boolean {
  for (const hook of hooks.values()) if (hook.isInUse(now)) return true;
  return false;
}
