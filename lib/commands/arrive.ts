/** The first line of somebody who comes: their name. @module */

import type { Guest } from "../guest.ts";
import type { CleanText } from "../model/clean.ts";
import type { Refusal } from "../model/refusal.ts";
import { type Asker, othersIn } from "./command.ts";
import { replay } from "./replay.ts";

/** Lets them in, greets them, and shows what was said last. */
export function arrive(asker: Asker, line: CleanText, address: string): Guest | Refusal {
  const { hub, recipient, answer } = asker;
  const guest = hub.enter(recipient, line, address);
  if (guest.kind !== "guest") return guest;
  answer({ kind: "greeting", name: guest.name, others: othersIn(hub, guest) });
  replay({ ...asker, guest }, hub.rooms.lobby);
  return guest;
}
