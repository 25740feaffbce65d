/** `/kick`: puts somebody out of a room. @module */

import { quoted } from "../../model/notice.ts";
import { type Command, firstWord, misuse, personNamed, roomOwned } from "../command.ts";

/** Most characters of a reason. */
const MAX_REASON = 200;

/** Removes a member from the current room, for its owners. */
export const kick: Command = {
  usage: "/kick NAME [REASON]",
  who: "guests",
  run(asker, argument) {
    const { hub, guest } = asker;
    const [word, reason] = firstWord(argument);
    if (word === "") return misuse("kick", this.usage, argument);
    const room = roomOwned(asker);
    if (room.kind !== "room") return room;
    const other = personNamed(asker, word);
    if (other.kind !== "guest") return other;
    if (other === guest) return { kind: "yourself", verb: "kick" };
    if (!room.has(other)) return { kind: "not_in_this_room", name: other.name, room: room.label };
    const text = quoted(reason, MAX_REASON);
    hub.rooms.remove(other, room, guest, text);
    const notice = { kind: "removed_you", room: room.label, by: guest.name, text } as const;
    other.recipient.tell({ ...notice, current: other.current.label });
    return undefined;
  },
};
