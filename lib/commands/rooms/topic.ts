/** `/topic`: what the current room is about; `-` takes it away. @module */

import { NO_TEXT } from "../../text/clean_parts.ts";
import { narrow } from "../../text/narrow.ts";
import { quoted } from "../../text/quoted.ts";
import { type Command, roomOwned } from "../command.ts";
import { onceDone } from "../outcome.ts";

/** Most characters of a topic: what stands in one line of a list. */
const MAX_TOPIC = 200;

export const topic: Command = {
  usage: "/topic [TEXT]",
  takes: ["text"],
  who: "guests",
  run(asker, argument) {
    const { dispatcher, guest: { person: { id: by }, current }, answer } = asker;
    if (argument === "") {
      return void answer({ kind: "room_topic", room: current.label, topic: current.topic });
    }
    const room = roomOwned(asker);
    if (room.kind !== "room") return room;
    const text = narrow(argument) === "-" ? NO_TEXT : quoted(argument, MAX_TOPIC);
    return onceDone(dispatcher.do({ kind: "topic", room: room.label, by, text }));
  },
};
