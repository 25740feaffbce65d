/** Lines between two people, and how people keep their peace. @module */

import { assertEquals, assertMatch } from "@std/assert";
import { Guest, startTestServer } from "../support/journey.ts";

Deno.test("/msg and /reply reach one person only, in whatever room, and look like nothing said in a room", async () => {
  await using server = await startTestServer();
  await using anna = await Guest.join(server, "anna");
  await using ben = await Guest.join(server, "ben");
  await using carl = await Guest.join(server, "carl");
  await anna.hearUntil("carl has joined");
  await ben.hearUntil("carl has joined");
  await ben.say("/join #ops");
  await ben.hearUntil("You made");
  await anna.say("/msg ben psst");
  await anna.hears("[anna -> ben] psst");
  await ben.hears("[anna -> ben] psst");
  await ben.say("/r what is it?");
  await anna.hears("[ben -> anna] what is it?");
  await anna.say("/w BEN 没什么");
  await ben.hearUntil("[anna -> ben] 没什么");
  await carl.say("/reply hello?");
  assertMatch(await carl.hearLine(), /Nobody has written to you yet/);
  await anna.say("/history");
  await anna.hearUntil("[anna -> ben] 没什么");
  assertMatch(await anna.hearLine(), /no kept lines of #lobby/);
});

Deno.test("in a query two people talk alone, through a new name, until one of them leaves", async () => {
  await using server = await startTestServer();
  await using anna = await Guest.join(server, "anna");
  await using ben = await Guest.join(server, "ben");
  await using carl = await Guest.join(server, "carl");
  await anna.hearUntil("carl has joined");
  await ben.hearUntil("carl has joined");
  await anna.say("/query ben");
  await anna.hears("What you type goes to ben alone now: /query takes you back to #lobby.");
  await anna.say("psst");
  await anna.hears("[anna -> ben] psst");
  await ben.hears("[anna -> ben] psst");
  await carl.say("hello");
  await anna.hears("[#lobby] carl: hello");
  await ben.say("/query anna");
  await ben.hearUntil("What you type goes to anna alone now");
  await ben.say("/nick benny");
  await ben.hearUntil("You are now known as benny.");
  await anna.hears("Server: ben is now known as benny");
  await ben.say("what is it?");
  await anna.hears("[benny -> anna] what is it?");
  await anna.say("/me thinks");
  await ben.hearUntil("[anna -> benny] * anna thinks");
  await ben.say("/query");
  await ben.hearUntil("What you type goes to #lobby now.");
  await ben.say("bye all");
  await carl.hearUntil("benny: bye all");
  await ben.say("/quit");
  await ben.hearEnd();
  await anna.hearUntil("What you type goes to #lobby now, because benny has left.");
  await anna.say("for benny only");
  await anna.hears(
    "Your line was not sent: perhaps it was for benny, who has left. What you type goes to #lobby now.",
  );
  await anna.say("hello, carl");
  await carl.hearUntil("anna: hello, carl");
  assertEquals(/psst|what is it|thinks|only/.test(carl.text), false);
  await anna.say("/search psst");
  await anna.hears(`No line with "psst" in your rooms.`);
});

Deno.test("a private message from a Chinese keyboard reaches one person only, and a slip of the finger nobody", async () => {
  await using server = await startTestServer();
  await using anna = await Guest.join(server, "anna");
  await using ben = await Guest.join(server, "ben");
  await using carl = await Guest.join(server, "carl");
  await anna.hearUntil("carl has joined");
  await ben.hearUntil("carl has joined");
  await anna.say("／msg ben 密码是 4711");
  await anna.hears("[anna -> ben] 密码是 4711");
  await anna.say("／ｒ　还有");
  await anna.hears("[anna -> ben] 还有");
  await ben.hears("[anna -> ben] 密码是 4711", "[anna -> ben] 还有");
  for (const slip of ["、msg ben 4711", "　／msg ben 4711", "\\msg ben 4711", " /w ben 4711"]) {
    await anna.say(slip);
    assertMatch(await anna.hearLine(), /^Your line was not sent: it looks like \/msg\./);
  }
  await anna.say("／／msg");
  await carl.hears("anna: /msg");
});

Deno.test("/away is told to whoever writes, and ends with the next line", async () => {
  await using server = await startTestServer();
  await using anna = await Guest.join(server, "anna");
  await using ben = await Guest.join(server, "ben");
  await anna.hearUntil("ben has joined");
  await anna.say("/away lunch");
  await anna.hearUntil("You are away: lunch");
  await ben.say("/msg anna hungry?");
  await ben.hears("[ben -> anna] hungry?", "anna is away: lunch. Your line waits on their screen.");
  await ben.say("/who");
  await ben.hears("2 people are here: anna (away), ben. You are ben.");
  await anna.say("back again");
  await anna.hearUntil("You are back.");
  await ben.hears("anna: back again");
});

Deno.test("/ignore keeps lines away, also after a new name and a return, and its target never learns", async () => {
  await using server = await startTestServer();
  await using anna = await Guest.join(server, "anna");
  const troll = await Guest.join(server, "troll");
  await anna.hearUntil("troll has joined");
  await anna.say("/ignore troll");
  await anna.hearUntil("You get no lines from troll");
  await troll.say("in the room");
  await troll.say("/msg anna in private");
  await troll.hears("[troll -> anna] in private");
  await troll.say("/nick imp");
  await troll.hearUntil("You are now known as imp.");
  await troll.say("under a new name");
  await troll.say("/quit");
  await troll.hearEnd();
  await using again = await Guest.join(server, "imp");
  await again.say("returned");
  await again.say("/nick troll");
  await again.hearUntil("You are now known as troll.");
  await anna.say("/unignore troll");
  await anna.hearUntil("You get lines from troll again");
  await again.say("now you hear me");
  await anna.hears("troll: now you hear me");
  assertEquals(/private|room|new name|returned/.test(anna.text), false);
  await again.close();
});
