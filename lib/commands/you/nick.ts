/** `/nick`: another name, by the same rules as the first one. @module */

import { once } from "../../runtime/soon.ts";
import type { Command } from "../command.ts";

export const nick: Command = {
  usage: "/nick NAME",
  takes: ["word"],
  cost: 5,
  who: "guests",
  run({ hub, guest, answer }, argument) {
    const from = guest.name;
    return once(hub.rename(guest, argument), (to) => {
      if (typeof to !== "string") return to;
      return void answer(from === to ? { kind: "same_name", name: to } : { kind: "renamed_you", to });
    });
  },
};
