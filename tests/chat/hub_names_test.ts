/** Names: which ones the hub gives, takes and finds. */

import { atOnce } from "../support/at_once.ts";
import { assertEquals } from "@std/assert";
import type { Guest } from "../../lib/chat/guest.ts";
import type { Refusal } from "../../lib/model/refusal.ts";
import { cleanText } from "../../lib/text/clean_text.ts";
import { Chat, preferencesOf } from "../support/chat.ts";
import { text } from "../support/samples.ts";

/** What comes of trying to get in by a name. */
function enter(chat: Chat, name: string): Guest | Refusal {
  const { reader } = chat.seat();
  return atOnce(chat.hub.enter(reader, cleanText(name), "192.0.2.1", preferencesOf(reader)));
}

Deno.test("Hub.enter() refuses names that are bad, taken, or look like a taken one", () => {
  using chat = new Chat();
  chat.enter("paula");
  const refusal = (name: string) => {
    const outcome = enter(chat, name);
    return outcome.kind === "bad_name" ? outcome.problem : outcome.kind;
  };
  assertEquals(refusal(""), "blank");
  assertEquals(refusal("a b"), "bad_character");
  assertEquals(refusal("PAULA"), "taken");
  assertEquals(refusal("ｐａｕｌａ"), "taken");
  assertEquals(refusal("раulа"), "mixed_scripts");
  assertEquals(refusal("Server"), "reserved");
  assertEquals(chat.fold.people.size, 1);
});

Deno.test("Hub.rename() frees the old name, keeps the new one, and tells everybody else", async () => {
  using chat = new Chat();
  const ann = chat.enter("ann");
  const bob = chat.enter("bob");
  await chat.flush();
  ann.hears();
  const rename = (name: string) => {
    const outcome = atOnce(chat.hub.rename(bob.guest, cleanText(name)));
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

Deno.test("Hub.rename() leaves nobody a name that looks like the new one, also where it looks like the old one", () => {
  using chat = new Chat();
  const { guest } = chat.enter("coco");
  for (const name of ["COCO", "Сосо", "coco"]) { // the second is Cyrillic
    assertEquals<unknown>(chat.hub.rename(guest, cleanText(name)), name);
    for (const tried of ["Coco", "сосо"]) {
      const refusal = enter(chat, tried);
      assertEquals(
        [refusal.kind, chat.fold.names.find(tried)],
        ["bad_name", guest.person],
        `${tried} beside ${name}`,
      );
    }
  }
});

Deno.test("Hub.rename() refuses a bad name and leaves everything as it was", () => {
  using chat = new Chat();
  const { guest } = chat.enter("bob");
  const { person } = guest, { from: nameId } = person.trail.spans().at(-1)!, { key } = person.identity;
  const refusal = atOnce(chat.hub.rename(guest, cleanText("no spaces please")));
  assertEquals(typeof refusal === "string" ? refusal : refusal.kind, "bad_name");
  assertEquals([guest.name as string, guest.person.identity.key, guest.person.trail.spans().at(-1)!.from], [
    "bob",
    key,
    nameId,
  ]);
  assertEquals(chat.fold.names.find("bob"), guest.person);
});

Deno.test("people are found by names that look like theirs, as long as they are here", () => {
  using chat = new Chat();
  const ann = chat.enter("Ann");
  assertEquals(["ann", "ANN", "ａｎｎ"].map((name) => chat.fold.names.find(name)), [
    ann.guest.person,
    ann.guest.person,
    ann.guest.person,
  ]);
  assertEquals(["", "anna", "bob"].map((name) => chat.fold.names.find(name)), [
    undefined,
    undefined,
    undefined,
  ]);
  assertEquals(chat.services.seating.at(ann.seat), ann.guest);
  chat.hub.rename(ann.guest, cleanText("Zoe"));
  assertEquals([chat.fold.names.find("ann"), chat.fold.names.find("zoe")], [undefined, ann.guest.person]);
  ann.leaves();
  assertEquals([
    chat.fold.names.find("zoe"),
    chat.services.seating.at(ann.seat),
    chat.fold.people.has(ann.guest.person.id),
  ], [
    ...[undefined, undefined, false],
  ]);
});

Deno.test("Hub.rename() knows by which event somebody got their name", () => {
  using chat = new Chat();
  const { guest } = chat.enter("ann");
  const { id } = guest.person;
  chat.hub.rename(guest, cleanText("zoe"));
  assertEquals([guest.person.trail.spans().at(-1)!.from, guest.person.id], [chat.fold.lastId, id]);
  chat.hub.rename(guest, cleanText("zoe")); // which they have already
  assertEquals([guest.person.trail.spans().at(-1)!.from, chat.fold.lastId], [id + 1, id + 1]);
});

Deno.test("Hub refuses a name with what was given, cut to a length that can be shown", () => {
  using chat = new Chat();
  const { guest } = chat.enter("ann");
  chat.enter("bob");
  const again = (name: string) => enter(chat, name);
  const rename = (name: string) => chat.hub.rename(guest, cleanText(name));
  for (const claim of [again, rename]) {
    assertEquals(claim(" BOB "), { kind: "bad_name", problem: "taken", given: text("BOB") });
    const long = { kind: "bad_name", problem: "too_long", given: text("x".repeat(32) + "…") } as const;
    assertEquals(claim(" " + "x".repeat(100)), long);
  }
});

Deno.test("Hub.leave() frees the name at once, and a leaver of that name takes it from nobody", async () => {
  using chat = new Chat();
  const former = chat.enter("ann");
  former.leaves();
  const ann = chat.enter("ann");
  former.leaves();
  assertEquals([chat.fold.names.find("ann"), [...chat.fold.people.values()]], [ann.guest.person, [
    ann.guest.person,
  ]]);
  const bob = chat.enter("bob");
  await chat.flush();
  bob.hears();
  await ann.types("still here");
  assertEquals(bob.hears(), ["ann: still here"]);
});
