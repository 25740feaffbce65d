import { assertEquals } from "@std/assert";
import { cleanText } from "../lib/render/clean_text.ts";
import { Chat } from "./support/chat.ts";

Deno.test("who ignores somebody may take another name, and goes on hearing themselves in the past", async () => {
  using chat = new Chat();
  const ann = chat.enter("ann"), bob = chat.enter("bob");
  await ann.types("/ignore bob");
  await ann.types("/nick anna");
  await ann.types("my own line");
  ann.hears();
  await ann.types("/ignore");
  assertEquals(ann.hears(), ["You ignore bob."]);
  await ann.types("/history");
  assertEquals(ann.hears().some((line) => line.endsWith("anna: my own line")), true);
  assertEquals(bob.guest.unheardBy.has(ann.guest.recipient), true);
});

Deno.test("an ignored person who takes many names leaves one of them on the list, and the one that was chosen", async () => {
  using chat = new Chat();
  const ann = chat.enter("ann"), troll = chat.enter("troll");
  await ann.types("/ignore troll");
  for (const name of ["t1", "t2", "t3"]) chat.hub.rename(troll.guest, cleanText(name));
  ann.hears();
  await ann.types("/ignore");
  assertEquals(ann.hears().at(-1), "You ignore troll, t3.");
  const t1 = chat.enter("t1");
  await chat.flush();
  ann.hears();
  await t1.types("I only share a name they had");
  assertEquals(ann.hears(), ["t1: I only share a name they had"]);
});

Deno.test("nobody who does not own a room gives it away by leaving", async () => {
  using chat = new Chat();
  const ann = chat.enter("ann"), bob = chat.enter("bob");
  await ann.types("/join #ops");
  await bob.types("/join #ops");
  const room = bob.guest.current;
  room.disown(ann.guest.key); // as imported rooms are nobody's
  await ann.types("/leave #ops");
  assertEquals([room.isNobodys, room.standing(bob.guest).isOwner], [true, false]);
});
