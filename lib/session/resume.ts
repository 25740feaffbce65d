/**
 * The verb `resume` of programs: asks for a token, or comes back with one.
 *
 * @module
 */

import type { Guest } from "../chat/guest.ts";
import type { Reader } from "../delivery/reader.ts";
import type { Refusal } from "../model/refusal.ts";
import type { Request } from "./request.ts";
import type { ResumableSeat, ResumableSeats } from "./resumable_seats.ts";

type Asked = Extract<Request, { readonly kind: "request" }>;

/** Gives whoever is in a token for their seat; the same one where they have it. From the answer on lines are counted. */
export function giveToken(
  seats: ResumableSeats,
  { reader, known, ref }: {
    readonly reader: Reader;
    readonly known: ResumableSeat | undefined;
    readonly ref: Asked["ref"];
  },
): ResumableSeat | Refusal {
  const { resumeMs } = seats;
  if (resumeMs === 0) return { kind: "not_resumable", cause: "off" };
  const seat = known ?? seats.add(reader);
  const notice = { kind: "resumable", token: seat.token, resumeMs } as const;
  if (known === undefined) reader.tell(notice, ref, 0);
  else reader.tell(notice, ref); // a line like others, for a client that counts already
  return seat;
}

/** Moves the seat of a token to this connection, with every line that its client has not seen. */
export function resume(
  seats: ResumableSeats,
  { reader, request: { argument, seen, ref } }: { readonly reader: Reader; readonly request: Asked },
): { readonly kind: "resumed"; readonly seat: ResumableSeat; readonly guest: Guest } | Refusal {
  const found = seats.find(argument);
  if (found === undefined) return { kind: "not_resumable", cause: "unknown" };
  if (seen === undefined) {
    return { kind: "bad_request", problem: `"seen" is missing: how many lines you counted` };
  }
  const { seat, guest } = found, { reader: before } = seat;
  const missed = before.outbox.missed(seen);
  if (missed === undefined) return { kind: "not_resumable", cause: "seen" };
  seats.move(seat, guest, reader);
  reader.tell({ kind: "resumed", you: guest.name, missed, token: seat.token }, ref, seen);
  reader.outbox.takeOver(before.outbox, seen);
  return { kind: "resumed", seat, guest };
}
