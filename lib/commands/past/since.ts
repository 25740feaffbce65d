/** `/since`: what one missed. @module */

import type { Command } from "../command.ts";
import { openTo, show } from "./past.ts";

const MAX_LINES = 100;

/**
 * Shows what was said in one's rooms between one's last leaving, under this name and from this address, and one's
 * coming. The address is asked for because a name is no password: nobody learns when somebody else left.
 */
export const since: Command = {
  usage: "/since",
  takes: [],
  cost: 10,
  who: "guests",
  run(asker) {
    const { past, guest } = asker, { identity: { key }, id: arrivedId } = guest.person;
    const looked = past.missed(openTo(guest, guest.rooms), { key, arrivedId }, MAX_LINES);
    return show(asker, looked, (lines, { isCut: hasMore }) => ({ kind: "since", hasMore, ...lines }));
  },
};
