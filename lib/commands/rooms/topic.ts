/** `/topic`: what a room is about. @module */

import { NO_TEXT } from "../../text/clean_parts.ts";
import { narrow } from "../../text/narrow.ts";
import { quoted } from "../../text/quoted.ts";
import { type Command, roomOwned } from "../command.ts";

/** Most characters of a topic: what stands in one line of a list. */
const MAX_TOPIC = 200;

/** Shows the topic of the current room, or changes it; `-` takes it away. */
export const topic: Command = {
  usage: "/topic [TEXT]",
  who: "guests",
  run(asker, argument) {
    const { hub, guest, answer } = asker;
    if (argument === "") {
      answer({ kind: "room_topic", room: guest.current.label, topic: guest.current.topic });
      return undefined;
    }
    const room = roomOwned(asker);
    if (room.kind !== "room") return room;
    hub.rooms.changeTopic(
      guest.person,
      room,
      narrow(argument) === "-" ? NO_TEXT : quoted(argument, MAX_TOPIC),
    );
    return undefined;
  },
};
