/** What was said is kept: over a restart, for those who may see it, until somebody takes it back. @module */

import { assertEquals, assertMatch } from "@std/assert";
import { DataFolder } from "../support/data_folder.ts";
import { Guest, startTestServer } from "../support/journey.ts";

const TIME = String.raw`\d\d:\d\d`;

Deno.test("what was said is there after a restart, and so are rooms and their rules", async () => {
  await using folder = await DataFolder.make();
  const settings = { data: folder.path, timeZone: "UTC" };
  {
    await using server = await startTestServer(settings);
    await using anna = await Guest.join(server, "anna");
    await anna.say("大家你好吗");
    for (const line of ["/join #ops", "/topic the bridge", "/room password sesame", "in ops"]) {
      await anna.say(line);
    }
    await anna.hearUntil("password-protected");
    await anna.say("/history");
    await anna.hearUntil("The last 1 line of #ops.");
  }
  await using server = await startTestServer(settings);
  await using ben = await Guest.join(server, "ben");
  await ben.hearUntil(new RegExp(`^${TIME} anna: 大家你好吗$`));
  await ben.say("/join #ops");
  await ben.hearUntil("#ops has a password");
  await ben.say("/join #ops sesame");
  await ben.hearUntil('topic "the bridge"');
  await ben.say("/history");
  await ben.hears("There are no kept lines of #ops that you may see.");
  await ben.say("/search 你好");
  assertMatch(await ben.hearLine(), new RegExp(`^${TIME} \\[#lobby\\] anna: 大家\\*你好\\*吗\n$`));
  await using anna = await Guest.join(server, "anna");
  await anna.say("/join #ops");
  await anna.hearUntil("You are in #ops, password-protected");
  await anna.say("/topic still mine");
  await ben.hearUntil("anna set the topic of #ops: still mine");
});

Deno.test("who comes in sees the last ten lines, as many as they wish, or none", async () => {
  await using server = await startTestServer({ timeZone: "UTC" });
  await using anna = await Guest.join(server, "anna");
  for (let n = 1; n <= 15; n++) await anna.say(`line ${n}`);
  await anna.say("/history 1");
  await anna.hearUntil("anna: line 15");
  await using ben = await Guest.join(server, "ben");
  for (let n = 6; n <= 15; n++) assertMatch(await ben.hearLine(), new RegExp(`^${TIME} anna: line ${n}\n$`));
  await using carl = await Guest.connect(server);
  await carl.say("/set replay 0");
  await carl.hearUntil("replay 0");
  await carl.say("carl");
  await carl.hearUntil("Hello carl");
  await anna.say("for all to see");
  await carl.hears("anna: for all to see");
});

Deno.test("a closed room shows nothing from before it let one in, also once it is opened", async () => {
  await using server = await startTestServer();
  await using anna = await Guest.join(server, "anna");
  for (const line of ["/join #den", "/room private", "before ben"]) await anna.say(line);
  await anna.hearUntil("private");
  await using ben = await Guest.join(server, "ben");
  await ben.say("/join #den");
  await ben.hearUntil("You are in #den");
  await anna.say("with ben");
  await ben.hears("anna: with ben");
  await ben.say("/history");
  await ben.hearUntil("The last 1 line of #den.");
  await ben.say("/search before");
  await ben.hears('No line with "before" in your rooms.');
  await anna.say("/room public");
  await ben.hearUntil("public");
  await using carl = await Guest.join(server, "carl");
  await carl.say("/join #den");
  await carl.hears("You are in #den, with anna, ben. What you type goes there now.");
  await carl.say("/history");
  await carl.hears("There are no kept lines of #den that you may see.");
  await carl.say("/search ben");
  await carl.hears('No line with "ben" in your rooms.');
  await ben.say("/history");
  await ben.hearUntil("The last 1 line of #den.");
});

Deno.test("/since shows what one missed under this name", async () => {
  await using server = await startTestServer({ timeZone: "UTC" });
  await using anna = await Guest.join(server, "anna");
  const ben = await Guest.join(server, "ben");
  await ben.say("/since");
  await ben.hearUntil("You have not been here before");
  await anna.say("seen by ben");
  await ben.hears("anna: seen by ben");
  await ben.say("/quit");
  await ben.hearEnd();
  await anna.hearUntil("ben has left");
  await anna.say("missed by ben");
  await anna.say("/me yawns");
  await anna.say("/history");
  await anna.hearUntil("The last");
  await using again = await Guest.join(server, "ben");
  await again.hearUntil("* anna yawns");
  await anna.say("said since");
  await again.hears("anna: said since");
  await again.say("/since");
  assertMatch(await again.hearLine(), new RegExp(`^${TIME} anna: missed by ben\n$`));
  assertMatch(await again.hearLine(), new RegExp(`^${TIME} \\* anna yawns\n$`));
  await again.hears("2 lines since you last left.");
});

Deno.test("/forget erases what one said since one came, and nobody else's lines", async () => {
  await using server = await startTestServer();
  await using anna = await Guest.join(server, "anna");
  await using ben = await Guest.join(server, "ben");
  await anna.say("regrets");
  await ben.hearUntil("anna: regrets");
  await ben.say("no regrets");
  await anna.hearUntil("ben: no regrets");
  await anna.say("/forget");
  await anna.hears("Erased: 1 line of yours. What others have on their screens stays there.");
  await anna.say("/search regrets");
  await anna.hearUntil("ben: no *regrets*");
  await anna.hears('1 line with "regrets".');
});

Deno.test("/room history off erases what was kept and keeps nothing more", async () => {
  await using server = await startTestServer();
  await using anna = await Guest.join(server, "anna");
  for (const line of ["/join #den", "kept", "/room history off", "not kept", "/history"]) {
    await anna.say(line);
  }
  await anna.hearUntil("The lines of #den are not kept: an owner turned its history off.");
  await anna.say("/room history on");
  await anna.say("/history");
  assertEquals(await anna.hearUntil(/kept lines/), "There are no kept lines of #den that you may see.");
});
