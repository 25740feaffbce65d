/** `/invite`: opens a room's door to somebody. @module */

import { mayInvite } from "../../model/room_rules.ts";
import { type Command, misuse, personNamed } from "../command.ts";

/** Invites somebody into the current room and tells them. */
export const invite: Command = {
  usage: "/invite NAME",
  who: "guests",
  run(asker, argument) {
    const { hub, guest, answer } = asker;
    if (argument === "") return misuse("invite", this.usage, argument);
    const other = personNamed(asker, argument);
    if (other.kind !== "person") return other;
    const room = guest.current;
    if (room.members.has(other)) return { kind: "already_in_room", name: other.name, room: room.label };
    if (!mayInvite(room.access.kind, room.standing(guest.person))) {
      return { kind: "not_owner", room: room.label };
    }
    if (!hub.rooms.invite(other, room)) return { kind: "too_many_invited", room: room.label };
    if (hub.hears(other, guest.person)) {
      hub.seating.guest(other)?.seats.tell({ kind: "invited_you", by: guest.name, room: room.label });
    }
    answer({ kind: "invited", name: other.name, room: room.label });
    return undefined;
  },
};
