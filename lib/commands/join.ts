/** `/join`: into a room, old or new. @module */

import { quoted } from "../model/notice.ts";
import type { CleanText } from "../model/clean.ts";
import type { Refusal } from "../model/refusal.ts";
import { checkRoomName } from "../model/room_name.ts";
import { entryProblem } from "../model/room_rules.ts";
import { opens } from "../password.ts";
import type { Room } from "../room.ts";
import { type Command, firstWord, type GuestAsker, misuse, othersIn } from "./command.ts";
import { replay } from "./replay.ts";
import { lock } from "./room.ts";

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
      answer({ kind: "room_made", room: made.label });
      return password === "" ? undefined : lock(asker, made, password);
    }
    if (room.has(guest)) {
      guest.focus(room);
      answer({ kind: "room_current", room: room.label });
      return undefined;
    }
    const problem = entryProblem(room.roomKind, room.standing(guest));
    if (problem === undefined) return enter(asker, room);
    if (problem === "needs_password" && password !== "") return unlock(asker, room, password);
    return { kind: problem, room: room.label };
  },
};

/** Compares the password beside the chat; meanwhile the asker may have left, and the room changed. */
async function unlock(asker: GuestAsker, room: Room, password: CleanText): Promise<Refusal | undefined> {
  const { hub, guest } = asker;
  const keyring = hub.keyrings.of(`${guest.address} ${room.label}`);
  const waitMs = keyring.waitMs(hub.clock.now());
  if (waitMs > 0) return { kind: "too_many_passwords", waitMs };
  keyring.tried(hub.clock.now()); // counted before it is compared: others from there may try meanwhile
  const { seal } = room;
  if (!await opens(password, seal)) return { kind: "wrong_password", room: room.label };
  keyring.opened();
  if (!hub.has(guest) || room.has(guest)) return undefined;
  if (hub.rooms.find(room.label) !== room) return { kind: "unknown_room", given: room.label };
  const problem = entryProblem(room.roomKind, room.standing(guest));
  if (problem !== undefined && room.seal !== seal) return { kind: problem, room: room.label };
  return enter(asker, room);
}

function enter(asker: GuestAsker, room: Room): Refusal | undefined {
  const { hub, guest, answer } = asker;
  const refusal = hub.rooms.join(guest, room);
  if (refusal !== undefined) return refusal;
  const { label, roomKind, topic } = room;
  answer({ kind: "room_entered", room: label, roomKind, topic, others: othersIn(room, guest) });
  replay(asker, room);
  return undefined;
}
