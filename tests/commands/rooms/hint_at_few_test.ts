import { assertEquals } from "@std/assert";
import type { GuestAsker } from "../../../lib/commands/command.ts";
import { hintAtFew } from "../../../lib/commands/rooms/hint_at_few.ts";
import type { Notice } from "../../../lib/model/notice.ts";
import { NO_TERMINAL } from "../../support/edited_terminal.ts";
import { askerAt, Chat } from "../../support/chat.ts";
import { LARGE } from "../../support/party.ts";

/** A lobby with some people in it, and what the first one of them is told there. */
function lobbyOf(count: number, isEditing = true) {
  const chat = new Chat({ bounds: LARGE });
  const [ann] = Array.from({ length: count }, (_, i) => chat.enter(`guest${i}`));
  const { guest, seat } = ann!, told: Notice[] = [];
  const asker: GuestAsker = {
    ...askerAt(chat.services, seat),
    terminal: { ...NO_TERMINAL, isEditing },
    answer: (notice) => void told.push(notice),
    guest,
  };
  return {
    ...{ chat, ann: ann!, told, [Symbol.dispose]: () => chat[Symbol.dispose]() },
    hint: () => hintAtFew(asker, chat.rooms.lobby),
  };
}

Deno.test("hintAtFew() tells once of /set joins few, where more than 20 people are", () => {
  for (const [people, hints] of [[20, 0], [21, 1]] as const) {
    using test = lobbyOf(people);
    for (let i = 0; i < 2; i++) test.hint();
    assertEquals(test.told, Array(hints).fill({ kind: "many_here", room: "#lobby", people }));
  }
});

Deno.test("hintAtFew() tells nobody who edits lines elsewhere, or who has set joins", () => {
  using elsewhere = lobbyOf(21, false);
  elsewhere.hint();
  using set = lobbyOf(21);
  set.chat.services.seating.prefer(set.ann.seat, { ...set.ann.guest.preferences, joins: "off" });
  set.hint();
  assertEquals([elsewhere.told, set.told], [[], []]);
});
