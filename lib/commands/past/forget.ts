/** `/forget`: takes back all one said. @module */

import type { NameSpan } from "../../chat/name_trail.ts";
import { MAX_COUNTED } from "../../store/store.ts";
import { type Command, type GuestAsker, misuse } from "../command.ts";

/** Names whose lines are erased in one turn; somebody who had more of them waits for the next turns. */
const NAMES_AT_ONCE = 20;

/** Erases what the asker said since they came, under all names they had. */
export const forget: Command = {
  usage: "/forget",
  cost: 20,
  who: "guests",
  run(asker, argument) {
    if (argument !== "") return misuse("forget", this.usage, argument);
    const { trail } = asker.guest.person;
    const spans = trail.spans();
    trail.forget();
    const first = erase(asker, spans.splice(0, NAMES_AT_ONCE));
    if (spans.length === 0) return void tell(asker, first);
    return eraseRest(asker, spans, first);
  },
};

/** How many lines went; undefined where some will go when the store can be written again. */
type Erased = number | undefined;

async function eraseRest(asker: GuestAsker, spans: NameSpan[], first: Erased): Promise<undefined> {
  let all = first;
  while (spans.length > 0) {
    await new Promise<void>((resolve) => asker.hub.clock.soon(resolve));
    const lines = erase(asker, spans.splice(0, NAMES_AT_ONCE));
    all = all === undefined || lines === undefined ? undefined : all + lines;
  }
  tell(asker, all);
}

function erase({ hub: { archive } }: GuestAsker, spans: readonly NameSpan[]): Erased {
  return spans.map(({ name, from, upTo, lines: said }) => {
    const erased = archive.forget(name, from, upTo);
    return erased !== undefined && erased >= MAX_COUNTED ? Math.max(erased, said) : erased;
  }).reduce((sum, lines) => sum === undefined || lines === undefined ? undefined : sum + lines, 0);
}

function tell({ hub, answer }: GuestAsker, lines: Erased): void {
  answer({ kind: "forgotten", lines: lines ?? 0, isCertain: lines !== undefined });
  hub.rooms.tidy();
}
