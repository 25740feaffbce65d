/** What programs say through webhooks: whose token it is, how fast, and what becomes of the text. */

import { assert, assertEquals, assertMatch } from "@std/assert";
import fc from "../support/fast_check.ts";
import { type HookCall, HookSpeech } from "../../lib/chat/hook_speech.ts";
import type { Name } from "../../lib/text/clean.ts";
import { enter } from "../support/party.ts";
import { Chat, type Typist } from "../support/chat.ts";
import { ops, text } from "../support/samples.ts";
import { TroubledStore } from "../support/troubled_store.ts";

const TOKEN = "right-token", OTHER = "other-token";

/** A chat in which a room of ann's has two webhooks, and what is said through them. */
async function speaking(pass: (bytes: number) => Promise<void> | undefined = () => undefined) {
  const disk = new TroubledStore();
  const chat = new Chat({ open: disk.open });
  const { ann } = await enter(chat, "ann");
  const room = chat.deeds.make(ann.guest), { tokens } = chat.services;
  for (const [name, token] of [["deploy", TOKEN], ["build", OTHER]] as [Name, string][]) {
    const hook = { name, by: ann.guest.name, hash: await tokens.hashed(token) };
    chat.deeds.makeHook(ann.guest.person, room, hook);
  }
  const settings = { paceLines: 10, paceBurst: 3, maxLineBytes: 20, hooksPlain: "off" as "on" | "off" };
  const speech = new HookSpeech({ services: chat.services, settings, pass });
  const speak = (call: Partial<HookCall> = {}) =>
    speech.speak({
      ...{ room: "ops", token: TOKEN, text: "hi", address: "192.0.2.7", isEncrypted: true, isTrusted: false },
      ...call,
    });
  await chat.flush();
  ann.hears();
  return { disk, chat, ann, settings, speak, [Symbol.dispose]: () => chat[Symbol.dispose]() };
}

async function heard(chat: Chat, typist: Typist): Promise<string[]> {
  await chat.flush();
  return typist.hears();
}

Deno.test("whoever has the token says a line under the hook's name, which is saved by then", async () => {
  using test = await speaking();
  const { chat, ann, disk, speak } = test;
  const outcome = await speak({ room: "#OPS", text: "build 7\r\nis out\n" });
  assert(outcome.kind === "posted" && outcome.isSaved);
  assertEquals([outcome.room, outcome.name as string], [ops, "deploy"]);
  const lines = disk.inner.lines({ room: ops, after: 0, limit: 9, which: "newest" });
  assertEquals(lines.map(({ id, text }) => [id, text as string]), [[outcome.id, "build 7 is out"]]);
  assertEquals(await heard(chat, ann), ["deploy: build 7 is out"]);
});

Deno.test("a text is cleaned like everybody's, and is no command", async () => {
  using test = await speaking();
  const { chat, ann, speak } = test;
  for (const text of ["\x1b[31mred\x07", "/quit", "  a\tb\u2028c\u202e "]) await speak({ text });
  assertEquals(await heard(chat, ann), ["deploy: red", "deploy: /quit", "deploy: a b c"]);
});

Deno.test("text that says nothing is refused, and so is text that is too long, by its bytes", async () => {
  using test = await speaking();
  const { chat, ann, speak, settings } = test;
  settings.paceBurst = 10;
  for (const text of ["", " ", "\r\n\n", "\u200b\x07"]) {
    assertEquals(await speak({ text }), { kind: "no_text" }, JSON.stringify(text));
  }
  assertEquals(await speak({ text: "x".repeat(21) }), { kind: "too_long", maxLineBytes: 20 });
  assertEquals(await speak({ text: "你".repeat(7) }), { kind: "too_long", maxLineBytes: 20 });
  assertEquals((await speak({ text: "x".repeat(20) })).kind, "posted");
  assertEquals(await heard(chat, ann), [`deploy: ${"x".repeat(20)}`]);
});

Deno.test("a token is for its own room, and whoever has none learns nothing of rooms", async () => {
  using test = await speaking();
  const { chat, ann, speak } = test;
  for (const room of ["lobby", "nowhere", "", "a b", "#", "\x00"]) {
    assertEquals(await speak({ room }), { kind: "other_room" }, room);
    assertEquals(await speak({ room, token: "wrong", address: `192.0.2.${room.length + 20}` }), {
      kind: "wrong_token",
    });
  }
  assertEquals(await heard(chat, ann), []);
});

Deno.test("over http only this machine may speak, unless the operator allows it", async () => {
  using test = await speaking();
  const { speak, settings } = test;
  const plain = { isEncrypted: false };
  assertEquals(await speak(plain), { kind: "not_encrypted" });
  assertEquals(await speak({ ...plain, isTrusted: true }), { kind: "not_encrypted" });
  for (const address of ["127.0.0.1", "::1", "::ffff:127.0.0.2"]) {
    assertEquals((await speak({ ...plain, address })).kind, "posted", address);
  }
  settings.hooksPlain = "on";
  assertEquals((await speak({ ...plain, token: OTHER })).kind, "posted");
});

Deno.test("each hook has a pace of its own; what waits is not said, and a trusted network does not wait", async () => {
  using test = await speaking();
  const { chat, speak } = test;
  const kinds = async (...calls: Partial<HookCall>[]) => {
    const outcomes = [];
    for (const call of calls) outcomes.push(await speak(call));
    return outcomes.map((outcome) => "waitMs" in outcome ? [outcome.kind, outcome.waitMs] : outcome.kind);
  };
  assertEquals(await kinds({}, {}, {}, {}, {}), ["posted", "posted", "posted", ["too_fast", 100], [
    "too_fast",
    100,
  ]]);
  assertEquals(await kinds({ token: OTHER }, { isTrusted: true }), ["posted", "posted"]);
  await chat.clock.advance(100);
  assertEquals(await kinds({}, {}), ["posted", ["too_fast", 100]]);
});

Deno.test("wrong tokens are bounded for each network, and right ones of a network that is known go on", async () => {
  using test = await speaking();
  const { chat, speak, settings } = test;
  settings.paceBurst = 100;
  const far = "198.51.100.1";
  await speak({ address: "2001:db8::1" });
  for (const address of [far, "2001:db8::1"]) {
    for (let i = 0; i < 5; i++) {
      assertEquals(await speak({ token: `wrong ${i}`, address }), { kind: "wrong_token" });
    }
    assertEquals(await speak({ token: "wrong", address }), { kind: "too_many_tokens", waitMs: 60_000 });
  }
  assertEquals(await speak({ token: "wrong", address: "2001:db8::2" }), {
    kind: "too_many_tokens",
    waitMs: 60_000,
  });
  assertEquals(await speak({ address: far }), { kind: "too_many_tokens", waitMs: 60_000 }); // guessed it, perhaps
  assertEquals((await speak({ address: "2001:db8::2" })).kind, "posted");
  assertEquals((await speak({ address: "203.0.113.1" })).kind, "posted");
  await chat.clock.advance(60_000);
  assertEquals((await speak({ address: far })).kind, "posted");
});

Deno.test("a hundred right tokens at once from a network nobody knows are no guesses", async () => {
  using test = await speaking();
  test.settings.paceBurst = 100;
  const outcomes = await Promise.all(Array.from({ length: 100 }, () => test.speak()));
  assertEquals(outcomes.filter(({ kind }) => kind === "posted").length, 100);
});

Deno.test("a hook that was taken back says nothing more, also where it had to wait for slow readers", async () => {
  const opening = Promise.withResolvers<void>();
  let waits: Promise<void> | undefined = opening.promise;
  using test = await speaking(() => waits);
  const { chat, ann, speak } = test;
  const said = speak();
  chat.deeds.takeHook(ann.guest.person, chat.rooms.find(ops)!, "deploy" as Name);
  waits = undefined;
  opening.resolve();
  assertEquals([await said, await speak()], [{ kind: "wrong_token" }, { kind: "wrong_token" }]);
  assertEquals(await heard(chat, ann), ["Server: ann took back the webhook deploy of #ops"]);
});

Deno.test("in trouble a line is shown unsaved, and its sender is told so", async () => {
  using test = await speaking();
  const { chat, ann, disk, speak } = test;
  disk.breakDown();
  const outcome = await speak();
  assert(outcome.kind === "posted" && !outcome.isSaved);
  assertEquals(await heard(chat, ann), ["deploy: hi"]);
});

Deno.test("a hook whose name somebody has since the store was opened late is told so", async () => {
  using chat = new Chat();
  const eve = chat.enter("deploy"), { tokens } = chat.services;
  const hook = { name: "deploy" as Name, by: "ann" as Name, hash: await tokens.hashed(TOKEN) };
  const room = { ...chat.rooms.lobby.saved(), name: ops, hooks: [hook] };
  chat.deeds.restore([room]);
  const settings = { paceLines: 10, paceBurst: 3, maxLineBytes: 20, hooksPlain: "off" } as const;
  const speech = new HookSpeech({ services: chat.services, settings, pass: () => undefined });
  const call = {
    room: "ops",
    token: TOKEN,
    text: text("hi"),
    address: "::1",
    isEncrypted: false,
    isTrusted: false,
  };
  assertEquals(await speech.speak(call), { kind: "name_taken", name: hook.name });
  eve.leaves();
  assertEquals((await speech.speak(call)).kind, "posted");
});

Deno.test("whatever a program sends, others get one line of it, without control characters (property)", async () => {
  using test = await speaking();
  const { chat, ann, speak, settings } = test;
  settings.maxLineBytes = 4096;
  const piece = fc.oneof(
    fc.constantFrom(
      "\r",
      "\n",
      "\r\n",
      "\x1b[2J",
      "\x00",
      "\x07",
      "\u2028",
      "\x85",
      "Server: x",
      "/quit",
      " ",
    ),
    fc.string({ unit: "binary", maxLength: 20 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
      const { kind } = await speak({ text: pieces.join(""), isTrusted: true });
      const lines = await heard(chat, ann);
      assertEquals(lines.length, kind === "posted" ? 1 : 0);
      for (const line of lines) assertMatch(line, /^deploy: \P{Cc}+$/u);
    }),
    { numRuns: 300 },
  );
});
