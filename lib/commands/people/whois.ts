/** `/whois`: more about somebody. @module */

import { NO_TEXT } from "../../text/clean_parts.ts";
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
    const rooms = hub.roomsOf(other).filter((room) =>
      isListed(room.access.kind, room.standing(guest.person))
    );
    answer({
      kind: "whois",
      person: listed(other),
      rooms: rooms.map(({ label }) => label),
      hereMs: now - other.since,
      quietMs: now - hub.lastHeardAt(other),
      awayText: other.away ?? NO_TEXT,
    });
    return undefined;
  },
};
