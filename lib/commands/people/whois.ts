/** `/whois`: more about somebody. @module */

import type { CleanText } from "../../text/clean.ts";
import { isListed } from "../../model/room_rules.ts";
import { type Command, misuse, personNamed } from "../command.ts";
import { personOf } from "../rooms/who.ts";

/** Tells where somebody is, as far as the asker may know, and for how long. */
export const whois: Command = {
  usage: "/whois NAME",
  who: "guests",
  run(asker, argument) {
    const { hub, guest, answer } = asker;
    if (argument === "") return misuse("whois", this.usage, argument);
    const other = personNamed(asker, argument);
    if (other.kind !== "guest") return other;
    const now = hub.clock.now();
    const rooms = [...other.rooms].filter((room) => isListed(room.roomKind, room.standing(guest)));
    answer({
      kind: "whois",
      person: personOf(other),
      rooms: rooms.map(({ label }) => label),
      hereMs: now - other.since,
      quietMs: now - other.lastLineAt,
      awayText: other.away ?? "" as CleanText,
    });
    return undefined;
  },
};
