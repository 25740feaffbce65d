/** `/kick`: owners put somebody out of the current room. @module */

import { quoted } from "../../text/quoted.ts";
import { type Command, misuse, personNamed, roomOwned } from "../command.ts";
import { onceDone } from "../outcome.ts";
import { firstWord } from "../../text/clean_parts.ts";

const MAX_REASON = 200;

export const kick: Command = {
  usage: "/kick NAME [REASON]",
  brief: "/kick NAME",
  takes: ["member", "text"],
  who: "guests",
  run(asker, argument) {
    const { dispatcher, guest } = asker;
    const [word, reason] = firstWord(argument);
    if (word === "") return misuse("kick", this.usage, argument);
    const room = roomOwned(asker);
    if (room.kind !== "room") return room;
    const other = personNamed(asker, word);
    if (other.kind !== "person") return other;
    if (other === guest.person) return { kind: "yourself", verb: "kick" };
    if (!room.members.has(other)) return { kind: "not_in_this_room", name: other.name, room: room.label };
    const text = quoted(reason, MAX_REASON);
    return onceDone(
      dispatcher.do({ kind: "removed", who: other.id, room: room.label, by: guest.person.id, text }),
    );
  },
};
