/** The first line of somebody who comes: their name. @module */

import type { Guest } from "../../chat/guest.ts";
import type { CleanText } from "../../text/clean.ts";
import type { Refusal } from "../../model/refusal.ts";
import { once, type Soon } from "../../runtime/soon.ts";
import { isProgram } from "../../model/dialect.ts";
import { cleanText } from "../../text/clean_text.ts";
import { type Asker, type GuestAsker, othersIn } from "../command.ts";
import { replay } from "../past/replay.ts";
import { hintAtFew } from "../rooms/hint_at_few.ts";

/** Lets them in, greets them, and shows people the message of the day; then what was said last. */
export function arrive(asker: Asker, line: CleanText, address: string): Soon<Guest | Refusal> {
  const { hub, seat } = asker;
  return once(hub.enter(seat, line, address, asker.prefer()), (guest) => {
    if (guest.kind === "guest") greet({ ...asker, guest });
    return guest;
  });
}

function greet(asker: GuestAsker): void {
  const { people, rooms, settings, seat, guest, answer } = asker;
  const { name, motdLines } = settings;
  const server = cleanText(name);
  const others = othersIn(people.values(), people.size, asker);
  const greeting = { kind: "greeting", name: guest.name, ...others } as const;
  answer(server === "" ? greeting : { ...greeting, server });
  if (motdLines.length > 0 && !isProgram(seat.dialect)) answer({ kind: "motd", lines: motdLines });
  replay(asker, rooms.lobby);
  hintAtFew(asker, rooms.lobby);
}
