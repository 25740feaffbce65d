/** Rooms: made by joining, left, listed, owned, closed and opened. @module */

import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { Guest, startTestServer } from "../support/journey.ts";

Deno.test("a room is made by joining it; its lines are for its members, marked for those who talk elsewhere", async () => {
  await using server = await startTestServer();
  await using anna = await Guest.join(server, "anna");
  await using ben = await Guest.join(server, "ben");
  await using carl = await Guest.join(server, "carl");
  await anna.hears("Server: ben has joined the chat", "Server: carl has joined the chat");
  await ben.hears("Server: carl has joined the chat");

  await anna.say("/join #ops");
  await anna.hearUntil("You made #ops and own it");
  await ben.say("/join #ops");
  await ben.hearUntil("You are in #ops, with anna");
  await anna.hears("Server: ben has joined #ops");
  await anna.say("for ops only");
  await ben.hears("anna: for ops only");

  await ben.say("/join #lobby");
  await ben.hearUntil("What you type goes to #lobby now");
  await ben.say("for everybody");
  await anna.hears("[#lobby] ben: for everybody");
  await carl.hears("ben: for everybody");
  await anna.say("/me types in ops");
  await ben.hears("[#ops] * anna types in ops");

  await ben.say("/leave #ops");
  await ben.hearUntil("You left #ops");
  await anna.hears("Server: ben has left #ops");
  await anna.say("/quit");
  await ben.hears("Server: anna has left the chat");
  await carl.hears("Server: anna has left the chat");
});

Deno.test("in colour, marks and room notices keep the tutorial's colours", async () => {
  await using server = await startTestServer({ color: "always" });
  await using anna = await Guest.join(server, "anna");
  await using ben = await Guest.join(server, "ben");
  await anna.hearUntil("ben has joined the chat");
  await anna.say("/join #ops");
  await anna.hearUntil("You made #ops");
  await ben.say("/join #ops");
  await anna.hears("\x1b[32m🟢 [系统] ben has joined #ops\x1b[0m");
  await ben.say("/join lobby");
  await ben.hearUntil("goes to #lobby");
  await ben.say("over here");
  await anna.hears("\x1b[2m[#lobby]\x1b[0m \x1b[34m[ben]\x1b[0m over here");
  await ben.say("hello anna!");
  await anna.hears("\x1b[2m[#lobby]\x1b[0m \x1b[34m[ben]\x1b[0m hello \x1b[1;33manna\x1b[0m!");
  await ben.say("/leave #ops");
  await anna.hears("\x1b[31m🔴 [系统] ben has left #ops\x1b[0m");
});

Deno.test("/rooms lists what one may know of: topic, people, kind", async () => {
  await using server = await startTestServer();
  await using anna = await Guest.join(server, "anna");
  await using ben = await Guest.join(server, "ben");
  await anna.hearUntil("ben has joined");
  for (const line of ["/join #tea", "/topic all about 茶", "/join #hidden", "/room private"]) {
    await anna.say(line);
  }
  await anna.hears(
    "You made #tea and own it: it is public, /room changes that. What you type goes there now.",
  );
  await anna.hears("Server: anna set the topic of #tea: all about 茶");
  await anna.hearUntil("anna made #hidden private (not listed)");
  await ben.say("/rooms");
  await ben.hearUntil("Rooms");
  await ben.hears("> #lobby  2 people, public", "  #tea  1 person, public  all about 茶");
  assertStringIncludes(await ben.hearLine(), "/join");
  await ben.say("/who #hidden");
  assertMatch(await ben.hearLine(), /There is no room #hidden/);
  await anna.say("/rooms");
  await anna.hearUntil("> #hidden  1 person, private");
});

Deno.test("invite-only, password, announce: who comes in, and who speaks", async () => {
  await using server = await startTestServer();
  await using anna = await Guest.join(server, "anna");
  await using ben = await Guest.join(server, "ben");
  await anna.hearUntil("ben has joined");
  for (const line of ["/join #den", "/room invite-only"]) await anna.say(line);
  await anna.hearUntil("anna made #den invite-only");
  await ben.say("/join #den");
  assertMatch(await ben.hearLine(), /#den is for invited people/);
  await anna.say("/invite ben");
  await ben.hears("anna invites you to #den: type /join #den to go there.");
  await ben.say("/join #den");
  await ben.hearUntil("You are in #den");
  await anna.say("/kick ben  read the rules ");
  await anna.hearUntil("Server: ben was removed from #den by anna: read the rules");
  assertMatch(await ben.hearLine(), /anna removed you from #den: read the rules.*#lobby/);
  await ben.say("/join #den");
  assertMatch(await ben.hearLine(), /invited people/);

  await anna.say("/room password open sesame");
  await anna.hearUntil("anna made #den password-protected");
  await ben.say("/join #den open");
  assertMatch(await ben.hearLine(), /not the password of #den/);
  await ben.say("/join #den open sesame");
  await ben.hearUntil("You are in #den, password-protected");
  await anna.say("/room announce");
  await ben.hearUntil("announce (only owners speak)");
  await ben.say("may I?");
  assertMatch(await ben.hearLine(), /Your line was not sent: in #den only its owners speak/);
  await anna.say("/owner ben");
  await ben.hears("Server: anna made ben an owner of #den");
  await ben.say("I may");
  await anna.hearUntil("ben: I may");
});

Deno.test("a room that is made with a password is closed to everybody who comes in the same moment", async () => {
  await using server = await startTestServer();
  await using anna = await Guest.join(server, "anna");
  await using ben = await Guest.join(server, "ben");
  await using carl = await Guest.join(server, "carl");
  await anna.hearUntil("carl has joined");
  await ben.hearUntil("carl has joined");
  await anna.say("/join #new hunter2");
  await anna.hearUntil("You made #new and own it: it is password-protected");
  await Promise.all([ben.say("/join #new"), carl.say("/join ＃new hunter2")]); // while it is being sealed
  await ben.hears("#new has a password: type /join #new PASSWORD.");
  await carl.hearUntil("You are in #new, password-protected, with anna.");
  await anna.say("only us");
  await carl.hears("anna: only us");
  await ben.say("/who #new");
  await ben.hears("2 people are in #new: anna, carl. You are ben.");
});

Deno.test("a bot does not inherit a room while a person is there", async () => {
  await using server = await startTestServer();
  await using anna = await Guest.join(server, "anna");
  await using bot = await Guest.join(server, "echo");
  await using carl = await Guest.join(server, "carl");
  await anna.hearUntil("carl has joined");
  await anna.say("/join #ops");
  await anna.hearUntil("You made");
  await bot.say("/json");
  await bot.say('{"verb":"join","argument":"#ops"}');
  await anna.hearUntil("echo has joined #ops");
  await carl.say("/join #ops");
  await anna.hearUntil("carl has joined #ops");
  await anna.say("/leave");
  await carl.hearUntil("Server: anna made carl an owner of #ops");
  await carl.say("/topic mine");
  await carl.hears("Server: carl set the topic of #ops: mine");
});

Deno.test("when the last owner leaves, who was there longest owns the room", async () => {
  await using server = await startTestServer();
  await using anna = await Guest.join(server, "anna");
  await using ben = await Guest.join(server, "ben");
  await anna.hearUntil("ben has joined");
  await anna.say("/join #ops");
  await anna.hearUntil("You made");
  await ben.say("/join #ops");
  await anna.hearUntil("ben has joined #ops");
  await ben.say("/topic mine");
  await ben.hearUntil("Only owners of #ops");
  await anna.say("/leave");
  await ben.hearUntil("Server: anna has left #ops");
  await ben.hears("Server: anna made ben an owner of #ops");
  await ben.say("/topic mine");
  await ben.hears("Server: ben set the topic of #ops: mine");
});

Deno.test("an empty room without history goes, one with history stays", async () => {
  await using server = await startTestServer();
  await using anna = await Guest.join(server, "anna");
  for (const room of ["#mute", "#told"]) {
    await anna.say(`/join ${room}`);
    await anna.hearUntil("You made");
    if (room === "#told") await anna.say("something");
    await anna.say("/leave");
    await anna.hearUntil("You left");
  }
  await anna.say("/rooms");
  await anna.hearUntil("Rooms");
  assertEquals([await anna.hearLine(), await anna.hearLine()], [
    "> #lobby  1 person, public\n",
    "  #told  0 people, public\n",
  ]);
});
