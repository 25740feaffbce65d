/** `/who`: the people who are here, or in a room. @module */

import type { Guest } from "../../chat/guest.ts";
import type { Person } from "../../model/notice.ts";
import { type Command, roomNamed } from "../command.ts";

/** Lists everybody, in the order they came. */
export const who: Command = {
  usage: "/who [#ROOM]",
  cost: 2,
  who: "guests",
  run(asker, argument) {
    const { hub, guest, answer } = asker;
    const room = argument === "" ? undefined : roomNamed(asker, argument);
    if (room !== undefined && room.kind !== "room") return room;
    const people = (room ?? hub).guests().map(personOf);
    answer({ kind: "who", room: room?.label, people, you: guest.name });
    return undefined;
  },
};

/** A guest as lists show them. */
export function personOf({ name, isBot, away }: Guest): Person {
  return { name, isBot, isAway: away !== undefined };
}
