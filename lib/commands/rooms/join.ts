/** `/join`: into a room, back to one, or into a new one. @module */

import { once } from "../../runtime/soon.ts";
import type { CleanText, RoomName } from "../../text/clean.ts";
import { quoted } from "../../text/quoted.ts";
import type { Refusal } from "../../model/refusal.ts";
import { checkRoomName } from "../../model/room_name.ts";
import { entryProblem } from "../../model/room_rules.ts";
import type { Room } from "../../chat/room.ts";
import { tooManyToEnter, tooManyToMake } from "../../chat/room_bounds.ts";
import { type Command, type GuestAsker, misuse, othersIn } from "../command.ts";
import { onceDone, type Outcome } from "../outcome.ts";
import { askPassword } from "./ask_password.ts";
import { replay } from "../past/replay.ts";
import { hintAtFew } from "./hint_at_few.ts";
import { lock, seal } from "./room.ts";
import { firstWord } from "../../text/clean_parts.ts";

const COST = 5; // also of a password that is typed unseen

export const join: Command = {
  usage: "/join #ROOM [PASSWORD]",
  brief: "/join #ROOM",
  takes: ["room", "word"],
  cost: COST,
  who: "guests",
  run(asker, argument) {
    const { rooms } = asker;
    const [word, password] = firstWord(argument);
    if (word === "") return misuse("join", this.usage, argument);
    const check = checkRoomName(word);
    if (check.kind === "problem") {
      return { kind: "bad_room_name", problem: check.problem, given: quoted(word) };
    }
    const room = rooms.find(check.name);
    return room === undefined ? make(asker, check.name, password) : comeTo(asker, room, password);
  },
};

/** Makes a room; where somebody else has made it meanwhile, goes into theirs. */
function make(asker: GuestAsker, name: RoomName, password: CleanText): Outcome {
  const { rooms, dispatcher, queries, settings, guest, answer } = asker;
  const refusal = tooManyToMake(guest, rooms, settings);
  if (refusal !== undefined) return refusal;
  queries.end(guest);
  const { person: { id: who, life } } = guest;
  // On a server alone the next deed locks it, and nobody comes in between.
  const isLocked = password !== "" && life !== undefined;
  const made = { kind: "made", who, room: name } as const;
  return once(dispatcher.do(isLocked ? { ...made, isLocked } : made), (came) => {
    if (came.kind === "made") {
      const { room, id } = came, roomKind = password === "" ? "public" : "password";
      answer({ kind: "room_made", room: room.label, roomKind });
      if (isLocked) return seal(asker, room.label, id, asker.passwords.sealed(password));
      return password === "" ? undefined : lock(asker, room, password);
    }
    const theirs = came.kind === "overtaken" ? rooms.find(name) : undefined;
    return theirs === undefined ? came : comeTo(asker, theirs, password);
  });
}

/** Goes into a room that is there, or back to it, if its rules allow that. */
function comeTo(asker: GuestAsker, room: Room, password: CleanText): Outcome {
  const { queries, guest, answer } = asker, { label } = room;
  if (room.members.has(guest.person)) {
    queries.end(guest);
    guest.focus(room);
    return void answer({ kind: "room_current", room: label });
  }
  const problem = entryProblem(room.access.kind, room.standing(guest.person));
  if (problem === undefined) return enter(asker, room);
  if (problem !== "needs_password") return { kind: problem, room: label };
  if (password !== "") return unlock(asker, room, password);
  return askToUnlock(asker, room) ? undefined : { kind: problem, room: label };
}

/** Asks for the password of a room, where it can be typed unseen. What it opens is decided by what holds then. */
function askToUnlock(asker: GuestAsker, room: Room): boolean {
  const { rooms, charge } = asker, { label } = room;
  return askPassword(asker, { room: label, isNew: false }, (password) => {
    charge(COST);
    return rooms.find(label) === room
      ? comeTo(asker, room, password)
      : { kind: "unknown_room", given: label };
  });
}

/** Compares the password beside the chat. Meanwhile anything may have happened: it is decided again by what holds then. */
async function unlock(asker: GuestAsker, room: Room, password: CleanText): Promise<Refusal | undefined> {
  const { people, rooms, passwords, passwordTries, clock, guest: { person } } = asker;
  const { label, access: { lock } } = room;
  const guess = {
    room: { label, lock },
    network: person.identity.network,
    password,
    now: clock.now(),
  };
  const isRight = passwordTries.try(guess, async () => passwords.opens(password, await lock.made));
  if (!(isRight instanceof Promise)) return isRight;
  const opens = await isRight && room.access.lock === lock;
  if (!people.has(person.id) || room.members.has(person)) return undefined;
  if (rooms.find(label) !== room) return { kind: "unknown_room", given: label };
  const problem = entryProblem(room.access.kind, room.standing(person));
  if (problem === undefined) return enter(asker, room);
  if (problem === "needs_password" && opens) return enter(asker, room, lock.seal);
  const isWrong = problem === "needs_password" && room.access.lock === lock;
  return { kind: isWrong ? "wrong_password" : problem, room: label };
}

/** @param seal of the password they gave, where it takes one */
function enter(asker: GuestAsker, room: Room, seal?: string): Outcome {
  const { dispatcher, queries, settings, guest, answer } = asker;
  const refusal = tooManyToEnter(guest, settings);
  if (refusal !== undefined) return refusal;
  queries.end(guest);
  const entered = { kind: "entered", who: guest.person.id, room: room.label } as const;
  return onceDone(dispatcher.do(seal === undefined ? entered : { ...entered, seal }), ({ keeper }) => {
    const { label, access: { kind: roomKind }, topic, members } = room;
    answer({ kind: "room_entered", room: label, roomKind, topic, ...othersIn(members, members.size, asker) });
    if (keeper !== undefined) {
      dispatcher.append({ kind: "inherited", who: guest.person.id, room: label, by: keeper.name });
    }
    replay(asker, room);
    hintAtFew(asker, room);
    return undefined;
  });
}
