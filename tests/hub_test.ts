import { assert, assertEquals } from "@std/assert";
import { arrive } from "../lib/commands/arrive.ts";
import { Hub } from "../lib/hub.ts";
import { NameBook } from "../lib/name_book.ts";
import type { Recipient } from "../lib/recipient.ts";
import { cleanText } from "../lib/render/clean_text.ts";
import { Chat, type Typist } from "./support/chat.ts";
import { LogBook } from "./support/log_book.ts";
import { text } from "./support/samples.ts";

/** Says something in the room somebody is in. */
function say(chat: Chat, { guest }: Typist, said: string): void {
  chat.hub.speak("said", guest, guest.current, text(said));
}

Deno.test("Hub.enter() tells the others, nobody twice, and arrive() greets the newcomer with who is here", async () => {
  using chat = new Chat();
  const terminals = ["ann", "bob"].map((name) => {
    const { recipient, terminal } = chat.seat();
    const asker = { hub: chat.hub, recipient, answer: recipient.tell.bind(recipient), charge: () => {} };
    assertEquals(arrive(asker, cleanText(name), "192.0.2.1").kind, "guest");
    return terminal;
  });
  await chat.flush();
  assertEquals(
    terminals[0]!.heard,
    "Hello ann, you are the first one here. Type to talk, /help for help.\n" +
      "Server: bob has joined the chat\n",
  );
  assertEquals(
    terminals[1]!.heard,
    "Hello bob, here with you: ann. Type to talk, /help for help.\n",
  );
});

Deno.test("Hub.speak() reaches the others only, join first and leave last", async () => {
  using chat = new Chat();
  const ann = chat.enter("ann");
  const bob = chat.enter("bob");
  say(chat, bob, "hi");
  chat.hub.speak("acted", bob.guest, bob.guest.current, text("waves"));
  bob.leaves();
  bob.leaves();
  await chat.flush();
  assertEquals(ann.hears(), [
    "Server: bob has joined the chat",
    "bob: hi",
    "* bob waves",
    "Server: bob has left the chat",
  ]);
  assertEquals(bob.hears(), []);
  assertEquals(chat.hub.guests(), [ann.guest]);
});

Deno.test("Hub.speak() numbers what is said, one after the other", () => {
  using chat = new Chat();
  const ann = chat.enter("ann");
  const ids = ["one", "two"].map((said) => chat.hub.speak("said", ann.guest, chat.rooms.lobby, text(said)));
  assertEquals(ids, [chat.herald.lastId - 1, chat.herald.lastId]);
  assertEquals(ann.guest.lines, 2);
});

Deno.test("Hub gives a newcomer nothing said before, and a leaver everything said before", async () => {
  using chat = new Chat();
  const ann = chat.enter("ann");
  const bob = chat.enter("bob");
  await chat.flush();
  say(chat, ann, "one");
  const eve = chat.enter("eve");
  say(chat, ann, "two");
  bob.leaves();
  say(chat, ann, "three");
  await chat.flush();
  assertEquals(bob.hears(), ["ann: one", "Server: eve has joined the chat", "ann: two"]);
  assertEquals(eve.hears(), ["ann: two", "Server: bob has left the chat", "ann: three"]);
});

Deno.test("Hub.leave() tells nobody while the server stops", async () => {
  using chat = new Chat();
  const ann = chat.enter("ann");
  const bob = chat.enter("bob");
  await chat.flush();
  ann.hears();
  chat.hub.leave(bob.guest, { kind: "stopping" });
  await chat.flush();
  assertEquals([ann.hears(), chat.hub.size], [[], 1]);
});

Deno.test("Hub.leave() keeps how much of the chat they have seen, under their name and address", () => {
  using chat = new Chat();
  const ann = chat.enter("Ann", undefined, "192.0.2.7");
  say(chat, ann, "hi");
  const id = chat.herald.lastId;
  ann.leaves();
  const seen = (key: string) => chat.archive.ask((store) => store.seen(key));
  assertEquals(seen("ann@192.0.2.7"), { kind: "answer", value: id });
  assertEquals(seen("ann@192.0.2.1"), { kind: "answer", value: undefined });
});

Deno.test("Hub.enter() refuses names that are bad, taken, or look like a taken one", () => {
  using chat = new Chat();
  chat.enter("paula");
  const refusal = (name: string) => {
    const outcome = chat.hub.enter(chat.seat().recipient, cleanText(name), "192.0.2.1");
    return outcome.kind === "bad_name" ? outcome.problem : outcome.kind;
  };
  assertEquals(refusal(""), "blank");
  assertEquals(refusal("a b"), "bad_character");
  assertEquals(refusal("PAULA"), "taken");
  assertEquals(refusal("ｐａｕｌａ"), "taken");
  assertEquals(refusal("раulа"), "mixed_scripts");
  assertEquals(refusal("Server"), "reserved");
  assertEquals(chat.hub.size, 1);
});

Deno.test("Hub.rename() frees the old name, keeps the new one, and tells everybody else", async () => {
  using chat = new Chat();
  const ann = chat.enter("ann");
  const bob = chat.enter("bob");
  await chat.flush();
  ann.hears();
  const rename = (name: string) => {
    const outcome = chat.hub.rename(bob.guest, cleanText(name));
    return typeof outcome === "string" ? outcome : `<${outcome.kind}>`;
  };
  assertEquals(["ANN", "bob", "Bob", "rob"].map(rename), ["<bad_name>", "bob", "Bob", "rob"]);
  assertEquals<string>(bob.guest.name, "rob");
  chat.enter("bob");
  await chat.flush();
  assertEquals(ann.hears(), [
    "Server: bob is now known as Bob",
    "Server: Bob is now known as rob",
    "Server: bob has joined the chat",
  ]);
  assertEquals(bob.hears(), ["Server: bob has joined the chat"]);
});

Deno.test("Hub.rename() refuses a bad name and leaves everything as it was", () => {
  using chat = new Chat();
  const { guest } = chat.enter("bob");
  const { key, nameId } = guest;
  const refusal = chat.hub.rename(guest, cleanText("no spaces please"));
  assertEquals(typeof refusal === "string" ? refusal : refusal.kind, "bad_name");
  assertEquals([guest.name as string, guest.key, guest.nameId], ["bob", key, nameId]);
  assertEquals(chat.hub.find("bob"), guest);
});

Deno.test("Hub.find() finds people by names that look like theirs, as long as they are here", () => {
  using chat = new Chat();
  const ann = chat.enter("Ann");
  assertEquals(["ann", "ANN", "ａｎｎ"].map((name) => chat.hub.find(name)), [
    ann.guest,
    ann.guest,
    ann.guest,
  ]);
  assertEquals(["", "anna", "bob"].map((name) => chat.hub.find(name)), [undefined, undefined, undefined]);
  assertEquals(chat.hub.guestOf(ann.guest.recipient), ann.guest);
  chat.hub.rename(ann.guest, cleanText("Zoe"));
  assertEquals([chat.hub.find("ann"), chat.hub.find("zoe")], [undefined, ann.guest]);
  ann.leaves();
  assertEquals([chat.hub.find("zoe"), chat.hub.guestOf(ann.guest.recipient), chat.hub.has(ann.guest)], [
    ...[undefined, undefined, false],
  ]);
});

Deno.test("Hub.whisper() reaches one person and the sender, in whatever room they are, and is kept nowhere", async () => {
  using chat = new Chat();
  const [ann, bob, eve] = [chat.enter("ann"), chat.enter("bob"), chat.enter("eve")];
  await ann.types("/join #away");
  for (const typist of [ann, bob, eve]) typist.hears();
  const id = chat.hub.whisper(ann.guest, bob.guest, text("psst"));
  await chat.flush();
  assertEquals([ann, bob, eve].map((typist) => typist.hears()), [
    ["[ann -> bob] psst"],
    ["[ann -> bob] psst"],
    [],
  ]);
  assertEquals(id, chat.herald.lastId);
  const found = chat.archive.ask((store) =>
    store.search({
      words: "psst",
      rooms: [...ann.guest.rooms].map(({ label: room }) => ({ room, after: 0 })),
      limit: 1,
    })
  );
  assertEquals(found.kind === "answer" && found.value.messages, []);
  assertEquals([ann.guest.correspondent, bob.guest.correspondent], [bob.guest, ann.guest]);
});

Deno.test("Hub logs who comes and goes, and what is said only where that is wanted", () => {
  for (const logChat of [false, true]) {
    using chat = new Chat();
    const { registry, archive, herald, rooms, clock } = chat;
    const book = new LogBook();
    const names = new NameBook<Recipient>();
    const hub = new Hub({ registry, archive, herald, rooms, names, clock, log: book.log, logChat });
    const guest = hub.enter(chat.seat().recipient, cleanText("ann"), "192.0.2.1");
    assert(guest.kind === "guest");
    for (const kind of ["said", "acted"] as const) hub.speak(kind, guest, rooms.lobby, text("hi"));
    hub.leave(guest, { kind: "quit" });
    assertEquals(book.lines, [
      "info: ann has joined the chat",
      ...(logChat ? ["info: #lobby ann: hi", "info: #lobby * ann hi"] : []),
      "info: ann has left the chat (quit) after 0 s, lines said: 2",
    ]);
  }
});
