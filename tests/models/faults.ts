/**
 * Faults to plant in a copy of the program, and how the explorer finds each: in which scenario, and what it says. A
 * fault nobody finds would mean that the scenarios prove less than they claim.
 *
 * @module
 */

import type { Fault } from "../support/planted.ts";

/** A fault with its finding. */
export interface CaughtFault extends Fault {
  /** The scenario that finds it. */
  readonly scenario: string;
  /** What is found. */
  readonly finding: RegExp;
}

/** The hub's way to rename somebody, in one go. */
const RENAME = `  rename({ person }: Guest, line: CleanText): Name | Refusal {
    const check = this.#free(line, person.address, person);
    if (check.kind !== "name") return check;
    const { name: to } = check;
    if (to !== person.name) this.#parts.postman.do({ kind: "renamed", who: person.id, to });
    return to;
  }`;

/** The same in two turns of the event loop, as one that asks a store in between would have it. */
const LATE_RENAME = `  async rename({ person }, line) {
    if (this.find(line) !== undefined) return { kind: "bad_name", problem: "taken", given: line };
    await new Promise((resolve) => this.clock.soon(resolve));
    this.#parts.postman.do({ kind: "renamed", who: person.id, to: line });
  }`;

/** The faults. */
export const FAULTS: readonly CaughtFault[] = [
  {
    name: "a lost wake-up: what queues during a write is forgotten",
    file: "lib/delivery/pump.ts",
    find: "if (this.#source.hasBytes) this.#task?.woke();\n    this.kick();",
    replace: "if (this.#source.hasBytes) this.#task?.woke();",
    scenario: "an outbox that is closed in any state is written to its end",
    finding: /deadlock.*door waits for a promise that nobody settles/,
  },
  {
    name: "a close that forgets who waits when a write has failed",
    file: "lib/delivery/pump.ts",
    find: "this.#hasFailed = true;\n    this.#rest();",
    replace: "this.#hasFailed = true;",
    scenario: "an outbox whose peer is gone in any state is closed all the same",
    finding: /deadlock.*waits for a promise that nobody settles/,
  },
  {
    name: "a close that forgets who waits when there is nothing to write",
    file: "lib/delivery/pump.ts",
    find: "    this.#rest();\n    return false;",
    replace: "    return false;",
    scenario: "two people come and go",
    finding: /deadlock/,
  },
  {
    name: "two writes in flight",
    file: "lib/delivery/pump.ts",
    find: "if (this.#inFlight !== undefined || this.#hasFailed) return false;",
    replace: "if (this.#hasFailed) return false;",
    scenario: "two people speak to each other",
    finding: /two writes in flight to (ann|bob)/,
  },
  {
    name: "a pump that goes on after a failed write",
    file: "lib/delivery/pump.ts",
    find: "if (this.#inFlight !== undefined || this.#hasFailed) return false;",
    replace: "if (this.#inFlight !== undefined) return false;",
    scenario: "a socket breaks while others speak",
    finding: /a write to bob after one had failed/,
  },
  {
    name: "an eviction that skips a member",
    file: "lib/delivery/stalled_readers.ts",
    find: "for (const reader of readers) {",
    replace: "for (const reader of [...readers].slice(0, -1)) {",
    scenario: "the fan-out finds out who does not read",
    finding: /deadlock.*bob waits for a chance to see that the server ends it/,
  },
  {
    name: "a stop that skips a member",
    file: "lib/delivery/fan_out.ts",
    find: "for (const reader of this.#readers) reader.end(farewell);",
    replace: "for (const reader of [...this.#readers].slice(1)) reader.end(farewell);",
    scenario: "the server stops while somebody speaks and somebody comes",
    finding: /deadlock.*ann waits for a chance to see that the server ends it/,
  },
  {
    name: "an unseat that forgets the reader",
    file: "lib/delivery/fan_out.ts",
    find: "this.#readers.delete(reader);",
    replace: "",
    scenario: "a reader that is unseated in any state keeps nobody waiting",
    finding: /readers are left/,
  },
  {
    name: "a rename race: whether a name is free is asked in one turn, and it is claimed in the next",
    file: "lib/chat/hub.ts",
    find: RENAME,
    replace: LATE_RENAME,
    scenario: "two people want the same new name",
    finding: /"renamed" did not count/, // the log lets nobody have what another one has
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
    name: "a subscription that does not wait for its place: a newcomer is told what happened before",
    file: "lib/delivery/fan_out.ts",
    find: "this.#turn.queue(() => this.#topics.add(reader, topic));",
    replace: "this.#topics.add(reader, topic);",
    scenario: "somebody comes while lines wait for a flush",
    finding: /came before the greeting/,
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
    find: "    this.seating.end(holder, farewell);\n    this.leave(holder, farewell);",
    replace: "    this.seating.end(holder, farewell);",
    scenario: "somebody who vanished comes back under their own name while others speak",
    finding: /the name was still taken/,
  },
  {
    name: "a connection that vanished, is replaced and goes on living",
    file: "lib/chat/hub.ts",
    find: "    this.seating.end(holder, farewell);\n    this.leave(holder, farewell);",
    replace: "    this.leave(holder, farewell);",
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
    file: "lib/chat/rooms.ts",
    find: "const { id: lock } = postman.do(closed);",
    replace: "await sealing;\n    const { id: lock } = postman.do(closed);",
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
    find: "      about?.room.members.delete(about.person);\n",
    replace: "",
    scenario: "somebody is kicked while they speak",
    finding: /bob is in #den by the log alone/,
  },
  {
    name: "a kick that takes what was said before from the one who is out",
    file: "lib/delivery/fan_out.ts",
    find: "this.#turn.queue(() => this.#topics.delete(reader, topic));",
    replace: "this.#topics.delete(reader, topic);",
    scenario: "somebody is kicked while lines wait for a flush",
    finding: /bob never heard a1/,
  },
  {
    name: "a channel that takes items after a gap",
    file: "lib/runtime/channel.ts",
    find: "this.#missed > 0 || this.#count",
    replace: "this.#count",
    scenario: "a channel keeps the order of three producers, and loses and doubles nothing",
    finding: /offer/,
  },
  {
    name: "a channel that takes items after it was closed",
    file: "lib/runtime/channel.ts",
    find: "if (this.#closed) return false;",
    replace: "",
    scenario: "a channel that is closed in any state takes nothing new and gives what it has",
    finding: /offer/,
  },
  {
    name: "a channel that forgets its cost bound after a take",
    file: "lib/runtime/channel.ts",
    find: "this.#count = 0;\n    this.#cost = 0;\n    this.#missed = 0;",
    replace: "this.#count = 0;\n    this.#missed = 0;",
    scenario: "a channel keeps the order of three producers, and loses and doubles nothing",
    finding: /Values are not equal|offer/,
  },
  {
    name: "a reader who is unseated and still slows the others down",
    file: "lib/delivery/outbox.ts",
    find: "this.#answers = undefined;\n    this.#markBehind(false);",
    replace: "this.#answers = undefined;",
    scenario: "a reader that is unseated in any state keeps nobody waiting",
    finding: /readers are still behind/,
  },
  {
    name: "a reader who loses what waits to others and is not told",
    file: "lib/runtime/channel.ts",
    find: "      this.#missed += count;\n      this.#skipped += count;\n      this.#items = [];",
    replace: "      this.#skipped += count;\n      this.#items = [];",
    scenario:
      "a slow reader loses what waits to others who need the room, in any state, and is told how many lines",
    finding: /lines got lost/,
  },
  {
    name: "a reader who is unseated and goes on taking room from the others",
    file: "lib/delivery/outbox.ts",
    find: "    this.#space.release(this.#channel.cost);\n",
    replace: "",
    scenario: "a reader that is unseated in any state keeps nobody waiting",
    finding: /room is still taken/,
  },
  {
    name: "a write that is over and for which newcomers go on waiting",
    file: "lib/delivery/outbox.ts",
    find: "    this.#shared.doorway.ended();\n",
    replace: "",
    scenario: "two people speak to each other",
    finding: /newcomers still wait for a write/,
  },
  {
    name: "a doorway that looks once and never again",
    file: "lib/delivery/doorway.ts",
    find:
      "    this.#timer = this.#newcomers.size === 0 ? undefined : clock.after(LOOK_MS, () => this.#look());",
    replace: "    this.#timer = undefined;",
    scenario: "newcomers are let in when a reader catches up, or when they have waited long enough",
    finding: /deadlock/,
  },
  {
    name: "a doorway that goes on waiting for whoever is gone",
    file: "lib/delivery/doorway.ts",
    find: 'signal.addEventListener("abort", leave);',
    replace: "",
    scenario: "newcomers wait no longer than they are there, and all go on when the server is taken down",
    finding: /somebody waits who is gone/,
  },
  {
    name: "a doorway through which one passes those who wait",
    file: "lib/delivery/doorway.ts",
    find: "(this.#newcomers.size === 0 && !this.isClosed)",
    replace: "!this.isClosed",
    scenario: "newcomers are let in when a reader catches up, or when they have waited long enough",
    finding: /bob came in past others|ann came in past others/,
  },
  {
    name: "a reader that stays dirty and is never flushed again",
    file: "lib/delivery/outbox.ts",
    find: "this.#isDirty = false;\n    return this.#pump.load();",
    replace: "return this.#pump.load();",
    scenario: "lines are shown although nobody closes the outbox",
    finding: /deadlock.*ann waits for a chance to see that 3 lines are shown/,
  },
  {
    name: "a flusher that believes for ever that a flush is due",
    file: "lib/delivery/flusher.ts",
    find: "this.#isPending = false;",
    replace: "",
    scenario: "lines are shown although nobody closes the outbox",
    finding: /deadlock.*ann waits for a chance to see that 3 lines are shown/,
  },
  {
    name: "a turn that puts later events before an aside",
    file: "lib/delivery/turn.ts",
    find: "    this.#last = undefined;\n    this.#entries.push(action);",
    replace: "    this.#entries.push(action);",
    scenario: "several lines go out with one flush",
    finding: /bob is not here|number \d+ came after \d+/,
  },
  {
    name: "a batch that gives senders their own lines back",
    file: "lib/delivery/batch.ts",
    find: "if (withheld === undefined && mentions === undefined) return",
    replace: "if (mentions === undefined) return",
    scenario: "two people speak to each other",
    finding: /number \d+ came after \d+/,
  },
  {
    name: "a valve that wakes nobody",
    file: "lib/delivery/valve.ts",
    find: "this.#opening = undefined;\n    this.#open();",
    replace: "this.#opening = undefined;",
    scenario:
      "senders at the valve go on when the reader does, when time passes, or when the server is taken down",
    finding: /deadlock.*(ann|bob) waits for a promise that nobody settles/,
  },
  {
    name: "a valve that leaves its timer running",
    file: "lib/delivery/valve.ts",
    find: "this.#timer?.cancel();",
    replace: "",
    scenario:
      "senders at the valve go on when the reader does, when time passes, or when the server is taken down",
    finding: /left behind at the end: clock still has to fire/,
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
    name: "a session that goes on listening for its end",
    file: "lib/session/session.ts",
    find: 'signal.removeEventListener("abort", stop);\n      stop();',
    replace: "stop();",
    scenario: "a session whose connection is reset ends as one that was hung up",
    finding: /the session still listens for its end/,
  },
  {
    name: "a session that leaves its patience running",
    file: "lib/session/session.ts",
    find: "patience.cancel();",
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
