import { assert, assertEquals } from "@std/assert";
import type { Guest } from "../lib/hub.ts";
import { cleanText } from "../lib/render/clean_text.ts";
import { Chat } from "./support/chat.ts";

/** Lets somebody in, who must be welcome. */
function join(chat: Chat, name: string) {
  const seat = chat.seat();
  const guest = chat.hub.enter(seat.recipient, cleanText(name));
  assert(guest.kind === "guest", `${name} was refused`);
  return { ...seat, guest: guest as Guest };
}

Deno.test("Hub.enter() greets the newcomer with who is here, and tells the others, nobody twice", async () => {
  using chat = new Chat();
  const ann = join(chat, "ann");
  const bob = join(chat, "bob");
  await chat.flush();
  assertEquals(
    ann.terminal.heard,
    "Hello ann, you are the first one here. Type to talk, /help for help.\n" +
      "Server: bob has joined the chat\n",
  );
  assertEquals(
    bob.terminal.heard,
    "Hello bob, here with you: ann. Type to talk, /help for help.\n",
  );
});

Deno.test("Hub.say() reaches the others only, join first and leave last", async () => {
  using chat = new Chat();
  const ann = join(chat, "ann");
  const bob = join(chat, "bob");
  chat.hub.say(bob.guest, cleanText("hi"));
  chat.hub.act(bob.guest, cleanText("waves"));
  chat.hub.leave(bob.guest, { kind: "quit" });
  chat.hub.leave(bob.guest, { kind: "quit" });
  await chat.flush();
  assertEquals(ann.terminal.heard.split("\n").slice(1), [
    "Server: bob has joined the chat",
    "bob: hi",
    "* bob waves",
    "Server: bob has left the chat",
    "",
  ]);
  assertEquals(bob.terminal.heard.split("\n").length, 2);
  assertEquals(chat.hub.names(), [ann.guest.name]);
});

Deno.test("Hub gives a newcomer nothing said before, and a leaver everything said before", async () => {
  using chat = new Chat();
  const ann = join(chat, "ann");
  const bob = join(chat, "bob");
  await chat.flush();
  chat.hub.say(ann.guest, cleanText("one"));
  const eve = join(chat, "eve");
  chat.hub.say(ann.guest, cleanText("two"));
  chat.hub.leave(bob.guest, { kind: "quit" });
  chat.hub.say(ann.guest, cleanText("three"));
  await chat.flush();
  assertEquals(bob.terminal.heard.split("\n").slice(1), [
    "ann: one",
    "Server: eve has joined the chat",
    "ann: two",
    "",
  ]);
  assertEquals(eve.terminal.heard.split("\n").slice(1), [
    "ann: two",
    "Server: bob has left the chat",
    "ann: three",
    "",
  ]);
});

Deno.test("Hub.enter() refuses names that are bad, taken, or look like a taken one", () => {
  using chat = new Chat();
  join(chat, "paula");
  const refusal = (name: string) => {
    const outcome = chat.hub.enter(chat.seat().recipient, cleanText(name));
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

Deno.test("Hub.rename() frees the old name, keeps the new one, and tells everybody", async () => {
  using chat = new Chat();
  const ann = join(chat, "ann");
  const bob = join(chat, "bob");
  await chat.flush();
  assertEquals(chat.hub.rename(bob.guest, cleanText("ANN"))?.kind, "bad_name");
  assertEquals(chat.hub.rename(bob.guest, cleanText("bob")), undefined);
  assertEquals(chat.hub.rename(bob.guest, cleanText("Bob")), undefined);
  assertEquals(chat.hub.rename(bob.guest, cleanText("rob")), undefined);
  assertEquals(bob.guest.name as string, "rob");
  join(chat, "bob");
  await chat.flush();
  assertEquals(ann.terminal.heard.split("\n").slice(2), [
    "Server: bob is now known as Bob",
    "Server: Bob is now known as rob",
    "Server: bob has joined the chat",
    "",
  ]);
  assertEquals(bob.terminal.heard.split("\n").slice(1), [
    "You already are bob.",
    "You are now known as Bob.",
    "You are now known as rob.",
    "Server: bob has joined the chat",
    "",
  ]);
});
