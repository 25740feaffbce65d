/** `/since`: what one missed. @module */

import type { Message } from "../../model/message.ts";
import type { Command } from "../command.ts";
import { fitting, newestSeen, tellTrouble } from "./past.ts";

/** Most lines shown. */
const MAX_LINES = 100;

/**
 * Shows what was said in one's rooms between one's last leaving, under this name and from this address, and one's
 * coming. The address is asked for because a name is no password: nobody learns when somebody else left.
 */
export const since: Command = {
  usage: "/since",
  cost: 10,
  who: "guests",
  run(asker) {
    const { hub, guest, answer } = asker;
    const past = hub.archive.ask((store) => {
      const seen = store.seen(guest.person.identity.key);
      if (seen === undefined) return undefined;
      const rooms = [...guest.rooms].filter((room) => room.keepsHistory);
      return rooms.flatMap((room) =>
        newestSeen(guest, store, {
          room: room.label,
          after: Math.max(seen, room.openFrom(guest.person)),
          before: guest.person.id,
          limit: MAX_LINES + 1,
        }, rooms.length)
      );
    });
    if (past.kind !== "answer") return past;
    if (past.value === undefined) {
      tellTrouble(asker);
      return { kind: "never_seen" };
    }
    const missed: Message[] = past.value.sort((a, b) => a.id - b.id);
    const { messages, isCut } = fitting(missed.slice(-MAX_LINES));
    const room = guest.current.label;
    answer({
      kind: "since",
      hasMore: isCut || missed.length > MAX_LINES,
      messages,
      room,
      now: hub.clock.time(),
    });
    tellTrouble(asker);
    return undefined;
  },
};
