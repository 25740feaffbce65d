/** What a session makes of lines. */

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { WELCOME } from "../../lib/render/render.ts";
import { MENDED, SIGNAL } from "../../lib/terminal/signal.ts";
import { Chat } from "../support/chat.ts";
import { begin } from "../support/conversation.ts";
import { settled } from "../support/fake_clock.ts";

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

Deno.test("a session lets nobody say the header lines of a request whose garbled first line passed for a name", async () => {
  using chat = new Chat();
  const eve = chat.enter("eve"), garbled = begin(chat);
  for (const line of ["GET", "Host: chat.example:8080", "Cookie: secret=1"]) garbled.say(line);
  assertEquals(await garbled.farewell, { kind: "stranger", spoke: "http" });
  assert(!eve.hears().some((line) => line.includes(": ")), "nothing was said");
  const ann = begin(chat);
  for (const line of ["ann", "Accept: all of it", "Host: me"]) ann.say(line);
  ann.type.close();
  assertEquals(await ann.farewell, { kind: "hung_up" });
  const bob = begin(chat);
  bob.say("bob");
  await chat.clock.advance(1000);
  bob.say("cookie: hi"); // typed, to somebody who is called so
  bob.type.close();
  assertEquals(await bob.farewell, { kind: "hung_up" });
  assert(eve.hears().includes("bob: cookie: hi"));
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

Deno.test("whoever begins TLS, SSH or a request in the middle of a chat is told that they are late, where these are served", async () => {
  for (
    const [line, spoke] of [["GET / HTTP/1.1", "late_http"], ["SSH-2.0-x", "late_ssh"], [
      SIGNAL.tls,
      "late_tls",
    ]] as const
  ) {
    using chat = new Chat();
    const somebody = begin(chat, { served: ["tls", "http", "ssh"] });
    somebody.say(line);
    assertEquals(await somebody.farewell, { kind: "stranger", spoke });
  }
});
