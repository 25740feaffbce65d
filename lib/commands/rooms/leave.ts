/** `/leave`: out of a room; the last one can only be left by leaving the chat. @module */

import { type Command, roomIn } from "../command.ts";
import { onceDone } from "../outcome.ts";

export const leave: Command = {
  usage: "/leave [#ROOM]",
  takes: ["own room"],
  who: "guests",
  run(asker, argument) {
    const { dispatcher, guest, answer } = asker;
    const room = roomIn(asker, argument);
    if (room.kind !== "room") return room;
    if (guest.rooms.size === 1) return { kind: "only_room", room: room.label };
    return onceDone(dispatcher.do({ kind: "exited", who: guest.person.id, room: room.label }), () => {
      const query = guest.correspondence.query?.person.name;
      return void answer({
        ...{ kind: "room_left", room: room.label, current: guest.current.label },
        ...(query !== undefined && { query }),
      });
    });
  },
};
