/** People who come back to the page: by a bookmark, by Back, by loading it again, out of a tunnel. */

import { assertEquals } from "@std/assert";
import { BreakableWay } from "../support/breakable_way.ts";
import { PHONE, startWebServer, testInBrowser, Visitor } from "../support/browser.ts";
import { Guest } from "../support/journey.ts";

testInBrowser("a bookmark leads to its room, and Back to the one before", async (browser) => {
  await using server = await startWebServer();
  await using ben = await Guest.join(server, "ben");
  await ben.say("/join #ops");
  await ben.say("kept for later");
  const anna = await Visitor.join(browser, server, "anna", { at: "#ops" });
  await ben.hearUntil("anna has joined #ops");
  await anna.reads("kept for later");
  await anna.page.click('#tabs a[href="#lobby"]');
  await anna.sees("#where", "#lobby");
  await anna.page.goBack();
  await anna.sees("#where", "#ops");
  await anna.page.goForward();
  await anna.sees("#where", "#lobby");
  await anna.page.evaluate("location.hash = '#@ben'");
  await anna.sees("#where", "@ben");
  await anna.page.goBack();
  await anna.sees("#where", "#lobby");
  assertEquals(anna.complaints, []);
});

testInBrowser("older lines load when somebody scrolls up", async (browser) => {
  await using server = await startWebServer({ paceLines: 1000, paceBurst: 1000 });
  await using ben = await Guest.join(server, "ben");
  await ben.send(Array.from({ length: 180 }, (_, at) => `line ${at + 1}\n`).join(""));
  await ben.say("/who");
  await ben.hearUntil("1 person");
  const anna = await Visitor.join(browser, server, "anna", { viewport: PHONE });
  await anna.reads("line 131"); // ten come by themselves, then fifty are asked for
  assertEquals((await anna.lines()).length, 50);
  while (!(await anna.lines()).some((line) => line.endsWith("line 1"))) {
    await anna.page.evaluate("document.querySelector('.log').scrollTop = 0");
    await anna.page.waitForTimeout(20); // the server is asked, and answers
  }
  const numbers = (await anna.lines()).map((line) => Number(/\d+$/.exec(line)?.[0]));
  assertEquals(numbers, Array.from({ length: 180 }, (_, at) => at + 1));
  await anna.sees("#newest", "Newest");
  await anna.page.click("#newest");
  await ben.say("and now");
  await anna.reads("and now");
});

testInBrowser(
  "two tabs are two guests, and each of them comes back when it is loaded again",
  async (browser) => {
    await using server = await startWebServer();
    await using ben = await Guest.join(server, "ben");
    const context = await browser.newContext();
    const anna = await Visitor.open(context, server), annas = await Visitor.open(context, server);
    await anna.gives("anna");
    await ben.hearUntil("anna has joined");
    await annas.gives("anna");
    await annas.sees("#problem", "somebody here has this name");
    await annas.gives("anna2");
    await ben.hearUntil("anna2 has joined");
    await anna.says("/join #tea");
    await anna.sees("#where", "#tea");
    await ben.say("before");
    await annas.reads("before");
    for (const visitor of [anna, annas]) await visitor.page.reload();
    await anna.sees("#where", "#tea");
    await annas.reads("before");
    await annas.says("still here");
    await ben.hearUntil("anna2: still here");
    await anna.page.click('#tabs a[href="#lobby"]');
    await anna.reads("still here");
    assertEquals(ben.text.match(/anna2? has (joined|left)/g), ["anna has joined", "anna2 has joined"]);
    assertEquals([...anna.complaints, ...annas.complaints], []);
  },
);

testInBrowser("through a tunnel nothing is lost and nothing is said twice", async (browser) => {
  await using server = await startWebServer();
  await using ben = await Guest.join(server, "ben");
  await using way = new BreakableWay(server);
  const anna = await Visitor.join(browser, way, "anna", { viewport: PHONE });
  await ben.hearUntil("anna has joined");
  await anna.hasSeat();
  for (const round of [1, 2]) {
    await anna.says(`before ${round}`);
    await ben.hearUntil(`anna: before ${round}`);
    await anna.says(`at the edge ${round}`); // on its way, or already there
    way.cut();
    await anna.sees("#status", "Connection lost");
    await ben.say(`missed ${round}`);
    await anna.says(`from within ${round}`);
    await anna.sees(".row.sending", `from within ${round}`);
    way.mend();
    await anna.page.evaluate("dispatchEvent(new Event('online'))");
    await anna.reads(`missed ${round}`);
    await anna.reads(`from within ${round}`);
    await ben.hearUntil(`anna: from within ${round}`);
  }
  await ben.say("the end");
  await anna.reads("the end");
  const own = [1, 2].flatMap((at) => [`before ${at}`, `at the edge ${at}`, `from within ${at}`]);
  const lines = (await anna.lines()).map((line) => line.replace(/^\w+: /, ""));
  assertEquals(lines.filter((line) => own.includes(line)), own);
  assertEquals(lines.filter((line) => !own.includes(line)), ["missed 1", "missed 2", "the end"]);
  assertEquals(ben.text.match(/(?<=anna: ).+/g), own);
  assertEquals(ben.text.match(/anna has (joined|left)/g), ["anna has joined"]);
  assertEquals(anna.complaints, []);
});

testInBrowser(
  "a phone that wakes up takes its seat again, though its old connection seems alive",
  async (browser) => {
    await using server = await startWebServer();
    await using ben = await Guest.join(server, "ben");
    await using way = new BreakableWay(server);
    const context = await browser.newContext({ viewport: PHONE });
    await context.clock.install();
    const anna = await Visitor.open(context, way);
    await anna.gives("anna");
    await ben.hearUntil("anna has joined");
    await anna.says("good night");
    await anna.reads("good night");
    await anna.hasSeat();
    way.sleep();
    await ben.say("while you slept");
    await anna.says("half awake");
    way.mend();
    await anna.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await context.clock.fastForward(6000); // it is asked whether it is there, and does not answer
    await context.clock.fastForward(6000); // the next try
    await anna.reads("while you slept");
    await anna.reads("half awake");
    await ben.hearUntil("anna: half awake");
    assertEquals(ben.text.match(/anna has (joined|left)/g), ["anna has joined"]);
    assertEquals(anna.complaints, []);
  },
);

testInBrowser("after too long a sleep the page joins anew, and loads what was said", async (browser) => {
  await using server = await startWebServer({ resumeMs: 0 });
  await using ben = await Guest.join(server, "ben");
  await using way = new BreakableWay(server);
  const anna = await Visitor.join(browser, way, "anna");
  await anna.says("/join #tea");
  await anna.sees("#where", "#tea");
  way.cut();
  await ben.hearUntil("anna has left");
  await ben.say("/join #tea");
  await ben.say("in the meantime");
  await anna.sees("#status", "Connection lost");
  await anna.says("from within");
  way.mend();
  await anna.page.evaluate("dispatchEvent(new Event('online'))");
  await ben.hearUntil("anna has joined #tea");
  await anna.reads("in the meantime");
  await anna.reads("from within");
  await ben.hearUntil("anna: from within");
  assertEquals(anna.complaints, []);
});

testInBrowser("a copy of a tab goes on in the place of the first, which lets it", async (browser) => {
  await using server = await startWebServer();
  await using ben = await Guest.join(server, "ben");
  const context = await browser.newContext(), anna = await Visitor.open(context, server);
  await anna.gives("anna");
  await anna.reads("Hello anna");
  await anna.waits("document.querySelector('.sending') === null");
  await anna.hasSeat();
  const saved = await anna.page.evaluate(`sessionStorage["chat"]`);
  const copy = new Visitor(await context.newPage());
  await copy.page.addInitScript(`sessionStorage["chat"] = ${JSON.stringify(saved)}`);
  await copy.page.goto(`http://${server.hostname}:${server.port}/`);
  await anna.sees("#problem", "you go on at another connection");
  await copy.says("from the copy");
  await ben.hearUntil("anna: from the copy");
  assertEquals(ben.text.match(/anna has (joined|left)/g), ["anna has joined"]);
  assertEquals([...anna.complaints, ...copy.complaints], []);
});

testInBrowser("what is typed behind /query in a tunnel is for that person alone", async (browser) => {
  await using server = await startWebServer();
  await using ben = await Guest.join(server, "ben");
  await using way = new BreakableWay(server);
  const anna = await Visitor.join(browser, way, "anna");
  await ben.hearUntil("anna has joined");
  await anna.hasSeat();
  way.cut();
  await anna.sees("#status", "Connection lost");
  await anna.says("/query ben");
  await anna.says("for you alone");
  await anna.sees("#offers", "sending");
  assertEquals(await anna.page.inputValue("#input"), "for you alone");
  way.mend();
  await anna.page.evaluate("dispatchEvent(new Event('online'))");
  await anna.sees("#where", "@ben");
  assertEquals(await anna.page.inputValue("#input"), "for you alone");
  await anna.page.keyboard.press("Enter");
  await ben.hears("[anna -> ben] for you alone");
});
