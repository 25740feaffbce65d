/**
 * The verb `resume` of programs: asks for a token, or comes back with one.
 *
 * @module
 */

import type { Guest } from "../chat/guest.ts";
import { parseLine, verbOf } from "../commands/line.ts";
import type { Refusal } from "../model/refusal.ts";
import type { Soon } from "../runtime/soon.ts";
import { isSignal } from "../terminal/signal.ts";
import { cleanText } from "../text/clean_text.ts";
import { readRequest, type Request } from "./request.ts";
import type { ResumableSeat, ResumableSeats, SeatedConnection } from "./resumable_seats.ts";

type Asked = Extract<Request, { readonly kind: "request" }>;

/** Gives whoever is in a token for their seat; the same one where they have it. From the answer on lines are counted. */
export function giveToken(
  seats: ResumableSeats,
  { known, ref, ...connection }: SeatedConnection & {
    readonly known: ResumableSeat | undefined;
    readonly ref: Asked["ref"];
  },
): ResumableSeat | Refusal {
  const { resumeMs } = seats;
  if (resumeMs === 0) return { kind: "not_resumable", cause: "off" };
  const seat = known ?? seats.add(connection), { reader } = connection;
  const notice = { kind: "resumable", token: seat.token, resumeMs } as const;
  if (known === undefined) reader.tell(notice, ref, 0);
  else reader.tell(notice, ref); // a line like others, for a client that counts already
  return seat;
}

/** Moves the seat of a token to this connection, with every line that its client has not seen. */
export function resume(
  seats: ResumableSeats,
  { request: { argument, seen, ref }, ...connection }: SeatedConnection & { readonly request: Asked },
): Soon<{ readonly kind: "resumed"; readonly seat: ResumableSeat; readonly guest: Guest } | Refusal> {
  const found = seats.find(argument);
  if (found === undefined) return notHere(seats, argument);
  if (seen === undefined) {
    return { kind: "bad_request", problem: `"seen" is missing: how many lines you counted` };
  }
  const { seat, guest } = found, { reader: before } = seat, { reader } = connection;
  const missed = before.outbox.missed(seen);
  if (missed === undefined) return { kind: "not_resumable", cause: "seen" };
  const refusal = seats.move(seat, guest, connection);
  if (refusal !== undefined) return refusal;
  reader.tell({ kind: "resumed", you: guest.name, missed, token: seat.token }, ref, seen);
  reader.outbox.takeOver(before.outbox, seen);
  return { kind: "resumed", seat, guest };
}

/** A token that is not known here: perhaps it is another node's, where it opens no way back from here. */
function notHere(seats: ResumableSeats, token: string): Soon<Refusal> {
  const person = seats.whoElsewhere(token);
  if (person === undefined) return { kind: "not_resumable", cause: "unknown" };
  return seats.giveUpElsewhere(person, token).then(() => ({ kind: "not_resumable", cause: "elsewhere" }));
}

/** Whether a line comes back to a seat, or asks for JSON: a program says that first. */
export function isReturn(line: string, isJson: boolean): boolean {
  if (isSignal(line)) return false;
  if (isJson) {
    const request = readRequest(line);
    return request.kind === "request" && request.verb === "resume" && request.argument !== "";
  }
  const typed = parseLine(cleanText(line));
  return typed.kind === "command" && verbOf(typed.verb) === "json";
}
