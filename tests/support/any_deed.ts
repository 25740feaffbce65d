/**
 * Any deed, about a few people, names and rooms: most of them cannot be where they come.
 *
 * @module
 */

import fc from "./fast_check.ts";
import type { Deed } from "../../lib/chat/deed.ts";
import type { GuestId } from "../../lib/chat/person.ts";
import { ROOM_KINDS } from "../../lib/model/room_rules.ts";
import type { SavedHook, SavedRoom } from "../../lib/model/saved_room.ts";
import type { CleanText, Name, RoomName } from "../../lib/text/clean.ts";

/** Any deed. */
export const anyDeed: fc.Arbitrary<Deed> = (() => {
  const name = fc.constantFrom(..."ann bob eve ANN".split(" ")) as fc.Arbitrary<Name>;
  const id = fc.integer({ min: 1, max: 12 }).map((id) => id as GuestId);
  const room = fc.constantFrom("#lobby", "#ops", "#OPS", "#den") as fc.Arbitrary<RoomName>;
  const line = fc.constantFrom("", "tea") as fc.Arbitrary<CleanText>;
  const key = fc.constantFrom("SHA256:one", "SHA256:two"),
    hash = fc.constantFrom("hash 1", "hash 2", "hash 3");
  const hook = fc.record({ name, by: name, hash }) as fc.Arbitrary<SavedHook>;
  const saved = fc.record({
    ...{ name: room, kind: fc.constantFrom(...ROOM_KINDS), topic: line, owners: fc.constant([]) },
    ...{ password: fc.constant(""), keepsHistory: fc.boolean(), pastFrom: fc.constant(0) },
    hooks: fc.uniqueArray(hook, { maxLength: 2, selector: ({ name }) => name }),
  }) as fc.Arbitrary<SavedRoom>;
  const spans = fc.constant([{ name: "ann" as Name, from: 1, upTo: 9, lines: 1 }]);
  const all: { [Kind in Deed["kind"]]: fc.Arbitrary<Extract<Deed, { kind: Kind }>> } = {
    joined: fc.record({
      kind: fc.constant("joined"),
      name,
      address: fc.constant("192.0.2.1"),
      isBot: fc.boolean(),
      isEncrypted: fc.boolean(),
      isSsh: fc.boolean(),
      key,
    }, { requiredKeys: ["kind", "name", "address", "isBot", "isEncrypted"] }),
    left: fc.record({ kind: fc.constant("left"), who: id, farewell: fc.constantFrom("quit", "stopping") }),
    renamed: fc.record({ kind: fc.constant("renamed"), who: id, to: name }),
    said: fc.record({ kind: fc.constant("said"), who: id, room, text: line }),
    acted: fc.record({ kind: fc.constant("acted"), who: id, room, text: line }),
    away: fc.record({ kind: fc.constant("away"), who: id, text: fc.option(line, { nil: undefined }) }),
    bot: fc.record({ kind: fc.constant("bot"), who: id, isBot: fc.boolean() }),
    encrypted: fc.record(
      { kind: fc.constant("encrypted"), who: id, isEncrypted: fc.boolean(), isSsh: fc.boolean(), key },
      { requiredKeys: ["kind", "who", "isEncrypted"] },
    ),
    forgotten: fc.record({ kind: fc.constant("forgotten"), who: id, spans }),
    made: fc.record({ kind: fc.constant("made"), who: id, room }),
    entered: fc.record({ kind: fc.constant("entered"), who: id, room }),
    exited: fc.record({ kind: fc.constant("exited"), who: id, room }),
    removed: fc.record({ kind: fc.constant("removed"), who: id, room, by: id, text: line }),
    invited: fc.record({ kind: fc.constant("invited"), who: id, room, by: id }),
    owner: fc.record({ kind: fc.constant("owner"), who: id, room, by: id }),
    inherited: fc.record({ kind: fc.constant("inherited"), who: id, room, by: name }),
    topic: fc.record({ kind: fc.constant("topic"), room, by: id, text: line }),
    room_kind: fc.record({
      ...{ kind: fc.constant("room_kind"), room, by: id, roomKind: fc.constantFrom(...ROOM_KINDS) },
      seal: fc.constantFrom(undefined, "", "seal"),
    }),
    sealed: fc.record({
      kind: fc.constant("sealed"),
      room,
      lock: fc.integer({ min: 1, max: 30 }),
      seal: fc.constant("s"),
    }),
    room_history: fc.record({ kind: fc.constant("room_history"), room, by: id, isKept: fc.boolean() }),
    restored: fc.record({ kind: fc.constant("restored"), rooms: fc.array(saved, { maxLength: 2 }) }),
    hook_made: fc.record({ kind: fc.constant("hook_made"), room, by: id, hook }),
    hook_gone: fc.record({ kind: fc.constant("hook_gone"), room, by: id, hook: name }),
    posted: fc.record({ kind: fc.constant("posted"), room, hook: name, text: line }),
    dropped: fc.record({ kind: fc.constant("dropped"), rooms: fc.array(room, { maxLength: 3 }) }),
  };
  return fc.oneof(...Object.values(all) as fc.Arbitrary<Deed>[]);
})();
