/** `/room`: whose room it is decides who may come in and speak. @module */

import type { CleanText } from "../../text/clean.ts";
import { narrow } from "../../text/narrow.ts";
import { ROOM_KINDS } from "../../model/room_rules.ts";
import type { Room } from "../../chat/room.ts";
import { type Command, type GuestAsker, misuse, roomOwned } from "../command.ts";
import { firstWord } from "../../text/clean_parts.ts";

/** Changes the current room, or tells how it is. */
export const room: Command = {
  usage: `/room [${ROOM_KINDS.join("|").replace("password", "password WORD")}|history on|history off]`,
  brief: "/room [KIND]",
  cost: 5,
  who: "guests",
  run(asker, argument) {
    const { hub, guest } = asker;
    if (argument === "") return void tellState(asker, guest.current);
    const [word, rest] = firstWord(argument);
    const first = narrow(word), second = narrow(rest);
    const kind = ROOM_KINDS.find((kind) => kind === first);
    const isHistory = first === "history" && (second === "on" || second === "off");
    const isRight = kind === "password" ? rest !== "" : kind === undefined ? isHistory : rest === "";
    if (!isRight) return misuse("room", this.usage, argument);
    const room = roomOwned(asker);
    if (room.kind !== "room") return room;
    if (kind === undefined) return void hub.rooms.changeHistory(guest.person, room, second === "on");
    if (kind === "password") return lock(asker, room, rest);
    return void hub.rooms.changeKind(guest.person, room, kind, "");
  },
};

/** Tells how a room is: its kind, whether it is kept, who owns it. */
export function tellState({ answer }: GuestAsker, room: Room): void {
  const { label, access: { kind: roomKind }, keepsHistory } = room;
  const owners = room.members.all().filter(({ identity }) => room.owners.has(identity)).map(({ name }) =>
    name
  );
  answer({ kind: "room_state", room: label, roomKind, keepsHistory, owners });
}

/** Gives a room a password: it is closed at once, and opens to the password a moment later. */
export async function lock({ hub, guest }: GuestAsker, room: Room, password: CleanText): Promise<undefined> {
  await hub.rooms.lock(guest.person, room, hub.passwords.sealed(password));
}
