/** What a line editor is told of a conversation. */

import { assertEquals } from "@std/assert";
import { HiddenEntry } from "../../lib/commands/hidden_entry.ts";
import { SessionHost } from "../../lib/session/session_host.ts";
import { NO_TERMINAL } from "../support/edited_terminal.ts";
import { Chat, PLAIN, type Typist } from "../support/chat.ts";
import { party, speakTo } from "../support/party.ts";

const BLUE = "\x1b[34m", RESET = "\x1b[0m";

function hostOf(chat: Chat, { seat }: Pick<Typist, "seat">): SessionHost {
  return new SessionHost({ services: chat.services, reader: seat, entry: new HiddenEntry(NO_TERMINAL) });
}

Deno.test("the prompt says where a line goes: nowhere before there is a name, then to the current room", async () => {
  using chat = new Chat();
  const { reader: seat } = chat.seat();
  const host = hostOf(chat, { seat });
  assertEquals(host.prompt(), "> ");
  const ann = chat.enter("ann");
  const annsHost = hostOf(chat, ann);
  assertEquals(annsHost.prompt(), "#lobby> ");
  await ann.types("/join #三");
  assertEquals(annsHost.prompt(), "#三> ");
  await ann.types("/leave");
  assertEquals(annsHost.prompt(), "#lobby> ");
});

Deno.test("what is said stays as the others see it, in the reader's own dialect", async () => {
  using test = await party(["ann"]);
  const { chat, ann } = test, host = hostOf(chat, ann);
  assertEquals(host.shown("hello"), "ann: hello");
  assertEquals(host.shown("//shrug"), "ann: /shrug");
  assertEquals(host.shown("/ME waves"), "* ann waves");
  assertEquals(host.shown("/me"), "#lobby> /me");
  speakTo(ann, { color: true });
  assertEquals(host.shown("hello, ann"), `${BLUE}[ann]${RESET} hello, ann`);
  await ann.types("/nick 安");
  assertEquals(host.shown("你好"), `${BLUE}[安]${RESET} 你好`);
  speakTo(ann, { color: false, stamps: true });
  assertEquals(host.shown("你好"), "[12:00] 安: 你好");
});

Deno.test("what nobody else sees stays as it was typed, behind the prompt, without a password", async () => {
  using test = await party(["ann"]);
  const { chat, ann } = test, host = hostOf(chat, ann);
  for (
    const [typed, shown] of [
      ["/who", "/who"],
      ["/msg ben psst", "/msg ben psst"],
      [" /msg ben psst", " /msg ben psst"],
      ["", ""],
      ["/join #ops sesame", "/join #ops ***"],
      ["/room password sesame", "/room password ***"],
    ]
  ) {
    assertEquals(host.shown(typed!), `#lobby> ${shown}`);
  }
  const { reader: seat } = chat.seat();
  assertEquals(hostOf(chat, { seat }).shown("anna"), "> anna");
});

Deno.test("in a query the prompt names the person, whatever they are called, and what is said stays as a whisper", async () => {
  using test = await party(["ann", "bob"]);
  const { chat, ann, bob } = test, host = hostOf(chat, ann);
  await ann.types("/query bob");
  await bob.types("/nick 小明");
  assertEquals(host.prompt(), "@小明> ");
  assertEquals(host.shown("psst"), "[ann -> 小明] psst");
  assertEquals(host.shown("/me waves"), "[ann -> 小明] * ann waves");
  assertEquals(host.shown("/who"), "@小明> /who");
  bob.leaves();
  assertEquals(host.prompt(), "#lobby> ");
  assertEquals(host.shown("psst"), "#lobby> psst"); // nobody gets this one
  await ann.types("psst");
  assertEquals(host.shown("hello"), "ann: hello");
});

Deno.test("nothing that is shown disturbs the terminal or takes more than one line", async () => {
  using test = await party(["ann"]);
  const { chat, ann } = test, host = hostOf(chat, ann);
  const nasty = "a\x1b[2Jb\u202ec\r\nd\x07\u0085e";
  assertEquals(host.shown(nasty), "ann: abcde");
  assertEquals(host.shown(`/who ${nasty}`), "#lobby> /who abcde");
});

Deno.test("a line with a password in it is secret, also as a request in JSON", async () => {
  using test = await party(["ann"]);
  const { chat, ann } = test, host = hostOf(chat, ann);
  assertEquals(
    ["/join #ops sesame", "/jion #ops sesame", "/join #ops", "hi"].map((line) => host.isSecret(line)),
    [
      ...[true, true, false, false],
    ],
  );
  ann.speaks({ ...PLAIN, json: true });
  const request = (verb: string, argument: string) => JSON.stringify({ verb, argument });
  assertEquals(host.isSecret(request("join", "#ops sesame")), true);
  assertEquals(host.isSecret(request("say", "/join #ops sesame")), false);
  assertEquals(host.isSecret(request("join", "#ops")), false);
  assertEquals(host.shown(request("say", "hi")), `> ${request("say", "hi")}`);
  assertEquals(host.shown(request("join", "#ops sesame")), "> ");
});
