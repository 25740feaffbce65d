/** `/rooms`: the rooms that the asker may know of, the fullest first. @module */

import { isListed } from "../../model/room_rules.ts";
import type { Command } from "../command.ts";

/** Most rooms shown; more are counted. */
const ROOMS_SHOWN = 40;

export const rooms: Command = {
  usage: "/rooms",
  takes: [],
  cost: 5,
  who: "guests",
  run({ rooms, guest, answer }) {
    const known = rooms.all().filter((room) => isListed(room.access.kind, room.standing(guest.person)))
      .sort((a, b) => b.members.size - a.members.size);
    const entries = known.slice(0, ROOMS_SHOWN).map((room) => {
      const you = room === guest.current ? "current" : room.members.has(guest.person) ? "in" : "out";
      return {
        name: room.label,
        roomKind: room.access.kind,
        people: room.members.size,
        topic: room.topic,
        you,
      } as const;
    });
    return void answer({ kind: "rooms", rooms: entries, more: known.length - entries.length });
  },
};
