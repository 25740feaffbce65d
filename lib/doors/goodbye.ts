/**
 * How a connection ends: the last sentence, the time to write what is queued, and the time to read it. A program at the
 * other end of a login exits with a status. Where it ran one command, its output is for the answer alone, and what went
 * wrong is told on its standard error.
 *
 * @module
 */

import { type Clock, within } from "../runtime/clock.ts";
import type { Config } from "../runtime/config.ts";
import type { Reader } from "../delivery/reader.ts";
import type { Dialect } from "../model/dialect.ts";
import type { Farewell } from "../model/farewell.ts";
import { refused } from "../model/notice.ts";
import type { Refusal } from "../model/refusal.ts";
import { renderNotice } from "../render/render.ts";
import { SocketWriter } from "../wire/socket_writer.ts";
import { type Caller, LINGER_MS, type Login } from "./connection.ts";
import { dialectFor } from "./first_dialect.ts";

export interface GoodbyeParts {
  readonly config: Config;
  readonly clock: Clock;
}

/** Says goodbye, gives what is queued time to be written, and lets the peer read it. */
export async function sayGoodbye(
  caller: Caller,
  reader: Reader,
  farewell: Farewell,
  { clock, config }: GoodbyeParts,
): Promise<void> {
  const { login } = caller;
  const hasOneAnswer = login?.command !== undefined;
  if (!hasOneAnswer) reader.tell({ kind: "farewell", farewell });
  const flushed = reader.close();
  const told = hasOneAnswer ? flushed.then(() => complain(login, farewell, reader.dialect)) : flushed;
  const isTold = await within(clock, config.farewellMs, told.catch(ignoreGone));
  if (!isTold || login === undefined && farewell.kind === "hung_up") return;
  await within(clock, LINGER_MS, readAway(caller, farewell));
}

/** Tells somebody why there is no place for them: the system keeps so much for them, where they have no login. */
export async function refuseEntry(
  caller: Caller,
  refusal: Refusal,
  { clock, config }: GoodbyeParts,
): Promise<void> {
  const { connection, login } = caller, dialect = dialectFor(caller, config);
  const farewell = { kind: "not_done", refusal } as const;
  const told = login?.command === undefined
    ? new SocketWriter(connection).write(renderNotice(refused(refusal), dialect))
    : complain(login, farewell, dialect);
  if (login === undefined) return await told.catch(ignoreGone);
  await within(clock, LINGER_MS, told.then(() => readAway(caller, farewell), ignoreGone));
}

/** Closes our half and reads the peer's rest away, so that the system does not answer it with a reset. */
async function readAway({ connection, login }: Caller, farewell: Farewell): Promise<void> {
  const rest = new Uint8Array(4096);
  try {
    login?.exitWith(exitStatusOf(farewell.kind));
    await connection.closeWrite(farewell.kind);
    while (await connection.read(rest) !== null);
  } catch {
    // The peer is gone, or the wait was over and the socket is closed: both end the reading.
  }
}

/** Farewells after which the program at the other end has done what it was asked for. */
const WISHED: readonly Farewell["kind"][] = ["quit", "hung_up", "resumed"];

/** What it exits with: 0 where it did that, or where nothing is said of it; 1 where it did not, or was put out. */
export function exitStatusOf(farewell: Farewell["kind"] | undefined): 0 | 1 {
  return farewell === undefined || WISHED.includes(farewell) ? 0 : 1;
}

/** Tells on standard error what went wrong, if anything did; rejects where that cannot be written. */
async function complain(login: Login, farewell: Farewell, dialect: Dialect): Promise<void> {
  if (exitStatusOf(farewell.kind) === 0) return;
  const notice = farewell.kind === "not_done"
    ? refused(farewell.refusal)
    : { kind: "farewell", farewell } as const;
  const bytes = renderNotice(notice, { ...dialect, json: false });
  await new SocketWriter({ write: (part) => login.writeError(part) }).write(bytes);
}

/** Whoever is gone is told nothing. */
function ignoreGone(): void {}
