/** `/tz`: where times are shown for. @module */

import { timeZoneOf } from "../model/time_zone.ts";
import { type Command, misuse } from "./command.ts";

/** Sets the time zone for the one who asks, or tells which it is. */
export const tz: Command = {
  usage: "/tz [ZONE]",
  who: "anyone",
  run({ hub, recipient, answer }, argument) {
    if (argument !== "") {
      const timeZone = timeZoneOf(argument);
      if (timeZone === undefined) return misuse("tz", "/tz Europe/Berlin, /tz +8 or /tz system", argument);
      recipient.dialect = { ...recipient.dialect, timeZone };
    }
    answer({ kind: "time_zone", time: hub.clock.time() });
    return undefined;
  },
};
