import { atOnce } from "../support/at_once.ts";
import { assertEquals } from "@std/assert";
import { cleanText } from "../../lib/text/clean_text.ts";
import { Chat, preferencesOf } from "../support/chat.ts";

/** Somebody comes under a name from an address; returns what they are told, as a word. */
function comes(chat: Chat, name: string, address = "192.0.2.1"): string {
  const { reader } = chat.seat();
  const outcome = atOnce(chat.hub.enter(reader, cleanText(name), address, preferencesOf(reader)));
  return outcome.kind === "bad_name" ? outcome.problem : outcome.kind;
}

Deno.test("whoever comes back under their own name gets it when their old connection left all unread for 20 s", async () => {
  let silentMs = 19_999;
  using chat = new Chat({ unansweredMs: () => silentMs });
  const old = chat.enter("anna");
  const ben = chat.enter("ben", undefined, "192.0.2.2");
  await chat.flush();
  ben.hears();
  assertEquals(comes(chat, "anna"), "taken");
  silentMs = 20_000;
  assertEquals(comes(chat, "Anna"), "guest");
  assertEquals(old.seat.signal.reason, { kind: "vanished", silentMs: 20_000 });
  assertEquals([
    chat.fold.people.has(old.guest.person.id),
    chat.fold.names.find("anna")?.name,
    chat.fold.people.size,
  ], [
    false,
    "Anna",
    2,
  ]);
  await chat.flush();
  assertEquals(ben.hears(), ["Server: anna has left the chat", "Server: Anna has joined the chat"]);
  chat.hub.leave(old.guest, { kind: "vanished", silentMs }); // as its session does when it ends
  assertEquals(chat.fold.people.size, 2);
});

Deno.test("nobody gets the name of a connection that answers, nor somebody else that of one that does not", () => {
  let silentMs = 0;
  using chat = new Chat({ unansweredMs: () => silentMs });
  const anna = chat.enter("anna");
  assertEquals(comes(chat, "anna"), "taken"); // a class behind one address
  silentMs = 1_000_000;
  assertEquals(comes(chat, "anna", "192.0.2.2"), "taken");
  assertEquals(comes(chat, "anna", "192.0.2.11"), "taken");
  assertEquals(comes(chat, "ann"), "guest");
  assertEquals([chat.fold.people.has(anna.guest.person.id), anna.seat.signal.aborted], [true, false]);
});

Deno.test("whoever is in takes their own old name back by /nick, too", async () => {
  let silentMs = 0;
  using chat = new Chat({ unansweredMs: () => silentMs });
  const old = chat.enter("anna");
  const back = chat.enter("anna2");
  await back.types("/nick anna");
  assertEquals(back.guest.name, "anna2");
  silentMs = 60_000;
  await back.types("/nick anna");
  assertEquals([back.guest.name, chat.fold.people.has(old.guest.person.id)], ["anna", false]);
});

Deno.test("a connection whose name is asked for is probed by what telnet does not show, and a raw one by nothing", async () => {
  using chat = new Chat();
  const raw = chat.enter("raw"), telnet = chat.enter("telnet");
  telnet.seat.intake.isTelnet = true;
  await chat.clock.advance(19_999);
  const heard = () => [raw, telnet].map(({ terminal }) => terminal.pieces.join(""));
  const before = heard();
  comes(chat, "telnet"); // who was heard a moment ago
  await chat.flush();
  assertEquals(heard(), before);
  for (const name of ["raw", "telnet"]) comes(chat, name);
  for (const name of ["raw", "telnet"]) comes(chat, name, "192.0.2.2");
  await chat.flush();
  assertEquals(heard(), [before[0], `${before[1]}\ufffd\ufffd`]); // ff f1, as what is no UTF-8
});
