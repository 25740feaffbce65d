/** `/whois`: where somebody is, as far as the asker may know, and for how long. @module */

import type { Guest } from "../../chat/guest.ts";
import type { Hook } from "../../chat/hook.ts";
import type { Person } from "../../chat/person.ts";
import { nodeOf } from "../../chat/this_node.ts";
import { NO_TEXT } from "../../text/clean_parts.ts";
import { isListed } from "../../model/room_rules.ts";
import { type Command, type GuestAsker, misuse, speakerNamed } from "../command.ts";
import { listed, listedHook } from "../rooms/who.ts";

export const whois: Command = {
  usage: "/whois NAME",
  takes: ["speaker"],
  who: "guests",
  run(asker, argument) {
    const { clock, seating, guest, node, answer } = asker;
    if (argument === "") return misuse("whois", this.usage, argument);
    const other = speakerNamed(asker, argument);
    if (other.kind === "hook") return tellOfHook(asker, other);
    if (other.kind !== "person") return other;
    const now = clock.now(), otherGuest = seating.guest(other);
    const rooms = [...otherGuest?.rooms ?? asker.rooms.all()].filter((room) =>
      room.members.has(other) && isListed(room.access.kind, room.standing(guest.person))
    );
    answer({
      kind: "whois",
      person: listed(other),
      rooms: rooms.map(({ label }) => label),
      hereMs: now - other.since,
      quietMs: now - lastHeardAt(other, otherGuest),
      awayText: other.away ?? NO_TEXT,
      node: nodeOf(other, node),
    });
    return undefined;
  },
};

/** When somebody said or wrote something last, or came, by the clock, in milliseconds. */
export function lastHeardAt({ trail }: Person, guest: Guest | undefined): number {
  return Math.max(trail.lastLineAt, guest?.correspondence.writtenAt ?? -Infinity);
}

function tellOfHook({ clock, rooms, guest, answer }: GuestAsker, hook: Hook): undefined {
  const { by, trail } = hook, room = rooms.find(hook.room);
  const isKnown = room !== undefined && isListed(room.access.kind, room.standing(guest.person));
  answer({
    kind: "whois_hook",
    person: listedHook(hook),
    by,
    room: isKnown ? room.label : undefined,
    quietMs: trail.lines === 0 ? undefined : clock.now() - trail.lastLineAt,
  });
}
