import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { nameKey } from "../../lib/chat/guest.ts";
import { cleanText } from "../../lib/text/clean_text.ts";
import { Chat, PLAIN } from "../support/chat.ts";
import { JSON_LINES } from "../support/samples.ts";

Deno.test("Guest.key recognises somebody by their name as it looks and by their address", () => {
  const key = (name: string, address: string) => {
    using chat = new Chat();
    return chat.enter(name, PLAIN, address).guest.key;
  };
  assertEquals(key("Ann", "192.0.2.1"), key("ann", "192.0.2.1"));
  assertNotEquals(key("ann", "192.0.2.1"), key("ann", "192.0.2.2"));
  assertNotEquals(key("ann", "192.0.2.1"), key("anna", "192.0.2.1"));
  assertNotEquals(key("ann", "2001:db8::1"), key("ann", "2001:db8::2"));
});

Deno.test("Guest.key changes with the name and keeps the address", () => {
  using chat = new Chat();
  const { guest } = chat.enter("ann", PLAIN, "192.0.2.1");
  const before = guest.key;
  chat.hub.rename(guest, cleanText("zoe"));
  assertNotEquals(guest.key, before);
  chat.hub.rename(guest, cleanText("ANN"));
  assertEquals(guest.key, before);
});

Deno.test("nameKey() is the same for names that look the same", () => {
  assertEquals(nameKey("ANN"), nameKey("ａｎｎ"));
  assertNotEquals(nameKey("ann"), nameKey("anna"));
});

Deno.test("Guest.focus() makes a room the current one and the last in the row", () => {
  using chat = new Chat();
  const { guest } = chat.enter("ann");
  const { lobby } = chat.rooms;
  const room = chat.rooms.make(guest, "#ops" as typeof lobby.label);
  assert(room.kind === "room");
  assertEquals([guest.current, [...guest.rooms]], [room, [lobby, room]]);
  guest.focus(lobby);
  assertEquals([guest.current, [...guest.rooms]], [lobby, [room, lobby]]);
  assertEquals(guest.recipient.focus, lobby);
});

Deno.test("Guest.isBot is true of those who speak JSON, as long as they do", () => {
  using chat = new Chat();
  const { guest } = chat.enter("ann");
  assertEquals(guest.isBot, false);
  guest.recipient.dialect = JSON_LINES;
  assertEquals(guest.isBot, true);
  guest.recipient.dialect = PLAIN;
  assertEquals(guest.isBot, false);
});
