/** The server's sentences in English and Chinese: for all by setting, for oneself by `/lang`. @module */

import { assertMatch } from "@std/assert";
import { Guest, startTestServer, WELCOME } from "../support/journey.ts";

Deno.test("--lang zh: the server's sentences are Chinese, what programs rely on stays as it is", async () => {
  await using server = await startTestServer({ language: "zh" });
  await using qiao = await Guest.connect(server);
  await qiao.hears(WELCOME);
  await qiao.say("two words");
  assertMatch(await qiao.hearLine(), /^不能使用“two words”/);
  await qiao.hears(WELCOME);
  await qiao.say("qiao");
  assertMatch(await qiao.hearLine(), /^你好 qiao，.*\/help/);
  await using li = await Guest.connect(server);
  await li.say("li");
  await li.hearUntil(/^你好 li，现在在线：qiao/);
  await li.say("hello");
  await li.say("/me waves");
  await li.close();
  await qiao.hears(
    "Server: li has joined the chat",
    "li: hello",
    "* li waves",
    "Server: li has left the chat",
  );
});

Deno.test("/lang changes it for oneself, both ways, and others keep theirs", async () => {
  await using server = await startTestServer();
  await using qiao = await Guest.join(server, "qiao");
  await using li = await Guest.join(server, "li");
  await qiao.hears("Server: li has joined the chat");
  await li.say("/lang zh");
  assertMatch(await li.hearLine(), /中文/);
  await li.say("/nick lili");
  await li.hears("你现在叫 lili。");
  await qiao.hears("Server: li is now known as lili");
  await qiao.say("/nick qiaoqiao");
  await qiao.hears("You are now known as qiaoqiao.");
  await li.hears("Server: qiao 改名为 qiaoqiao");
  await li.say("/lang en");
  assertMatch(await li.hearLine(), /English/);
  await li.say("/nick");
  await li.hearUntil("cannot be your name");
});

Deno.test("/lang works before the name, and refuses a language it does not have", async () => {
  await using server = await startTestServer();
  await using qiao = await Guest.connect(server);
  await qiao.hears(WELCOME);
  await qiao.say("/lang fr");
  assertMatch(await qiao.hearLine(), /"fr" does not fit \/lang: type \/lang en\|zh/);
  await qiao.hears(WELCOME);
  await qiao.say("/lang zh");
  await qiao.hearUntil("中文");
  await qiao.say("qiao");
  await qiao.hearUntil("你好 qiao");
});
