/** Faults of the chat, of what is kept of it, and of sessions. @module */

import type { CaughtFault } from "./caught_fault.ts";

/** The hub's way to rename somebody, in one go. */
const RENAME = `  rename({ person }: Guest, line: CleanText): Soon<Name | Refusal> {
    return once(this.#free(line, person.address, person), (check) => {
      if (check.kind !== "name") return check;
      const { name: to } = check;
      if (to === person.name) return to;
      const done = this.#parts.dispatcher.do({ kind: "renamed", who: person.id, to });
      return once(done, (came) => came.kind === "renamed" ? to : came);
    });
  }`;

/** The same in two turns of the event loop, as one that asks a store in between would have it. */
const LATE_RENAME = `  async rename({ person }, line) {
    if (this.#parts.fold.names.find(line) !== undefined) return { kind: "bad_name", problem: "taken", given: line };
    await new Promise((resolve) => this.#parts.clock.soon(resolve));
    this.#parts.dispatcher.do({ kind: "renamed", who: person.id, to: line });
  }`;

export const CHAT_FAULTS: readonly CaughtFault[] = [
  {
    name: "a rename race: whether a name is free is asked in one turn, and it is claimed in the next",
    file: "lib/chat/hub.ts",
    find: RENAME,
    replace: LATE_RENAME,
    scenario: "two people want the same new name",
    finding: /the chat's log has lost "renamed"/, // the log lets nobody have what another one has
  },
  {
    name: "a name that is not freed",
    file: "lib/chat/fold.ts",
    find: "this.#names.release(person.name, person);",
    replace: "",
    scenario: "the name of somebody who has gone is free at once",
    finding: /waits for a chance to see that ann has gone/,
  },
  {
    name: "names that are given twice",
    file: "lib/chat/name_book.ts",
    find: "return lookAlikeKeys(name).every((key) => (this.#ownersByKey.get(key) ?? owner) === owner);",
    replace: "return true;",
    scenario: "two people come under the same name, and one of them tries another",
    finding: /there are two eves/,
  },
  {
    name: "an ignored person whose past is shown under the name they took next",
    file: "lib/chat/ignorers.ts",
    find: "  for (const other of silenced.keys()) if (other.has(line)) return false;\n",
    replace: "",
    scenario: "somebody ignores one who speaks and takes another name, and looks back",
    finding: /ann was shown the past of one they ignore/,
  },
  {
    name: "an ignored person who is heard again under another name",
    file: "lib/chat/ignorers.ts",
    find: "for (const ignorer of this.#deaf.get(person) ?? []) {",
    replace: "this.#deaf.delete(person);\n    for (const ignorer of this.#deaf.get(person) ?? []) {",
    scenario: "somebody ignores one who speaks and takes another name, and looks back",
    finding: /ann heard what was not for them/,
  },
  {
    name: "a connection that vanished, is replaced and leaves nobody's name",
    file: "lib/chat/hub.ts",
    find: "    holder.seats.end(farewell);\n    return this.leave(holder, farewell);",
    replace: "    holder.seats.end(farewell);",
    scenario: "somebody who vanished comes back under their own name while others speak",
    finding: /the name was still taken/,
  },
  {
    name: "a connection that vanished, is replaced and goes on living",
    file: "lib/chat/hub.ts",
    find: "    holder.seats.end(farewell);\n    return this.leave(holder, farewell);",
    replace: "    return this.leave(holder, farewell);",
    scenario: "somebody who vanished comes back under their own name while others speak",
    finding: /deadlock.*bob waits for a chance to see that the server ends it/,
  },
  {
    name: "a ghost: whoever leaves the chat stays in its rooms",
    file: "lib/chat/fold.ts",
    find: "({ members }) => members.delete(person)",
    replace: "({ members }) => members.has(person)",
    scenario: "two people speak to each other",
    finding: /came after the goodbye|members are left/,
  },
  {
    name: "a room that is open until its password is sealed",
    file: "lib/commands/rooms/room.ts",
    find: "return onceDone(dispatcher.do(closed), ({ id }) => seal(asker, room, id, sealing));",
    replace:
      "return sealing.then(() => onceDone(dispatcher.do(closed), ({ id }) => seal(asker, room, id, sealing)));",
    scenario: "a room is made with a password while somebody comes in without it",
    finding: /ann's room was open/,
  },
  {
    name: "a password that opens the room which has another one meanwhile",
    file: "lib/commands/rooms/join.ts",
    find: "const opens = await isRight && room.access.lock === lock;",
    replace: "const opens = await isRight;",
    scenario: "a room gets another password while somebody comes in with the old one",
    finding: /bob came in without the password/,
  },
  {
    name: "somebody kicked who goes on listening",
    file: "lib/chat/fold.ts",
    find: "      about.room.members.delete(about.person);\n",
    replace: "",
    scenario: "somebody is kicked while they speak",
    finding: /bob is in #den by the log alone/,
  },
  {
    name: "a line for a room that is said where its speaker landed",
    file: "lib/chat/announcer.ts",
    find: '    if (wasCurrent) guest.correspondence.parted = { kind: "was_removed", from: label };\n',
    replace: "",
    scenario: "somebody is kicked while they speak",
    finding: /ann heard what was not for them/,
  },
  {
    name: "an archive that forgets what was said while the disk was full",
    file: "lib/history/archive.ts",
    find: "this.#pending.addLines(lines);",
    replace: "",
    scenario: "the disk is full for a while: everything said is kept in the end",
    finding: /at the end failed/,
  },
  {
    name: "a session that does not hear of its end while it reads",
    file: "lib/session/session.ts",
    find: "reader.onEnd(stop);",
    replace: "",
    scenario: "a session of somebody who never gives a name ends when the patience does",
    finding: /deadlock/,
  },
  {
    name: "a session that leaves its patience running",
    file: "lib/session/session.ts",
    find: "deadlines.end(this);",
    replace: "",
    scenario: "a session waits for the first line no longer than for its end",
    finding: /left behind at the end: clock still has to fire/,
  },
  {
    name: "a session that does not leave the hub",
    file: "lib/session/session.ts",
    find: "hub.unseat(reader, farewell);",
    replace: "",
    scenario: "a session that keeps somebody's pace can be ended while they wait",
    finding: /the guest is still in/,
  },
];
