/** `/whois`: more about somebody. @module */

import type { CleanText } from "../../text/clean.ts";
import { isListed } from "../../model/room_rules.ts";
import { type Command, misuse, personNamed } from "../command.ts";
import { listed } from "../rooms/who.ts";

/** Tells where somebody is, as far as the asker may know, and for how long. */
export const whois: Command = {
  usage: "/whois NAME",
  who: "guests",
  run(asker, argument) {
    const { hub, guest, answer } = asker;
    if (argument === "") return misuse("whois", this.usage, argument);
    const other = personNamed(asker, argument);
    if (other.kind !== "person") return other;
    const now = hub.clock.now();
    const rooms = hub.roomsOf(other).filter((room) => isListed(room.roomKind, room.standing(guest.person)));
    answer({
      kind: "whois",
      person: listed(other),
      rooms: rooms.map(({ label }) => label),
      hereMs: now - other.since,
      quietMs: now - hub.lastHeardAt(other),
      awayText: other.away ?? "" as CleanText,
    });
    return undefined;
  },
};
