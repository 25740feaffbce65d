/** `/room`: how the current room is; its owners change who may come in and speak, and whether it is kept. @module */

import type { CleanText, RoomName } from "../../text/clean.ts";
import { keyword } from "../../text/narrow.ts";
import type { Refusal } from "../../model/refusal.ts";
import { mayManage, ROOM_KINDS } from "../../model/room_rules.ts";
import { cleanText } from "../../text/clean_text.ts";
import type { Room } from "../../chat/room.ts";
import { type Command, type GuestAsker, misuse, roomOwned } from "../command.ts";
import { type Choice, oneOf } from "../take.ts";
import { argumentWithoutSecret } from "../secret.ts";
import { onceDone, type Outcome } from "../outcome.ts";
import { askPassword } from "./ask_password.ts";
import { firstWord } from "../../text/clean_parts.ts";

/** The kinds, and what else can be said of a room. */
const KINDS: Choice = { ...oneOf(...ROOM_KINDS), password: ["word"], history: [oneOf("on", "off")] };

export const room: Command = {
  usage: `/room [${ROOM_KINDS.join("|").replace("password", "password WORD")}|history on|history off]`,
  brief: "/room [KIND]",
  takes: [KINDS],
  cost: 5,
  who: "guests",
  run(asker, argument) {
    const { dispatcher, guest: { current, person: { id: by } } } = asker;
    if (argument === "") return void tellState(asker, current);
    const [word, rest] = firstWord(argument);
    const first = keyword(word), second = keyword(rest);
    const kind = ROOM_KINDS.find((kind) => kind === first);
    const isHistory = first === "history" && (second === "on" || second === "off");
    const isRight = kind === "password"
      ? rest !== "" || asker.terminal.isEditing
      : kind === undefined
      ? isHistory
      : rest === "";
    if (!isRight) return misuse("room", this.usage, argumentWithoutSecret("room", argument));
    const room = roomOwned(asker);
    if (room.kind !== "room") return room;
    if (kind === "password") {
      return rest === "" ? askToLock(asker, room, this.usage) : lock(asker, room, rest);
    }
    const { label } = room;
    if (kind === undefined) {
      return onceDone(dispatcher.do({ kind: "room_history", room: label, by, isKept: second === "on" }));
    }
    return onceDone(dispatcher.do({ kind: "room_kind", room: label, by, roomKind: kind, seal: "" }));
  },
};

export function tellState({ answer }: GuestAsker, room: Room): void {
  const { label, access: { kind: roomKind }, keepsHistory, members } = room;
  const owners = members.all().filter(({ identity }) => room.owners.has(identity)).map(({ name }) => name);
  answer({ kind: "room_state", room: label, roomKind, keepsHistory, owners });
}

/**
 * Asks for the password that is to close a room, once: whoever mistypes it sets it again, since owners need none. It is
 * for that room and from one of its owners, whatever happens meanwhile.
 */
function askToLock(asker: GuestAsker, room: Room, usage: string): Refusal | undefined {
  const { rooms, guest: { person } } = asker;
  const isAsked = askPassword(asker, { room: room.label, isNew: true }, (password) => {
    if (rooms.find(room.label) === room && mayManage(room.standing(person))) {
      return lock(asker, room, password);
    }
    return { kind: "not_owner", room: room.label };
  });
  return isAsked ? undefined : misuse("room", usage, cleanText("password"));
}

/**
 * Closes a room with a password: at once, although the seal takes a moment to make. Resolves when the password opens it,
 * or when it was changed again meanwhile.
 */
export function lock(asker: GuestAsker, { label: room }: Room, password: CleanText): Outcome {
  const { dispatcher, passwords, guest: { person: { id: by } } } = asker;
  const sealing = passwords.sealed(password);
  sealing.catch(() => {}); // it may be of no use any more; whoever waits for it learns of it all the same
  const closed = { kind: "room_kind", room, by, roomKind: "password", seal: undefined } as const;
  return onceDone(dispatcher.do(closed), ({ id }) => seal(asker, room, id, sealing));
}

/** Makes the seal for a lock of a room that has none yet; the lock is that of the entry of this number. */
export async function seal(
  { dispatcher, rooms }: GuestAsker,
  room: RoomName,
  lock: number,
  sealing: Promise<string>,
): Promise<Refusal | undefined> {
  let seal = "", done: Outcome; // where none can be made nothing opens it
  try {
    seal = await sealing;
  } finally {
    const isWanted = rooms.find(room)?.access.lock.id === lock;
    if (isWanted) done = onceDone(dispatcher.do({ kind: "sealed", room, lock, seal }));
  }
  return done;
}
