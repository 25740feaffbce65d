/** The first line of somebody who comes: their name. @module */

import type { Guest } from "../../chat/guest.ts";
import type { CleanText } from "../../text/clean.ts";
import type { Refusal } from "../../model/refusal.ts";
import { isProgram } from "../../model/dialect.ts";
import { cleanText } from "../../text/clean_text.ts";
import { type Asker, othersIn } from "../command.ts";
import { replay } from "../past/replay.ts";
import { hintAtFew } from "../rooms/hint_at_few.ts";

/** Lets them in, greets them, and shows people the message of the day; then what was said last. */
export function arrive(asker: Asker, line: CleanText, address: string): Guest | Refusal {
  const { hub, people, rooms, settings, seat, answer } = asker;
  const guest = hub.enter(seat, line, address, asker.prefer());
  if (guest.kind !== "guest") return guest;
  const { name, motdLines } = settings;
  const server = cleanText(name);
  const guestAsker = { ...asker, guest };
  const others = othersIn(people.values(), people.size, guestAsker);
  const greeting = { kind: "greeting", name: guest.name, ...others } as const;
  answer(server === "" ? greeting : { ...greeting, server });
  if (motdLines.length > 0 && !isProgram(seat.dialect)) answer({ kind: "motd", lines: motdLines });
  replay(guestAsker, rooms.lobby);
  hintAtFew(guestAsker, rooms.lobby);
  return guest;
}
