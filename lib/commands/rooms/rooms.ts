/** `/rooms`: where people are. @module */

import { isListed } from "../../model/room_rules.ts";
import type { Command } from "../command.ts";

/** Most rooms shown; more are counted. */
const ROOMS_SHOWN = 40;

/** Lists the rooms that the asker may know of, the fullest first. */
export const rooms: Command = {
  usage: "/rooms",
  cost: 5,
  who: "guests",
  run({ hub, guest, answer }) {
    const known = hub.rooms.all().filter((room) => isListed(room.access.kind, room.standing(guest.person)));
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
    answer({ kind: "rooms", rooms: entries, more: known.length - entries.length });
    return undefined;
  },
};
