/**
 * Tells the reader, the activity and the tally of a connection what is read from it.
 *
 * @module
 */

import type { Reader } from "../delivery/reader.ts";
import type { Activities, Activity } from "../observe/activity.ts";
import type { Tally } from "../observe/tally.ts";
import type { ReadingMeter } from "../wire/socket_text.ts";

/** The meter of one connection. */
export function readingMeter(
  reader: Reader,
  activity: Activity,
  { activities, tally }: { readonly activities: Activities; readonly tally: Tally },
): ReadingMeter {
  let readAt = 0;
  return {
    begin(bytes) {
      readAt = activities.now();
      reader.intake.read(bytes, readAt);
      tally.bytesIn += bytes;
    },
    end(hasText) {
      if (hasText) activity.wakes(readAt); // the run of its first line begins with the reading
      else activity.goOn(() => {});
    },
  };
}
