/** Programs that lose their connection over real sockets, and come back: by FIN, by RST, and while nobody has noticed. */

import { assert, assertEquals } from "@std/assert";
import { Guest, startTestServer } from "../support/journey.ts";
import { Program } from "../support/program.ts";

/** How a connection is lost. */
const LOSSES: Readonly<Record<string, (bot: Program) => Promise<void> | void>> = {
  "the end of its half (FIN)": (bot) => bot.guest.end(),
  "a reset (RST)": (bot) => bot.guest.reset(),
  "nothing that the server has noticed yet": () => {},
};

for (const [how, lose] of Object.entries(LOSSES)) {
  Deno.test(`a program whose connection is lost by ${how} misses nothing`, async () => {
    await using server = await startTestServer();
    await using anna = await Guest.join(server, "anna");
    await using bot = await Program.join(server, "bot");
    const { token, resumeMs } = await bot.ask("resume");
    assertEquals(resumeMs, 120_000);
    await anna.send("one\ntwo\n");
    assertEquals((await bot.hear("said")).text, "one");
    assertEquals((await bot.hear("said")).text, "two");
    await lose(bot);
    await anna.send("three\nfour\n");
    await using back = await Program.connect(server);
    const resumed = await back.ask("resume", String(token), { seen: 1 });
    assertEquals([resumed.about, resumed.you], ["resumed", "bot"]);
    await anna.say("five");
    for (const text of ["two", "three", "four", "five"]) assertEquals((await back.hear("said")).text, text);
    await back.ask("say", "here again");
    await anna.hearUntil("bot: here again");
    assert(!anna.text.includes("bot has left"));
    if (how.includes("noticed")) assertEquals((await bot.hear("goodbye")).reason, "resumed");
  });
}

Deno.test("a program that comes too late is refused in words, and its name is free", async () => {
  await using server = await startTestServer({ resumeMs: 1 });
  await using anna = await Guest.join(server, "anna");
  await using bot = await Program.join(server, "bot");
  const { token } = await bot.ask("resume");
  bot.guest.end();
  await anna.hearUntil("bot has left");
  await using back = await Program.connect(server);
  const refused = await back.ask("resume", String(token), { seen: 0 });
  assertEquals([refused.reason, refused.cause], ["not_resumable", "unknown"]);
  assertEquals((await back.ask("nick", "bot")).about, "greeting");
});

Deno.test("with --resume-ms 0 nobody is waited for", async () => {
  await using server = await startTestServer({ resumeMs: 0 });
  await using bot = await Program.join(server, "bot");
  assertEquals((await bot.ask("resume")).cause, "off");
});
