/** People who talk in a browser, with others at a terminal: what is typed on one side is read on the other. */

import { assertEquals, assertMatch } from "@std/assert";
import { DESKTOP, PHONE, startWebServer, testInBrowser, Visitor } from "../support/browser.ts";
import { Guest } from "../support/journey.ts";

testInBrowser("a browser and a terminal read each other, in every script", async (browser) => {
  await using server = await startWebServer({ resumeMs: 100 }); // for how long a closed tab keeps its seat
  await using ben = await Guest.join(server, "ben");
  for (const [name, viewport] of [["anna", DESKTOP], ["王芳", PHONE]] as const) {
    const visitor = await Visitor.join(browser, server, name, { viewport });
    await ben.hearUntil(`${name} has joined the chat`);
    await visitor.says("hello 你好 я ❤ テ 😃");
    await ben.hears(`${name}: hello 你好 я ❤ テ 😃`);
    await visitor.reads("hello 你好 я ❤ テ 😃");
    await ben.say(`and back to you, ${name} 👋🏽`);
    await visitor.reads("and back to you");
    await visitor.sees(".mention mark", name);
    await visitor.says("/me waves");
    await ben.hears(`* ${name} waves`);
    await visitor.says(`/nick ${name}2`);
    await ben.hearUntil(`now known as ${name}2`);
    await visitor.reads(`You are now known as ${name}2`);
    assertEquals(visitor.complaints, []);
    await visitor.says("/quit");
    await ben.hearUntil(`${name}2 has left the chat`);
    await visitor.sees("#problem", "Goodbye");
    await visitor.gives(name);
    await ben.hearUntil(`${name} has joined the chat`);
    await visitor.page.context().close();
    await ben.hearUntil(`${name} has left the chat`);
  }
});

testInBrowser(
  "long lines arrive whole, and one that is too long comes back into the input",
  async (browser) => {
    await using server = await startWebServer({ maxLineBytes: 2000 });
    await using ben = await Guest.join(server, "ben");
    const anna = await Visitor.join(browser, server, "anna", { viewport: PHONE });
    await ben.hearUntil("anna has joined");
    const long = "long ".repeat(300).trim(), word = "x".repeat(1500);
    for (const line of [long, word]) {
      await anna.says(line);
      await ben.hears(`anna: ${line}`);
      await anna.reads(line);
    }
    assertEquals(await anna.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), true);
    const tooLong = "y".repeat(3000);
    await anna.says(tooLong);
    await anna.sees(".row.refused", "longer than 2,000 bytes");
    assertEquals(await anna.page.inputValue("#input"), tooLong);
    await anna.page.fill("#input", "first\nsecond");
    await anna.page.keyboard.press("Enter");
    await ben.hears("anna: first", "anna: second");
  },
);

testInBrowser(
  "nothing that somebody says becomes an element, and links lead to http and https only",
  async (browser) => {
    await using server = await startWebServer();
    await using ben = await Guest.join(server, "ben");
    const anna = await Visitor.join(browser, server, "anna");
    await ben.hearUntil("anna has joined");
    const hostile = [
      "<script>document.title='gone'</script>",
      "<img src=x onerror=alert(1)><b>bold</b>",
      `"><svg onload=alert(1)>`,
      "javascript:alert(1) data:text/html,<script>alert(1)</script>",
      `https://example.com/"onmouseover="alert(1)`,
      "&lt;i&gt; </p></div>",
      "{{constructor.constructor('alert(1)')()}}",
    ];
    for (const line of hostile) await ben.say(line);
    await ben.say("/topic <u>no</u>");
    await ben.say("/msg anna <script>alert(1)</script>");
    await ben.say("see https://example.com/a(b)?c=1.");
    await anna.reads("https://example.com/a(b)?c=1.");
    const shown = (await anna.lines()).map((line) => line.replace(/^ben: /, ""));
    assertEquals(shown.slice(0, hostile.length), hostile);
    const inLog = anna.page.locator(".text");
    assertEquals(
      await inLog.locator("script, img, svg, i, u, [onload], [onerror], [onmouseover]").count(),
      0,
    );
    const links = await inLog.locator("a:not(.name)").evaluateAll((all) =>
      all.map((link) => ["href", "rel", "target"].map((name) => link.getAttribute(name)))
    );
    assertEquals(links, [
      ["https://example.com/", "noopener noreferrer", "_blank"],
      ["https://example.com/a(b)?c=1", "noopener noreferrer", "_blank"],
    ]);
    assertEquals(anna.complaints, []);
  },
);

testInBrowser("of more lines than may wait, those stay in the input that were not sent", async (browser) => {
  await using server = await startWebServer();
  await using ben = await Guest.join(server, "ben");
  const anna = await Visitor.join(browser, server, "anna"), input = "document.querySelector('#input').value";
  const all = Array.from({ length: 70 }, (_, at) => `line ${at + 1}`);
  await anna.hasAnswers();
  await anna.says(all.join("\n"));
  assertEquals(await anna.page.inputValue("#input"), all.slice(64).join("\n"));
  await anna.waits("document.querySelector('.sending') === null");
  await anna.page.keyboard.press("Enter");
  await anna.waits(`${input} === ''`);
  await ben.hearUntil("line 70");
  assertEquals(ben.text.match(/(?<=anna: )line.*/g), all);
});

testInBrowser("the door waits for a name, however long that takes", async (browser) => {
  await using server = await startWebServer({ nameMs: 1000, nameTries: 1 });
  const context = await browser.newContext();
  await context.clock.install();
  await context.addInitScript(`
    globalThis.opened = 0;
    globalThis.hasClosed = new Promise((resolve) =>
      WebSocket = class extends WebSocket {
        constructor(url) {
          super(url);
          opened++;
          this.addEventListener("close", () => resolve());
        }
      }
    );`);
  const anna = await Visitor.open(context, server);
  await anna.page.fill("#name", "an");
  await anna.page.evaluate("hasClosed"); // nobody gives a name for so long
  await context.clock.fastForward(60_000);
  assertEquals(await anna.page.evaluate("opened"), 1);
  assertEquals(await anna.page.textContent("#status"), "");
  assertEquals(await anna.page.inputValue("#name"), "an");
  await anna.gives("two words");
  await anna.sees("#problem", "none could be used");
  await anna.gives("anna");
  await anna.sees("#where", "#lobby");
});

testInBrowser("rooms and people are tabs: what is unread is counted, and Tab completes", async (browser) => {
  await using server = await startWebServer();
  await using ben = await Guest.join(server, "ben");
  const anna = await Visitor.join(browser, server, "anna");
  await ben.hearUntil("anna has joined");
  await anna.says("/join #tea");
  await anna.sees("#where", "#tea");
  await ben.say("one");
  await ben.say("two, anna");
  await ben.say("/msg anna psst");
  await anna.sees('#tabs a[href="#lobby"] .count', "@2");
  await anna.sees('#tabs a[href="#@ben"] .count', "@1");
  assertMatch(await anna.page.title(), /^@2 #tea/);
  await anna.page.click('#tabs a[href="#@ben"]');
  await anna.reads("psst");
  await anna.says("psst to you");
  await ben.hearUntil("[anna -> ben] psst to you");
  assertEquals(await anna.lines(), ["psst", "psst to you"]);
  await anna.says("/leave"); // the conversation, and not the room behind it
  await anna.sees("#where", "#tea");
  await anna.waits(`document.querySelectorAll("#tabs li").length === 2`);
  await anna.page.click('#tabs a[href="#lobby"]');
  await anna.sees(".fresh", "new");
  await anna.waits("/^#lobby/.test(document.title)");
  await anna.page.fill("#input", "/jo");
  await anna.page.keyboard.press("Tab");
  await anna.waits("document.querySelector('#input').value === '/join '");
  await anna.page.fill("#input", "@be");
  await anna.page.keyboard.press("Tab");
  await anna.waits("document.querySelector('#input').value === '@ben '");
  await anna.page.fill("#input", "/");
  await anna.page.keyboard.press("Tab");
  await anna.sees("#offers", "/join");
  await anna.says("/nonsense");
  await anna.sees(".row.refused", "There is no command /nonsense");
});

testInBrowser(
  "what is half typed stays with its conversation, and follows a command that leads elsewhere",
  async (browser) => {
    await using server = await startWebServer();
    await using ben = await Guest.join(server, "ben");
    const anna = await Visitor.join(browser, server, "anna"), { page } = anna;
    await anna.says("/query ben");
    await anna.sees("#where", "@ben");
    await page.fill("#input", "only for you");
    await page.click('#tabs a[href="#lobby"]');
    await anna.sees("#where", "#lobby");
    assertEquals(await page.inputValue("#input"), "");
    await page.goBack();
    await anna.sees("#where", "@ben");
    assertEquals(await page.inputValue("#input"), "only for you");
    await ben.say("/nick benjamin");
    await anna.sees("#where", "@benjamin");
    assertEquals(await page.inputValue("#input"), "only for you");
    await ben.say("/join #tea");
    await anna.says("/join #tea");
    await page.keyboard.type("hello ");
    await anna.sees("#where", "#tea");
    await page.keyboard.type("tea");
    assertEquals(await page.inputValue("#input"), "hello tea");
    await ben.say("/kick anna");
    await anna.sees("#where", "#lobby");
    assertEquals(await page.inputValue("#input"), "");
    await anna.says("/msg benjamin once more");
    await anna.says("/quit");
    await anna.gives("carl"); // at the same computer
    await anna.sees("#where", "#lobby");
    await page.keyboard.press("ArrowUp");
    assertEquals(await page.inputValue("#input"), "");
  },
);

testInBrowser(
  "who takes the name of somebody who left is told nothing by the first Enter",
  async (browser) => {
    await using server = await startWebServer();
    await using ben = await Guest.join(server, "ben");
    const anna = await Visitor.join(browser, server, "anna");
    await anna.says("/query ben");
    await anna.sees("#where", "@ben");
    await ben.say("/quit");
    await anna.reads("ben has left");
    await using other = await Guest.join(server, "ben");
    await anna.says("for you alone");
    await anna.sees(".row.refused", "Not sent: @ben has left.");
    assertEquals(await anna.page.inputValue("#input"), "for you alone");
    await anna.says("hello, new one");
    await other.hears("[anna -> ben] hello, new one");
  },
);

testInBrowser("a tab that is clicked in the moment when a line comes is looked at", async (browser) => {
  await using server = await startWebServer();
  const anna = await Visitor.join(browser, server, "anna", { at: "#tea" });
  await anna.page.evaluate('location.hash = "#lobby"; dispatchEvent(new Event("online"))'); // which draws as a line does
  await anna.sees("#where", "#lobby");
  await anna.waits('location.hash === "#lobby"');
});

testInBrowser("over https a browser is a guest like any other", async (browser) => {
  await using server = await startWebServer({ tls: "on" });
  await using ben = await Guest.join(server, "ben");
  const context = await browser.newContext({ ignoreHTTPSErrors: true }); // it knows nothing of our own certificate
  const anna = new Visitor(await context.newPage());
  await anna.page.goto(`https://${server.hostname}:${server.port}/#tea`);
  await anna.gives("anna");
  await ben.hearUntil("anna has joined");
  await anna.sees("#where", "#tea");
  await anna.page.click('#tabs a[href="#lobby"]');
  await anna.sees("#where", "#lobby");
  await anna.says("hello over https");
  await ben.hearUntil("anna: hello over https");
  await ben.say("hello over nc");
  await anna.reads("hello over nc");
  assertEquals(anna.complaints, []);
});
