import { sessionMeters } from "../support/meters.ts";
import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { converse } from "../../lib/session/session.ts";
import type { Log } from "../../lib/runtime/log.ts";
import { Ticks } from "../../lib/runtime/ticks.ts";
import { WELCOME } from "../../lib/render/render.ts";
import { MENDED, SIGNAL } from "../../lib/terminal/signal.ts";
import { PeerGone } from "../../lib/wire/socket_text.ts";
import { Chat, SMALL } from "../support/chat.ts";
import { begin, BOUNDS } from "../support/conversation.ts";
import { settled } from "../support/fake_clock.ts";
import { TroubledStore } from "../support/troubled_store.ts";

Deno.test("a session takes the first line as the name and says the later ones", async () => {
  using chat = new Chat();
  const ann = begin(chat);
  const bob = begin(chat);
  for (const line of ["ann"]) ann.say(line);
  await settled();
  for (const line of ["bob", "hello", "//shrug", "  ", "", "/me waves"]) bob.say(line);
  await chat.flush();
  assertEquals(ann.terminal.heard.split("\n").slice(1), [
    "Server: bob has joined the chat",
    "bob: hello",
    "bob: /shrug",
    "* bob waves",
    "",
  ]);
  for (const session of [ann, bob]) session.type.close();
  assertEquals(await ann.farewell, { kind: "hung_up" });
  assertEquals(await bob.farewell, { kind: "hung_up" });
  assertEquals(chat.fold.people.size, 0);
  await chat.flush();
  assertEquals(chat.clock.timers, 1); // the fan-out's sweep
});

Deno.test("a session gives the reason and the prompt again, and the door after too many names", async () => {
  using chat = new Chat();
  const somebody = begin(chat);
  for (const line of ["", "no spaces please", "admin"]) somebody.say(line);
  assertEquals(await somebody.farewell, { kind: "too_many_tries", nameTries: 3 });
  await chat.flush();
  const prompt = "Welcome to the chat! Please enter your username:";
  assertEquals(somebody.terminal.heard.split("\n"), [
    "That cannot be your name: a name needs at least one letter or digit.",
    prompt,
    '"no spaces please" cannot be your name: a name is made of letters, digits, dots, _ and -.',
    prompt,
    '"admin" cannot be your name: it is reserved for the server.',
    "",
  ]);
});

Deno.test("a session without a name ends after nameMs, one with a name does not", async () => {
  using chat = new Chat();
  const silent = begin(chat);
  const ann = begin(chat);
  ann.say("ann");
  await chat.clock.advance(59_000);
  assertEquals(silent.reader.signal.aborted, false);
  await chat.clock.advance(2000);
  assertEquals(await silent.farewell, { kind: "nameless", nameMs: 60_000 });
  assertEquals(chat.fold.people.size, 1);
  ann.type.close();
  await ann.farewell;
});

Deno.test("a session ends while it still waits for the first byte", async () => {
  using chat = new Chat();
  const { reader } = chat.seat();
  const never = new Promise<never>(() => {});
  const farewell = converse(never, {
    services: chat.services,
    reader,
    address: "192.0.2.1",
    valve: chat.fanOut.valve,
    doorway: chat.fanOut.doorway,
    ticks: new Ticks(chat.clock),
    clock: chat.clock,
    bounds: BOUNDS,
    ...sessionMeters(),
  });
  reader.end({ kind: "stopping" });
  assertEquals(await farewell, { kind: "stopping" });
});

Deno.test("a session ends with quit on /quit and on a goodbye signal, and hears nothing after it", async () => {
  using chat = new Chat();
  const ann = begin(chat);
  ann.say("ann");
  for (const goodbye of ["/quit", SIGNAL.goodbye]) {
    const bob = begin(chat);
    for (const line of ["bob", goodbye, "too late"]) bob.say(line);
    assertEquals(await bob.farewell, { kind: "quit" });
  }
  await chat.flush();
  assertEquals(ann.terminal.heard.includes("too late"), false);
  ann.type.close();
  await ann.farewell;
});

Deno.test("a session tells strangers apart before anybody joins, and only then", async () => {
  using chat = new Chat();
  const http = begin(chat);
  http.say("GET / HTTP/1.1");
  assertEquals(await http.farewell, { kind: "stranger", spoke: "http" });
  const tls = begin(chat);
  tls.say(SIGNAL.tls);
  assertEquals(await tls.farewell, { kind: "stranger", spoke: "tls" });
  for (const spoke of ["utf16", "proxy", "program"] as const) {
    const other = begin(chat);
    other.say(SIGNAL[spoke]);
    assertEquals(await other.farewell, { kind: "stranger", spoke });
  }
  assertEquals(chat.fold.people.size, 0);
  const ann = begin(chat);
  for (const line of ["ann", "GET / HTTP/1.1"]) ann.say(line);
  ann.type.close();
  assertEquals(await ann.farewell, { kind: "hung_up" });
});

Deno.test("a session says and obeys what can be shown of a line that was not UTF-8, but takes no name from it", async () => {
  using chat = new Chat();
  const [ann, bob] = [begin(chat), begin(chat)];
  ann.say("ann");
  for (
    const line of [
      `${MENDED}bøb`,
      "bob",
      `${MENDED}caf\ufffd`,
      `${MENDED}/msg ann h\u00e9`,
      `${MENDED}again \ufffd`,
      `${MENDED}\u00ad`,
    ]
  ) {
    bob.say(line);
  }
  await chat.flush();
  assertEquals(bob.terminal.heard.split("\n"), [
    "That cannot be your name: it is not valid UTF-8 text.",
    "Welcome to the chat! Please enter your username:",
    "Hello bob, here with you: ann. Type to talk, /help for help.",
    "Some of your letters are not valid UTF-8, so others see \ufffd: set your terminal to UTF-8.",
    "[bob -> ann] h\u00e9",
    "",
  ]);
  assertEquals(ann.terminal.heard.split("\n").slice(1), [
    "Server: bob has joined the chat",
    "bob: caf\ufffd",
    "[bob -> ann] h\u00e9",
    "bob: again \ufffd",
    "",
  ]);
  for (const session of [ann, bob]) {
    session.type.close();
    await session.farewell;
  }
});

Deno.test("a session refuses lines that are too long or no text with one sentence, and goes on", async () => {
  using chat = new Chat();
  const ann = begin(chat);
  for (const line of ["ann", SIGNAL.tooLong, SIGNAL.notText, SIGNAL.areYouThere, "/hlep"]) ann.say(line);
  await chat.flush();
  assertEquals(ann.terminal.heard.split("\n").slice(1), [
    "That line was not sent: it is longer than 4,096 bytes.",
    "That line was not sent: it is not valid UTF-8 text. Set your terminal to UTF-8 and type it again.",
    "Yes, still here.",
    "There is no command /hlep, did you mean /help? Type /help to see all commands.",
    "",
  ]);
  ann.type.close();
  await ann.farewell;
});

Deno.test("a session keeps a fast talker to the pace, says so once, and loses nothing", async () => {
  using chat = new Chat({
    bounds: { ...SMALL, outboxLines: 1000, outboxBytes: 100_000 },
  });
  const ann = begin(chat);
  ann.say("ann");
  await settled();
  const bob = begin(chat, { pace: { linesPerSecond: 10, burst: 11 } });
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

Deno.test("a session lets what is costly count as many lines: who searches all the time waits", async () => {
  using chat = new Chat();
  const bob = begin(chat, { pace: { linesPerSecond: 10, burst: 22 } });
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

Deno.test("a session leaves the hub when its peer is gone, and when a bug ends it", async () => {
  using chat = new Chat();
  const ann = begin(chat);
  ann.say("ann");
  await settled();
  ann.type.error(new PeerGone("reset"));
  assertEquals(await ann.farewell, { kind: "hung_up" });
  const bob = begin(chat);
  bob.say("bob");
  await settled();
  bob.type.error(new TypeError("a bug"));
  await assertRejects(() => bob.farewell, TypeError, "a bug");
  assertEquals(chat.fold.people.size, 0);
});

Deno.test("a session leaves the hub also when a bug ends it while somebody is let in", async () => {
  const disk = new TroubledStore();
  using chat = new Chat({ open: disk.open });
  disk.failure = new TypeError("a bug");
  const ann = begin(chat);
  ann.say("ann");
  await assertRejects(() => ann.farewell, TypeError, "a bug");
  assertEquals([chat.fold.people.size, chat.rooms.lobby.members.size, chat.fold.names.find("ann")], [
    0,
    0,
    undefined,
  ]);
});

Deno.test("a session leaves the hub also when a bug keeps the others from hearing that somebody came", async () => {
  const log: Log = (_, __, { sign } = {}) => {
    if (sign === "joined") throw new TypeError("a bug");
  };
  using chat = new Chat({ log });
  const ann = begin(chat);
  ann.say("ann");
  await assertRejects(() => ann.farewell, TypeError, "a bug");
  assertEquals([chat.fold.people.size, chat.rooms.lobby.members.size, chat.fold.names.find("ann")], [
    0,
    0,
    undefined,
  ]);
});

Deno.test("commands that need no name work at the prompt, the others wait for one", async () => {
  using chat = new Chat();
  const somebody = begin(chat);
  for (const line of ["/lang zh", "/who"]) somebody.say(line);
  await chat.flush();
  assertStringIncludes(
    somebody.terminal.heard,
    `颜色已关闭，语言为中文。\n${WELCOME}\n进入之后才能使用 /who：请先输入名字。\n${WELCOME}\n`,
  );
  somebody.type.close();
  await somebody.farewell;
});

Deno.test("a session whose reader has been ended already does not begin", async () => {
  using chat = new Chat();
  const seat = chat.seat();
  seat.reader.end({ kind: "stopping" });
  const farewell = await converse(new Promise(() => {}), {
    ...{ services: chat.services, reader: seat.reader, address: "192.0.2.1", valve: chat.fanOut.valve },
    doorway: chat.fanOut.doorway,
    ...{ ticks: new Ticks(chat.clock), clock: chat.clock, bounds: BOUNDS },
    ...sessionMeters(),
  });
  assertEquals(farewell, { kind: "stopping" });
});

Deno.test("a session that is ended while a line waits for its pace says nothing of it any more", async () => {
  using chat = new Chat();
  const bob = chat.enter("bob");
  const ann = begin(chat, { pace: { linesPerSecond: 1, burst: 1 } });
  for (const line of ["ann", "too late"]) ann.say(line);
  await chat.clock.advance(10);
  ann.reader.end({ kind: "stopping" });
  assertEquals(await ann.farewell, { kind: "stopping" });
  await chat.flush();
  assertEquals(bob.hears().filter((line) => line.includes("too late")), []);
});

/** So many writes that most readers are behind. */
function holdUp(chat: Chat): { [Symbol.dispose](): void } {
  for (let i = 0; i < 1000; i++) chat.fanOut.doorway.began();
  return { [Symbol.dispose]: () => void (chat.fanOut.doorway.writing > 0 && release(chat)) };
}

function release(chat: Chat): void {
  while (chat.fanOut.doorway.writing > 0) chat.fanOut.doorway.ended();
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
