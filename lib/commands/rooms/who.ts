/** `/who`: the people who are here, or in a room, in the order they came. @module */

import type { Hook } from "../../chat/hook.ts";
import type { Person } from "../../chat/person.ts";
import type { ListedPerson } from "../../model/notices/people.ts";
import { type Command, roomNamed } from "../command.ts";

export const who: Command = {
  usage: "/who [#ROOM]",
  takes: ["room"],
  cost: 2,
  who: "guests",
  run(asker, argument) {
    const { guest, answer } = asker;
    const room = argument === "" ? undefined : roomNamed(asker, argument);
    if (room !== undefined && room.kind !== "room") return room;
    const people = [
      ...Array.from(room?.members ?? asker.people.values(), listed),
      ...Array.from(room?.hooks.values() ?? [], listedHook),
    ];
    return void answer({ kind: "who", room: room?.label, people, you: guest.name });
  },
};

/** Somebody as lists show them. */
export function listed({ name, isBot, secrecy, away }: Person): ListedPerson {
  return { name, isBot, ...secrecy, isAway: away !== undefined };
}

/** A webhook as lists show it: a program that is never away. */
export function listedHook({ name }: Hook): ListedPerson {
  return { name, isBot: true, isEncrypted: false, isAway: false };
}
