/** A person at a web page speaks JSON, and is no program for that. */

import { assertEquals } from "@std/assert";
import { Chat } from "../support/chat.ts";
import { LARGE } from "../support/party.ts";
import { PAGE, text } from "../support/samples.ts";
import { type Fields, Program } from "./json_program.ts";

/** Somebody at a page, with a name. */
async function atPage(chat: Chat, name: string): Promise<{ page: Program; heard: Fields[] }> {
  const page = new Program(chat, 10, PAGE);
  return { page, heard: await page.asks({ verb: "line", argument: name, ref: 1 }) };
}

const kinds = (lines: Fields[]) => lines.map(({ kind, about }) => about ?? kind);

Deno.test("a person at a page sees the message of the day and the last lines, and some names of a crowd", async () => {
  using chat = new Chat({ bounds: LARGE });
  chat.settings.motdLines = [text("be kind")];
  for (let i = 0; i < 50; i++) chat.enter(`guest${i}`);
  const ann = chat.enter("ann");
  await ann.types("hello");
  const { page, heard } = await atPage(chat, "zoe");
  const [greeting, motd, replay] = heard.filter(({ kind }) => kind === "notice");
  assertEquals(
    kinds(heard),
    ["greeting", "joined", "motd", "replay"].filter((it) => kinds(heard).includes(it)),
  );
  assertEquals([(greeting!.others as string[]).length, greeting!.more], [30, 21]);
  assertEquals(motd!.lines, ["be kind"]);
  assertEquals((replay!.messages as Fields[]).map(({ text }) => text), ["hello"]);
  await page.ends();
});

Deno.test("a person at a page is no bot, until they say json, and JSON it stays", async () => {
  using chat = new Chat({ bounds: LARGE });
  const ann = chat.enter("ann");
  const { page } = await atPage(chat, "zoe");
  const isShown = async () => {
    await ann.types("/who");
    return ann.hears().at(-1);
  };
  assertEquals(await isShown(), "2 people are here: ann, zoe. You are ann.");
  assertEquals((await page.asks({ verb: "json", ref: 2 }))[0]!.kind, "hello");
  assertEquals(await isShown(), "2 people are here: ann, zoe [bot]. You are ann.");
  for (const request of [{ verb: "json", argument: "off" }, { verb: "line", argument: "/json off" }]) {
    assertEquals((await page.asks({ ...request, ref: 3 }))[0]!.about, "dialect");
    assertEquals(await isShown(), "2 people are here: ann, zoe. You are ann.");
  }
  assertEquals((await page.asks({ verb: "health", ref: 4 }))[0]!.about, "health");
  await page.ends();
});

Deno.test("a person at a page sees whom they wish to see come and go; a program sees everybody", async () => {
  using chat = new Chat({ bounds: LARGE });
  const { page } = await atPage(chat, "zoe");
  const bot = new Program(chat);
  await bot.asks({ verb: "nick", argument: "bot" });
  for (const one of [page, bot]) await one.asks({ verb: "line", argument: "/set joins off" });
  chat.enter("ann");
  assertEquals([kinds(await page.hears()), kinds(await bot.hears())], [[], ["joined"]]);
  await page.asks({ verb: "line", argument: "/set joins few" });
  const ben = chat.enter("ben");
  await ben.types("hi");
  ben.leaves();
  await page.asks({ verb: "line", argument: "/set bell all" });
  assertEquals(kinds(await page.hears()).includes("joined"), false);
  await page.asks({ verb: "line", argument: "/set joins on" });
  chat.enter("cat");
  assertEquals(kinds(await page.hears()), ["joined"]);
  for (const one of [page, bot]) await one.ends();
});

Deno.test("a program keeps a room for people, and gives it back to one at a page", async () => {
  using chat = new Chat({ bounds: LARGE });
  const ann = chat.enter("ann");
  await ann.types("/join #ops");
  const bot = new Program(chat);
  await bot.asks({ verb: "nick", argument: "bot" });
  await bot.asks({ verb: "join", argument: "#ops" });
  await ann.types("/leave"); // the only person there
  const { page } = await atPage(chat, "zoe");
  await page.asks({ verb: "line", argument: "/join #ops" });
  const [answer] = await page.asks({ verb: "line", argument: "/topic ours", ref: 9 });
  assertEquals(answer!.kind, "topic");
  await bot.ends();
  await page.ends();
});
