/** Who is in, as a node keeps it: it goes on from there as if it had never ended. */

import { assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import type { Deed } from "../../lib/chat/deed.ts";
import { Fold } from "../../lib/chat/fold.ts";
import { Presence } from "../../lib/chat/presence.ts";
import { MemoryStore } from "../../lib/store/memory_store.ts";
import { anyDeed } from "../support/any_deed.ts";
import { stateOf } from "../support/recorded_log.ts";

/** How far this node's clock is behind the time of day. */
const BEHIND_MS = 1_800_000_000_000;

/** A fold of nothing, and what is kept of it. */
function begin() {
  const fold = new Fold({ rooms: [], lastId: 0 });
  return { fold, presence: new Presence(fold), store: new MemoryStore({ lines: 1, length: 1 }) };
}

/** Takes in deeds, each in its own turn, from a number on; returns which of them counted. */
function go({ fold, presence, store }: ReturnType<typeof begin>, deeds: readonly Deed[], from: number) {
  return deeds.map((deed, i) => {
    const now = from + i, time = BEHIND_MS + now, fact = fold.apply({ seq: now, time, deed }, now);
    if (fact !== undefined) presence.note(fact);
    store.savePresence(presence.change({ seq: now }, { time, now }));
    return fact !== undefined;
  });
}

/** The chat as it was kept, on a machine whose clock began later. */
function again({ fold, store }: ReturnType<typeof begin>, time: number): Fold {
  const { position, people } = store.presence()!;
  const saved = { ...JSON.parse(position), people };
  const rooms = fold.rooms.all().map((room) => room.saved());
  return new Fold({ rooms, lastId: saved.position.seq, now: 5, present: { saved, time } });
}

/** All that follows from the log: what a webhook said is known from the start of a node on. */
function known(fold: Fold): unknown {
  const { rooms, ...rest } = stateOf(fold) as { rooms: { hooks: object[] }[] };
  const hooks = (all: object[]) => all.map((hook) => ({ ...hook, lines: 0, spans: [] }));
  return { ...rest, rooms: rooms.map((room) => ({ ...room, hooks: hooks(room.hooks) })) };
}

Deno.test("a node that goes on from what it kept comes to the same, whatever the log has (property)", () => {
  const deeds = fc.array(anyDeed, { maxLength: 60, size: "max" });
  fc.assert(
    fc.property(deeds, deeds, (before, after) => {
      const first = begin();
      go(first, [{ kind: "dropped", rooms: [] }, ...before], 1);
      const end = before.length + 1;
      const second = { ...first, fold: again(first, BEHIND_MS + end) };
      second.presence = new Presence(second.fold);
      assertEquals(known(second.fold), known(first.fold));
      const copy = new MemoryStore({ lines: 1, length: 1 });
      copy.savePresence(first.store.presence()!);
      second.store = copy;
      assertEquals(go(second, after, end + 1), go(first, after, end + 1));
      assertEquals(known(second.fold), known(first.fold));
      assertEquals(copy.presence()!.people.size, first.store.presence()!.people.size);
    }),
    { numRuns: 1000 },
  );
});

Deno.test("somebody comes back with the time they have been in, by another clock", () => {
  const first = begin();
  const ann = { kind: "joined", name: "ann", address: "::1", isBot: false, isEncrypted: true } as Deed;
  go(first, [ann], 1000);
  const [person] = again(first, BEHIND_MS + 61_000).people.values();
  assertEquals([person!.since, person!.trail.lastLineAt, person!.secrecy.isEncrypted], [
    5 - 60_000,
    5 - 60_000,
    true,
  ]);
});
