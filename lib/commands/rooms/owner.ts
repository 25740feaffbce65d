/** `/owner`: makes a member an owner of the current room too. @module */

import { type Command, misuse, personNamed, roomOwned } from "../command.ts";
import { onceDone } from "../outcome.ts";
import { tellState } from "./room.ts";

export const owner: Command = {
  usage: "/owner NAME",
  takes: ["member"],
  who: "guests",
  run(asker, argument) {
    const { dispatcher, guest } = asker;
    if (argument === "") return misuse("owner", this.usage, argument);
    const room = roomOwned(asker);
    if (room.kind !== "room") return room;
    const other = personNamed(asker, argument);
    if (other.kind !== "person") return other;
    if (!room.members.has(other)) return { kind: "not_in_this_room", name: other.name, room: room.label };
    if (room.standing(other).isOwner) return void tellState(asker, room);
    if (!room.owners.canAdd(other.identity)) return { kind: "too_many_owners", room: room.label };
    const { person: { id: by } } = guest;
    return onceDone(dispatcher.do({ kind: "owner", who: other.id, room: room.label, by }));
  },
};
