/**
 * What people who were in together tell of each other, and of what they said to one alone.
 *
 * @module
 */

import type { Breach } from "./breach.ts";
import type { Witness } from "./witness.ts";

/**
 * What does not fit together.
 * @param people how many were ever in
 * @param quietAt when all was quiet, where they were at several nodes
 */
export function* betweenWitnesses(
  witnesses: readonly Witness[],
  people: number,
  quietAt?: number,
): Generator<Breach> {
  yield* agreed(quietAt === undefined ? witnesses : witnesses.filter(({ life }) => life.stopsAt === quietAt));
  const isIgnoring = witnesses.some(({ visit }) =>
    visit.sent.some(({ text }) => text.startsWith("/ignore "))
  );
  const haveHeardAll = witnesses.every(({ hasHeardAll, skipped }) => hasHeardAll && skipped === 0);
  if (witnesses.length === people && haveHeardAll && !isIgnoring) {
    yield* whispered(witnesses, quietAt !== undefined);
  }
}

/** People who stayed to the end agree about who is in their rooms. */
function* agreed(witnesses: readonly Witness[]): Generator<Breach> {
  const stayed = witnesses.filter(({ presence, hasHeardAll }) =>
    hasHeardAll && presence.farewell === "stopping"
  );
  for (const a of stayed) {
    for (const b of stayed) {
      for (const [room, members] of a.membersAtRest) {
        const others = b.membersAtRest.get(room);
        if (a === b || others === undefined) continue;
        const one = [...members, a.presence.name].sort().join(),
          two = [...others, b.presence.name].sort().join();
        if (one !== two) {
          yield { promise: "there are no ghosts", detail: `in ${room} are ${one}, or are ${two}?` };
        }
      }
    }
  }
}

/**
 * Where everybody heard everything to the end, a whisper has reached two: whom it is for, and who said it.
 * @param mayFail whether it may come without its sender's knowing: they were told that it did not
 */
function* whispered(witnesses: readonly Witness[], mayFail: boolean): Generator<Breach> {
  const hearers = new Map<string, Witness[]>();
  for (const witness of witnesses) {
    for (const heard of witness.visit.heard) {
      if (heard.kind === "whispered") hearers.set(heard.tag, [...hearers.get(heard.tag) ?? [], witness]);
    }
  }
  for (const [tag, those] of hearers) {
    const [one] = those, isSender = one!.visit.sent.some(({ text }) => text === tag);
    if (those.length === 2 || mayFail && those.length === 1 && !isSender) continue;
    yield { promise: "a whisper reaches two", detail: `${tag} was heard by ${those.length}` };
  }
}
