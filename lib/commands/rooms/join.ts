/** `/join`: into a room, old or new. @module */

import type { CleanText } from "../../text/clean.ts";
import { quoted } from "../../text/quoted.ts";
import type { Refusal } from "../../model/refusal.ts";
import { checkRoomName } from "../../model/room_name.ts";
import { entryProblem } from "../../model/room_rules.ts";
import type { Room } from "../../chat/room.ts";
import { type Command, type GuestAsker, misuse, othersIn } from "../command.ts";
import { replay } from "../past/replay.ts";
import { lock } from "./room.ts";
import { firstWord } from "../../text/clean_parts.ts";

/** Goes into a room, back to one, or makes one. */
export const join: Command = {
  usage: "/join #ROOM [PASSWORD]",
  brief: "/join #ROOM",
  cost: 5,
  who: "guests",
  run(asker, argument) {
    const { hub, guest, answer } = asker;
    const [word, password] = firstWord(argument);
    if (word === "") return misuse("join", this.usage, argument);
    const check = checkRoomName(word);
    if (check.kind === "problem") {
      return { kind: "bad_room_name", problem: check.problem, given: quoted(word) };
    }
    const room = hub.rooms.find(check.name);
    if (room === undefined) {
      const made = hub.rooms.make(guest, check.name);
      if (made.kind !== "room") return made;
      answer({ kind: "room_made", room: made.label, roomKind: password === "" ? "public" : "password" });
      return password === "" ? undefined : lock(asker, made, password);
    }
    if (room.members.has(guest.person)) {
      guest.focus(room);
      answer({ kind: "room_current", room: room.label });
      return undefined;
    }
    const problem = entryProblem(room.access.kind, room.standing(guest.person));
    if (problem === undefined) return enter(asker, room);
    if (problem === "needs_password" && password !== "") return unlock(asker, room, password);
    return { kind: problem, room: room.label };
  },
};

/** Compares the password beside the chat. Meanwhile anything may have happened: it is decided again by what holds then. */
async function unlock(asker: GuestAsker, room: Room, password: CleanText): Promise<Refusal | undefined> {
  const { hub, guest } = asker;
  const { label, access: { lock } } = room;
  const guess = {
    room: { label, lock },
    network: guest.person.identity.network,
    password,
    now: hub.clock.now(),
  };
  const isRight = hub.passwordTries.try(guess, async () => hub.passwords.opens(password, await lock.made));
  if (!(isRight instanceof Promise)) return isRight;
  const opens = await isRight && room.access.lock === lock;
  if (!hub.has(guest.person) || room.members.has(guest.person)) return undefined;
  if (hub.rooms.find(label) !== room) return { kind: "unknown_room", given: label };
  const problem = entryProblem(room.access.kind, room.standing(guest.person));
  if (problem === undefined || (problem === "needs_password" && opens)) return enter(asker, room);
  const isWrong = problem === "needs_password" && room.access.lock === lock;
  return { kind: isWrong ? "wrong_password" : problem, room: label };
}

function enter(asker: GuestAsker, room: Room): Refusal | undefined {
  const { hub, guest, answer } = asker;
  const refusal = hub.rooms.join(guest, room);
  if (refusal !== undefined) return refusal;
  const { label, access: { kind: roomKind }, topic } = room;
  answer({ kind: "room_entered", room: label, roomKind, topic, others: othersIn(room.members.all(), guest) });
  hub.rooms.claim(guest, room);
  replay(asker, room);
  return undefined;
}
