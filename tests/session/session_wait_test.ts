/** What a session waits for before it hears a line: its pace, and the doorway. */

import { assertEquals } from "@std/assert";
import { Chat, SMALL } from "../support/chat.ts";
import { begin } from "../support/conversation.ts";
import { settled } from "../support/fake_clock.ts";

Deno.test("a session keeps a fast talker to the pace, says so once, and loses nothing", async () => {
  using chat = new Chat({
    bounds: { ...SMALL, outboxLines: 1000, outboxBytes: 100_000 },
  });
  const ann = begin(chat);
  ann.say("ann");
  await settled();
  const bob = begin(chat, { pace: { paceLines: 10, paceBurst: 11 } });
  bob.say("bob");
  for (let i = 1; i <= 30; i++) bob.say(`${i}`);
  const heard = () => ann.terminal.heard.split("\n").filter((line) => line.startsWith("bob:"));
  await chat.clock.advance(50);
  assertEquals(heard().length, 10);
  await chat.clock.advance(1000);
  assertEquals(heard().length, 20);
  await chat.clock.advance(1100);
  assertEquals(heard(), Array.from({ length: 30 }, (_, i) => `bob: ${i + 1}`));
  assertEquals(bob.terminal.heard.split("You type faster").length, 2);
  for (const session of [ann, bob]) session.type.close();
  await ann.farewell;
  await bob.farewell;
});

Deno.test("a session of somebody who goes after each burst and comes again is at the same pace", async () => {
  using chat = new Chat({ bounds: { ...SMALL, outboxLines: 1000, outboxBytes: 100_000 } });
  const ann = begin(chat);
  ann.say("ann");
  await settled();
  const heard = () => ann.terminal.heard.split("\n").filter((line) => /^bob\d: /.test(line)).length;
  const comes = (name: string) => {
    const it = begin(chat, { pace: { paceLines: 10, paceBurst: 11 } });
    for (const line of [name, ..."1234567890", "/quit"]) it.say(line);
    return it;
  };
  const bob1 = comes("bob1");
  await chat.clock.advance(150);
  assertEquals([heard(), await bob1.farewell], [10, { kind: "quit" }]);
  const bob2 = comes("bob2");
  await chat.clock.advance(150);
  assertEquals(heard(), 11);
  await chat.clock.advance(1000);
  assertEquals(heard(), 20);
  await chat.clock.advance(100);
  assertEquals(await bob2.farewell, { kind: "quit" });
  ann.type.close();
  await ann.farewell;
});

Deno.test("a session of somebody whose network has used up its pace keeps their first line waiting without a word", async () => {
  using chat = new Chat({ bounds: { ...SMALL, outboxLines: 1000, outboxBytes: 100_000 } });
  const comes = (...lines: string[]) => {
    const it = begin(chat, { pace: { paceLines: 10, paceBurst: 11 } });
    for (const line of lines) it.say(line);
    return it;
  };
  const ann = comes("ann", ..."1234567890", "/quit");
  await chat.clock.advance(150);
  assertEquals(await ann.farewell, { kind: "quit" });
  const bob = comes("bob");
  await chat.clock.advance(20);
  assertEquals(chat.fold.people.size, 0);
  await chat.clock.advance(100);
  assertEquals([chat.fold.people.size, bob.terminal.heard.includes("You type faster")], [1, false]);
  for (const line of "123") bob.say(line);
  await chat.clock.advance(500);
  assertEquals(bob.terminal.heard.split("You type faster").length, 2);
  bob.type.close();
  await bob.farewell;
});

Deno.test("a session tells of a line that waited for its pace: what comes behind it is read late", async () => {
  using chat = new Chat();
  const bob = begin(chat, { pace: { paceLines: 1, paceBurst: 3 } });
  for (const line of ["bob", "1", "2"]) bob.say(line);
  await chat.clock.advance(50);
  const { intake } = bob.reader, told = [intake.heldBackAt];
  for (const line of ["3", "4"]) bob.say(line);
  for (let seconds = 0; seconds < 3; seconds++) {
    await chat.clock.advance(1000);
    told.push(intake.heldBackAt);
  }
  assertEquals(told, [0, 1000, 2000, 2000]);
  bob.type.close();
  await bob.farewell;
});

Deno.test("a session lets what is costly count as many lines: who searches all the time waits", async () => {
  using chat = new Chat();
  const bob = begin(chat, { pace: { paceLines: 10, paceBurst: 22 } });
  bob.say("bob");
  for (let i = 0; i < 3; i++) bob.say("/search nothing");
  const answers = () => bob.terminal.heard.split("No line with").length - 1;
  await chat.clock.advance(50);
  assertEquals(answers(), 1);
  await chat.clock.advance(100); // the second one's turn, at once followed by its price
  assertEquals(answers(), 2);
  await chat.clock.advance(1800);
  assertEquals(answers(), 2);
  await chat.clock.advance(400);
  assertEquals(answers(), 3);
  bob.type.close();
  await bob.farewell;
});

Deno.test("a session that is ended while a line waits for its pace says nothing of it any more", async () => {
  using chat = new Chat();
  const bob = chat.enter("bob");
  const ann = begin(chat, { pace: { paceLines: 1, paceBurst: 1 } });
  for (const line of ["ann", "too late"]) ann.say(line);
  await chat.clock.advance(10);
  ann.reader.end({ kind: "stopping" });
  assertEquals(await ann.farewell, { kind: "stopping" });
  await chat.flush();
  assertEquals(bob.hears().filter((line) => line.includes("too late")), []);
});

/** So many writes that most readers are behind. */
function holdUp(chat: Chat): { [Symbol.dispose](): void } {
  chat.fanOut.doorway.writing = 1000;
  return { [Symbol.dispose]: () => void (chat.fanOut.doorway.writing > 0 && release(chat)) };
}

function release(chat: Chat): void {
  chat.fanOut.doorway.writing = 0;
}

Deno.test("a name waits at the doorway while most readers are behind, and counts as given meanwhile", async () => {
  using chat = new Chat();
  const ann = begin(chat);
  using _ = holdUp(chat);
  await chat.clock.advance(50_000);
  for (const line of ["ann", "hello"]) ann.say(line);
  await chat.clock.advance(20_000); // longer than there is for a name
  assertEquals([chat.fold.people.size, ann.reader.signal.aborted], [0, false]);
  release(chat);
  await chat.clock.advance(10);
  assertEquals([chat.fold.people.size, chat.fold.names.find("ann")?.trail.lines], [1, 1]);
  ann.type.close();
  await ann.farewell;
});

Deno.test("whoever gave no good name at the doorway in time has no more time for it", async () => {
  using chat = new Chat();
  const somebody = begin(chat);
  using _ = holdUp(chat);
  somebody.say("no good name");
  await chat.clock.advance(61_000);
  release(chat);
  await chat.clock.advance(10);
  assertEquals(await somebody.farewell, { kind: "nameless", nameMs: 60_000 });
});

Deno.test("a session ends while it waits at the doorway, and nobody is let in then", async () => {
  using chat = new Chat();
  const ann = begin(chat);
  using _ = holdUp(chat);
  ann.say("ann");
  await chat.clock.advance(10);
  assertEquals(chat.fanOut.doorway.waiting, 1);
  ann.reader.end({ kind: "kicked" });
  assertEquals(await ann.farewell, { kind: "kicked" });
  assertEquals([chat.fanOut.doorway.waiting, chat.fold.people.size], [0, 0]);
});

Deno.test("people who are in never wait at the doorway", async () => {
  using chat = new Chat();
  const ann = begin(chat);
  ann.say("ann");
  await settled();
  using _ = holdUp(chat);
  ann.say("hello");
  await settled();
  assertEquals([chat.fold.names.find("ann")?.trail.lines, chat.fanOut.doorway.waiting], [1, 0]);
  ann.type.close();
  await ann.farewell;
});
