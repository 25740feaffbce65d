/** `/tz`: the time zone that times are shown for. @module */

import type { CleanText } from "../../text/clean.ts";
import { quoted } from "../../text/quoted.ts";
import type { Refusal } from "../../model/refusal.ts";
import { timeZoneOf, zonesMeant } from "../../model/time_zone.ts";
import { type Command, misuse } from "../command.ts";

export const tz: Command = {
  usage: "/tz [ZONE]",
  takes: ["zone"],
  who: "anyone",
  run(asker, argument) {
    if (argument !== "") {
      const timeZone = timeZoneOf(argument);
      if (timeZone === undefined) return unknown(argument);
      asker.prefer({ timeZone });
    }
    return void asker.answer({ kind: "time_zone", time: asker.clock.time() });
  },
};

function unknown(given: CleanText): Refusal {
  const zones = zonesMeant(given);
  return zones.length > 0
    ? { kind: "unclear_zone", given: quoted(given), zones }
    : misuse("tz", "/tz Europe/Berlin, /tz +8 or /tz system", given);
}
