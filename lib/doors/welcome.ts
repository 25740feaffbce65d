/**
 * Welcomes one guest: asks whether there is room, and serves the connection until the visit is over.
 *
 * Requirements:
 * 1. the socket is owned here, by `using`;
 * 2. one guest's failure never leaves this file.
 *
 * @module
 */

import type { Crowd } from "../guard/crowd.ts";
import type { Config } from "../runtime/config.ts";
import type { Dialect } from "../model/dialect.ts";
import { refused } from "../model/notice.ts";
import { renderNotice } from "../render/render.ts";
import type { Task } from "../observe/task.ts";
import { socketWriter } from "../wire/socket_writer.ts";
import type { Arrival, Connection } from "./connection.ts";
import { Visit, type VisitParts } from "./visit.ts";

let first: Dialect | undefined; // as it was made last: thousands of silent connections share it

/** How somebody is spoken to of whom nothing is known, by the settings of this moment. */
function firstDialect({ color, language, timeZone }: Config): Dialect {
  const isColored = color === "always";
  if (first?.color === isColored && first.language === language && first.timeZone === timeZone) return first;
  return first = { color: isColored, language, lineEnd: "\n", json: false, timeZone };
}

/** What every welcome of one server is built from. */
export interface WelcomeParts extends VisitParts {
  /** Asked for a place. */
  readonly crowd: Crowd;
}

/**
 * Runs one connection from its first line to its last; resolves when the socket is closed, never rejects.
 * @param task the reading of this connection
 */
export async function welcome(
  connection: Connection,
  arrival: Arrival,
  task: Task,
  parts: WelcomeParts,
): Promise<void> {
  using socket = connection;
  const { config, log, crowd, tally } = parts, { peer } = arrival;
  tally.accepted++;
  const dialect = firstDialect(config);
  const place = crowd.admit(arrival.address, arrival.isTrusted);
  if (place.kind !== "place") {
    tally.refused(place);
    log("warning", "Turned {peer} away: {reason}", { peer, reason: place.kind });
    await socketWriter(socket).write(renderNotice(refused(place), dialect)).catch(() => {}); // gone already
    return;
  }
  using _place = place;
  log("info", "Accepted connection from {peer}", { peer });
  await using visit = new Visit(socket, arrival, dialect, task, parts);
  try {
    visit.farewell = await visit.serve();
  } catch (error) {
    log("error", "Bug in the session of {peer}: {error}", { peer, error });
  }
}
