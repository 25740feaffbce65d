/** Passwords that are typed unseen: where they go, and where they do not. */

import { assert, assertEquals } from "@std/assert";
import { SECRET } from "../../lib/terminal/signal.ts";
import { Chat } from "../support/chat.ts";
import { begin } from "../support/conversation.ts";
import { EditedTerminal } from "../support/edited_terminal.ts";
import { settled } from "../support/fake_clock.ts";
import { LogBook } from "../support/log_book.ts";
import { LARGE } from "../support/party.ts";
import { HeldPasswords } from "../support/held_passwords.ts";

const ASKED = "#ops has a password: type it. It is not shown, and an empty line calls it off.";
const NEW = "Type the new password of #ops. It is not shown, and an empty line calls it off.";
const IN = "You are in #ops, password-protected, with ann. What you type goes there now.";
const NOT_SENT = "Your line was not sent: it may be the password that you were asked for.";
const NOTHING = "You typed no password, so nothing has changed.";

/** Ann in a room of hers that has a password, and bob, whose lines are edited by the server. */
async function scene(options: { readonly log?: LogBook["log"]; readonly isEditing?: boolean } = {}) {
  const passwords = new HeldPasswords();
  const chat = new Chat({ bounds: LARGE, passwords, ...(options.log && { log: options.log }) });
  const ann = chat.enter("ann");
  await ann.types("/join #ops");
  const locking = ann.types("/room password sesame");
  await passwords.releaseAll();
  await locking;
  const terminal = new EditedTerminal();
  terminal.isEditing = options.isEditing ?? true;
  const bob = begin(chat, {}, undefined, terminal);
  bob.say("bob");
  await chat.flush();
  let seen = bob.terminal.heard.length;
  return {
    chat,
    ann,
    bob,
    terminal,
    passwords,
    /** What bob hears who types this. */
    async hears(...lines: string[]): Promise<string[]> {
      for (const line of lines) bob.say(line);
      await settled();
      await passwords.releaseAll();
      await chat.flush();
      const heard = bob.terminal.heard.slice(seen);
      seen = bob.terminal.heard.length;
      return heard === "" ? [] : heard.trimEnd().split("\n");
    },
    [Symbol.dispose]: () => chat[Symbol.dispose](),
  };
}

Deno.test("/join asks for a password unseen where lines are edited by the server, and opens the room with it", async () => {
  using test = await scene();
  assertEquals(await test.hears("/join #ops"), [ASKED]);
  assertEquals(test.terminal.asked, ["hide next"]);
  assertEquals((await test.hears(`${SECRET} sesame `))[0], IN);
});

Deno.test("whoever comes back to an editor while a password is awaited types it unseen after one refused line", async () => {
  using test = await scene();
  await test.hears("/join #ops", "/set editor off", "/set editor on");
  assertEquals(await test.hears("sesame"), [NOT_SENT]);
  assertEquals(test.terminal.asked.at(-1), "hide next, forget sesame");
});

Deno.test("/join says how a password is typed where the server does not edit, and to programs", async () => {
  using test = await scene({ isEditing: false });
  const howTo = "#ops has a password: type /join #ops PASSWORD.";
  assertEquals(await test.hears("/join #ops"), [howTo]);
  test.terminal.isEditing = true;
  await test.hears("/join #own", "/json");
  const [line] = await test.hears(JSON.stringify({ verb: "join", argument: "#ops", ref: 1 }));
  assertEquals(JSON.parse(line!).text, howTo);
  const [other] = await test.hears(JSON.stringify({ verb: "room", argument: "password", ref: 2 }));
  assertEquals(JSON.parse(other!).reason, "bad_argument");
  assertEquals(test.terminal.asked, []);
});

Deno.test("a wrong password is refused, an empty one calls it off, and each is asked for again", async () => {
  using test = await scene();
  await test.hears("/join #ops");
  assertEquals(await test.hears(`${SECRET}sesam`), ["That is not the password of #ops."]);
  assertEquals(await test.hears("/join #ops"), [ASKED]);
  assertEquals(await test.hears(SECRET), [NOTHING]);
  assertEquals(await test.hears("/join #ops"), [ASKED]);
  assertEquals(await test.hears(`${SECRET}   `), [NOTHING]);
});

Deno.test("after a wrong password the next one is awaited unseen, and what is typed ahead of it is not said", async () => {
  using test = await scene();
  const WRONG = "That is not the password of #ops.";
  await test.hears("/join #ops");
  test.ann.hears();
  assertEquals(await test.hears(`${SECRET}sesam`, "sesame"), [WRONG, NOT_SENT]);
  assertEquals(test.bob.host().prompt(), "Password: ");
  assertEquals(test.terminal.asked, ["hide next", "hide next", "hide next, forget sesame"]);
  assertEquals(await test.hears(`${SECRET}sesme`), [WRONG]);
  assertEquals([(await test.hears(`${SECRET}sesame`))[0], test.bob.host().prompt()], [IN, "#ops> "]);
  assertEquals(test.ann.hears(), ["Server: bob has joined #ops"]);
});

Deno.test("after too many wrong passwords none is awaited", async () => {
  using test = await scene();
  await test.hears("/join #ops");
  for (let i = 0; i < 5; i++) await test.hears(`${SECRET}guess`);
  assertEquals(await test.hears(`${SECRET}guess`), ["Too many wrong passwords: try again in 60 seconds."]);
  assertEquals(test.bob.host().prompt(), "#lobby> ");
});

Deno.test("what is typed unseen and nobody asked for goes nowhere, before there is a name too", async () => {
  using test = await scene();
  assertEquals(await test.hears(`${SECRET}sesame`), []);
  await test.hears("/join #ops", SECRET);
  assertEquals(await test.hears(`${SECRET}sesame`), []);
  await test.hears("/join #ops", `${SECRET}sesame`);
  await test.hears("/leave #ops");
  assertEquals(await test.hears(`${SECRET}sesame`), []); // it was for once
  const eve = begin(test.chat, {}, undefined, new EditedTerminal());
  eve.say(`${SECRET}eve`);
  await test.chat.flush();
  assertEquals(test.chat.services.people.size, 2);
});

Deno.test("a password is for the room as it is then: gone, opened to all or locked otherwise", async () => {
  {
    using test = await scene();
    await test.hears("/join #ops");
    test.ann.leaves(); // and the room goes
    assertEquals(
      (await test.hears(`${SECRET}sesame`)).at(-1),
      "There is no room #ops here: /rooms lists them, /join makes new ones.",
    );
    assertEquals(test.chat.rooms.all().length, 1);
    await test.hears("/join #ops", "/leave #ops");
  }
  {
    using test = await scene();
    await test.hears("/join #ops");
    await test.ann.types("/room public");
    assertEquals((await test.hears(`${SECRET}whatever`))[0]!.startsWith("You are in #ops, with ann."), true);
  }
  {
    using test = await scene();
    await test.hears("/join #ops");
    const locking = test.ann.types("/room password other");
    await test.passwords.releaseAll();
    await locking;
    assertEquals(await test.hears(`${SECRET}sesame`), ["That is not the password of #ops."]);
  }
  {
    using test = await scene();
    await test.hears("/join #ops");
    await test.ann.types("/room invite-only");
    assertEquals(await test.hears(`${SECRET}sesame`), [
      "#ops is for invited people only: ask somebody in it for an invitation.",
    ]);
  }
});

Deno.test("a line that was typed ahead of the question is not said: it may be the password", async () => {
  using test = await scene();
  assertEquals(await test.hears("/join #ops", "sesame"), [ASKED, NOT_SENT]);
  assertEquals(test.terminal.asked, ["hide next", "hide next, forget sesame"]);
  assertEquals(test.ann.hears().some((line) => line.includes("sesame")), false);
  assertEquals((await test.hears("/who"))[0]!.startsWith("2 people are here"), true); // commands are obeyed
  assertEquals((await test.hears(`${SECRET}sesame`))[0], IN);
});

Deno.test("when the client edits lines again, a password that is still awaited is not said, and then no more awaited", async () => {
  using test = await scene();
  await test.hears("/join #ops");
  test.terminal.isEditing = false;
  assertEquals(await test.hears("sesame"), [NOT_SENT]);
  assertEquals(await test.hears(`${SECRET}sesame`), []);
  assertEquals(await test.hears("hello"), []);
});

Deno.test("/room password asks its owner unseen, once, and locks that room while it is theirs", async () => {
  using test = await scene();
  await test.ann.types("/leave #ops"); // and the room goes
  await test.hears("/join #ops");
  assertEquals(await test.hears("/room password"), [NEW]);
  assertEquals(await test.hears(SECRET), [NOTHING]);
  await test.hears("/room password", "/join #lobby");
  assertEquals(await test.hears(`${SECRET}tea`), ["Server: bob made #ops password-protected"]);
  assertEquals(test.chat.rooms.all().at(-1)?.access.kind, "password");
  await test.hears("/join #ops", "/room password");
  await test.hears("/leave #ops");
  assertEquals(await test.hears(`${SECRET}tea`), ["Only owners of #ops may do that."]);
});

Deno.test("/room password asks nobody who may not set one", async () => {
  using test = await scene();
  const [refusal] = await test.hears("/room password");
  assert(refusal!.startsWith("#lobby belongs to everybody"));
  assertEquals(test.terminal.asked, []);
});

Deno.test("a password is in no log, no kept line and on no screen, typed unseen or in a command", async () => {
  const log = new LogBook();
  using test = await scene({ log: log.log });
  test.chat.settings.logChat = true;
  const lines = [
    "/join #ops",
    `${SECRET}hunter2`,
    "/join #ops hunter2",
    "/jion #ops hunter2",
    " /join #ops hunter2",
  ];
  const own = [
    "/join #own",
    "/room password",
    `${SECRET}hunter2`,
    "/room password hunter2",
    "/room pasword hunter2",
  ];
  for (const line of [...lines, ...own, "/password hunter2", "hello"]) await test.hears(line);
  test.ann.hears();
  const kept = test.chat.archive.ask((store) =>
    ["#lobby", "#ops", "#own"].flatMap((room) =>
      store.lines({ room: room as never, after: 0, limit: 100, which: "newest" })
    )
  );
  assert(kept.kind === "answer" && kept.value.length > 0);
  assert(log.lines.some((line) => line.includes("hello")));
  for (
    const told of [
      log.lines.join("\n"),
      JSON.stringify(kept.value),
      test.ann.terminal.heard,
      test.bob.terminal.heard,
      JSON.stringify(test.bob.reader.outbox.snapshot().name),
    ]
  ) {
    assertEquals(told.includes("hunter2"), false, told);
  }
});

Deno.test("the prompt asks for a password in the reader's language, as long as it is awaited", async () => {
  using test = await scene();
  assertEquals(test.bob.host().prompt(), "#lobby> ");
  await test.hears("/join #ops");
  assertEquals(test.bob.host().prompt(), "Password: ");
  await test.hears("/lang zh");
  assertEquals(test.bob.host().prompt(), "密码: ");
  await test.hears(SECRET);
  assertEquals(test.bob.host().prompt(), "#lobby> ");
});
