/** `/hook`: who may make webhooks, what they are called, who learns of them, and what becomes of them. */

import { assert, assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { MAX_HOOKS } from "../../../lib/chat/hook.ts";
import type { Name } from "../../../lib/text/clean.ts";
import { answer, forget, speakTo } from "../../support/party.ts";
import { ops, text } from "../../support/samples.ts";
import type { Chat, Typist } from "../../support/chat.ts";
import { inOps, NOBODYS, NOT_OWNER } from "./in_ops.ts";

/** Makes a webhook; returns its token. */
async function hooked(owner: Typist, name = "deploy"): Promise<string> {
  const said = (await answer(owner, `/hook ${name}`)).join("\n");
  const [, token = ""] = /Bearer ([\w-]{32})'/.exec(said) ?? [];
  assertNotEquals(token, "", said);
  return token;
}

/** Has a program say something. */
async function posts(chat: Chat, line: string, name = "deploy"): Promise<void> {
  chat.services.dispatcher.do({ kind: "posted", room: ops, hook: name as Name, text: text(line) });
  await chat.flush();
}

Deno.test("/hook makes a webhook, shows its token to its maker alone, and keeps only a hash of it", async () => {
  using test = await inOps();
  const { chat, ann, bob, eve } = test;
  const told = await answer(ann, "/hook deploy");
  assertEquals(told[0], "Server: ann made the webhook deploy: programs speak in #ops by it");
  assertMatch(
    told[1]!,
    /^Programs that have this token speak in #ops as deploy\. It is shown only now: [\w-]{32}$/,
  );
  assertMatch(
    told[2]!,
    /^For example: curl -d hello -H 'Authorization: Bearer [\w-]{32}' https:\/\/HOST:PORT\/hook\/ops$/,
  );
  assertEquals([bob.hears(), eve.hears()], [told.slice(0, 1), []]);
  const token = told[1]!.slice(-32), hook = chat.rooms.find(ops)!.hooks.get("deploy" as Name)!;
  assertEquals(hook.hash, await chat.services.tokens.hashed(token));
  assert(!chat.log.entries.some((entry) => JSON.stringify(entry).includes(token)), "the log has a token");
  assert(!JSON.stringify(hook.saved()).includes(token));
});

Deno.test("a program gets the token in a field of its own, as the answer", async () => {
  using test = await inOps();
  const { ann } = test;
  speakTo(ann, { json: true });
  const said = (await answer(ann, "/hook deploy")).map((line) => JSON.parse(line));
  assertEquals(said.map(({ kind, about }) => about ?? kind), ["hook", "hook_made"]);
  assertMatch(said[1].token, /^[\w-]{32}$/);
});

Deno.test("/hook list tells which ones there are, /hook off takes one back, and its name is free again", async () => {
  using test = await inOps();
  const { chat, ann, bob } = test;
  assertEquals(await answer(ann, "/hook list"), ["#ops has no webhooks: /hook NAME makes one."]);
  await hooked(ann);
  await hooked(ann, "构建");
  const list = "Webhooks of #ops: deploy (made by ann), 构建 (made by ann). /hook off NAME takes one back.";
  assertEquals([await answer(ann, "/hook"), await answer(ann, "/ｈｏｏｋ　ｌｉｓｔ")], [[list], [list]]);
  assertEquals(await answer(ann, "/hook off joe"), [
    '#ops has no webhook called "joe": /hook list lists them.',
  ]);
  assertEquals(await answer(ann, "/hook off bob"), [
    '#ops has no webhook called "bob": /hook list lists them.',
  ]);
  assertEquals(await answer(ann, "/hook off"), [
    '"off" does not fit /hook: type /hook [NAME|list|off NAME].',
  ]);
  forget(bob);
  assertEquals(await answer(ann, "/hook off DEPLOY"), ["Server: ann took back the webhook deploy of #ops"]);
  assertEquals(bob.hears(), ["Server: ann took back the webhook deploy of #ops"]);
  assertEquals(await answer(bob, "/nick deploy"), ["You are now known as deploy."]);
  assertEquals(chat.fold.hooks.size, 1);
});

Deno.test("/hook is for the owners of a room, and the lobby has none", async () => {
  using test = await inOps();
  const { ann, bob, eve } = test;
  await hooked(ann);
  for (const line of ["/hook x", "/hook list", "/hook off deploy"]) {
    assertEquals(await answer(bob, line), NOT_OWNER, line);
    assertEquals(await answer(eve, line), NOBODYS, line);
  }
});

Deno.test("a webhook's name follows the rules for names, and nobody else's looks like it", async () => {
  using test = await inOps();
  const { ann, bob, eve } = test;
  const not = (name: string, why: string) => [`"${name}" cannot be a webhook's name: ${why}.`];
  const taken = "somebody here has this name, or one that looks the same";
  assertEquals(await answer(ann, "/hook Server"), not("Server", "it is reserved for the server"));
  assertEquals(
    await answer(ann, "/hook a:b"),
    not("a:b", "a name is made of letters, digits, dots, _ and -"),
  );
  assertEquals(await answer(ann, "/hook BOB"), not("BOB", taken));
  assertEquals(await answer(ann, "/hook ann"), not("ann", taken));
  await hooked(ann);
  assertEquals(await answer(ann, "/hook Deploy"), not("Deploy", taken));
  const name = '"ｄｅｐｌｏｙ" cannot be your name: somebody here has this name, or one that looks the same.';
  assertEquals(await answer(bob, "/nick ｄｅｐｌｏｙ"), [name]);
  await answer(eve, "/join #den");
  assertEquals(await answer(eve, "/hook deploy"), not("deploy", taken)); // also in another room
});

Deno.test("a room has at most ten webhooks", async () => {
  using test = await inOps();
  const { ann } = test;
  for (let i = 0; i < MAX_HOOKS; i++) await hooked(ann, `hook${String.fromCharCode(97 + i)}`);
  assertEquals(await answer(ann, "/hook more"), [
    "#ops has 10 webhooks, and no more can be made: /hook off NAME takes one back.",
  ]);
});

Deno.test("two hooks that are made at the same time do not get one name, nor more than ten", async () => {
  using test = await inOps();
  const { chat, ann } = test;
  await Promise.all(["deploy", "deploy", "Deploy"].map((name) => ann.types(`/hook ${name}`)));
  await chat.flush();
  assertEquals([chat.fold.hooks.size, chat.rooms.find(ops)!.hooks.size], [1, 1]);
});

Deno.test("an owner who left meanwhile makes no webhook any more", async () => {
  using test = await inOps();
  const { chat, ann } = test;
  const making = ann.types("/hook deploy"); // its token is being hashed
  ann.leaves();
  await making;
  assertEquals(chat.fold.hooks.size, 0);
});

Deno.test("what a webhook says looks like everybody's lines, mentions, rings and is kept", async () => {
  using test = await inOps();
  const { chat, ann, bob, eve } = test;
  await hooked(ann);
  await bob.types("/set bell mention");
  forget(ann, bob, eve);
  await posts(chat, "bob: build 7 is out");
  assertEquals([ann.hears(), bob.hears(), eve.hears()], [
    ["deploy: bob: build 7 is out"],
    ["\x07deploy: bob: build 7 is out"],
    [],
  ]);
  assertEquals(await answer(bob, "/search build from:deploy"), [
    "12:00 deploy: bob: *build* 7 is out",
    '1 line with "build".',
  ]);
  await ann.types("/room history off");
  forget(ann);
  await posts(chat, "unkept");
  assertEquals(ann.hears(), ["deploy: unkept"]);
  assertEquals(chat.archive.ask((store) => store.hasLines(ops)), { kind: "answer", value: false });
});

Deno.test("a webhook speaks in a room of any kind, since an owner gave it its token", async () => {
  using test = await inOps();
  const { chat, ann } = test;
  await hooked(ann);
  for (const kind of ["private", "invite-only", "announce", "password sesame", "public"]) {
    await ann.types(`/room ${kind}`);
    forget(ann);
    await posts(chat, kind);
    assertEquals(ann.hears(), [`deploy: ${kind}`]);
  }
});

Deno.test("a webhook is shown as a program in /who of its room and in /whois, and is nobody else's to see", async () => {
  using test = await inOps();
  const { chat, ann, bob, eve } = test;
  await hooked(ann);
  assertEquals(await answer(bob, "/who #ops"), [
    "3 people are in #ops: ann, bob, deploy [bot]. You are bob.",
  ]);
  assertEquals(await answer(bob, "/who"), ["3 people are here: ann, bob, eve. You are bob."]);
  assertEquals(await answer(bob, "/whois deploy"), [
    "deploy [bot] is a webhook of #ops, made by ann; it has said nothing since the server started.",
  ]);
  await posts(chat, "hi");
  await ann.types("/room private");
  assertEquals(await answer(bob, "/whois Deploy"), [
    "deploy [bot] is a webhook of #ops, made by ann; it said nothing for less than a minute.",
  ]);
  assertEquals(await answer(eve, "/whois deploy"), [
    "deploy [bot] is a webhook, made by ann; it said nothing for less than a minute.",
  ]);
});

Deno.test("a webhook reads nothing and goes nowhere", async () => {
  using test = await inOps();
  const { ann } = test;
  await hooked(ann);
  for (const line of ["/msg deploy hi", "/query deploy", "/invite deploy", "/kick deploy", "/owner deploy"]) {
    const is = ["deploy is a webhook: it speaks for a program, and reads nothing."];
    assertEquals(await answer(ann, line), is, line);
  }
});

Deno.test("a webhook can be ignored, also in the past and when it is made again", async () => {
  using test = await inOps();
  const { chat, ann, bob } = test;
  await hooked(ann);
  await posts(chat, "early");
  assertEquals(await answer(bob, "/ignore deploy"), [
    "You get no lines from deploy any more; /unignore deploy undoes this.",
  ]);
  forget(ann, bob);
  await posts(chat, "unheard");
  assertEquals([ann.hears(), bob.hears()], [["deploy: unheard"], []]);
  assertEquals(await answer(bob, "/history"), ["There are no kept lines of #ops that you may see."]);
  await ann.types("/hook off deploy");
  assertEquals(chat.services.ignorers.deafTo(chat.rooms.find(ops)!.hooks.get("deploy" as Name)!), undefined);
  await hooked(ann);
  forget(bob);
  await posts(chat, "again");
  assertEquals(bob.hears(), []);
  await bob.types("/unignore deploy");
  forget(bob);
  await posts(chat, "heard");
  assertEquals(bob.hears(), ["deploy: heard"]);
});

Deno.test("Tab offers what /hook takes, and the room's webhooks", async () => {
  using test = await inOps();
  const { chat, ann } = test;
  await hooked(ann);
  const { complete } = await import("../../../lib/commands/complete.ts");
  const offered = (typed: string) => complete(typed, { ...chat.services, guest: ann.guest }).candidates;
  assertEquals([offered("/hook "), offered("/hook off d"), offered("/hook off x")], [
    ["list ", "off "],
    ["deploy "],
    [],
  ]);
  for (const command of ["/ignore d", "/whois d"]) assertEquals(offered(command), ["deploy "], command);
  assertEquals(offered("/msg d"), []); // it reads nothing
  await ann.types("/ignore deploy");
  assertEquals(offered("/unignore d"), ["deploy "]);
});
