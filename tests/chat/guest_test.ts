import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { nameKey } from "../../lib/accounts/identity.ts";
import { cleanText } from "../../lib/text/clean_text.ts";
import { Chat, handOut, PLAIN } from "../support/chat.ts";

Deno.test("Guest.key recognises somebody by their name as it looks and by their address", () => {
  const key = (name: string, address: string) => {
    using chat = new Chat();
    return chat.enter(name, PLAIN, address).guest.person.identity.key;
  };
  assertEquals(key("Ann", "192.0.2.1"), key("ann", "192.0.2.1"));
  assertNotEquals(key("ann", "192.0.2.1"), key("ann", "192.0.2.2"));
  assertNotEquals(key("ann", "192.0.2.1"), key("anna", "192.0.2.1"));
  assertNotEquals(key("ann", "2001:db8::1"), key("ann", "2001:db8::2"));
});

Deno.test("Guest.key changes with the name and keeps the address", () => {
  using chat = new Chat();
  const { guest } = chat.enter("ann", PLAIN, "192.0.2.1");
  const before = guest.person.identity.key;
  chat.hub.rename(guest, cleanText("zoe"));
  assertNotEquals(guest.person.identity.key, before);
  chat.hub.rename(guest, cleanText("ANN"));
  assertEquals(guest.person.identity.key, before);
});

Deno.test("nameKey() is the same for names that look the same", () => {
  assertEquals(nameKey("ANN"), nameKey("ａｎｎ"));
  assertNotEquals(nameKey("ann"), nameKey("anna"));
});

Deno.test("Guest.focus() makes a room the current one and the last in the row", () => {
  using chat = new Chat();
  const { guest, seat } = chat.enter("ann");
  const { lobby } = chat.rooms;
  const room = chat.deeds.make(guest, "#ops" as typeof lobby.label);
  assert(room.kind === "room");
  assertEquals([guest.current, [...guest.rooms]], [room, [lobby, room]]);
  guest.focus(lobby);
  assertEquals([guest.current, [...guest.rooms]], [lobby, [room, lobby]]);
  handOut(chat.fanOut);
  assertEquals(seat.outbox.manner.focus, lobby);
});

Deno.test("Guest.isBot is true of those who speak JSON, as long as they do", () => {
  using chat = new Chat();
  const { guest, seat } = chat.enter("ann");
  assertEquals(guest.person.isBot, false);
  chat.hub.able(seat, { json: true });
  assertEquals(guest.person.isBot, true);
  chat.hub.able(seat, { json: false });
  assertEquals(guest.person.isBot, false);
});
