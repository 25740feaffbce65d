/** `/invite`: opens the current room's door to somebody, and tells them. @module */

import { mayInvite } from "../../model/room_rules.ts";
import { type Command, misuse, personNamed } from "../command.ts";
import { onceDone } from "../outcome.ts";

export const invite: Command = {
  usage: "/invite NAME",
  takes: ["outsider"],
  who: "guests",
  run(asker, argument) {
    const { dispatcher, guest: { current: room, person: { id: by } }, guest, answer } = asker;
    if (argument === "") return misuse("invite", this.usage, argument);
    const other = personNamed(asker, argument);
    if (other.kind !== "person") return other;
    if (room.members.has(other)) return { kind: "already_in_room", name: other.name, room: room.label };
    if (!mayInvite(room.access.kind, room.standing(guest.person))) {
      return { kind: "not_owner", room: room.label };
    }
    if (!room.members.canInvite(other)) return { kind: "too_many_invited", room: room.label };
    return onceDone(dispatcher.do({ kind: "invited", who: other.id, room: room.label, by }), () => (
      void answer({ kind: "invited", name: other.name, room: room.label })
    ));
  },
};
