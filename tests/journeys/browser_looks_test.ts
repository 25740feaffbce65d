/** How the page is read and used: by everybody, on every screen, with a keyboard alone, in English and in Chinese. */

import { assert, assertEquals } from "@std/assert";
import { DESKTOP, PHONE, startWebServer, testInBrowser, Visitor } from "../support/browser.ts";
import { Guest } from "../support/journey.ts";

for (const colorScheme of ["light", "dark"] as const) {
  testInBrowser(`axe-core finds nothing in the ${colorScheme} theme`, async (browser) => {
    await using server = await startWebServer();
    await using ben = await Guest.join(server, "ben");
    for (const viewport of [DESKTOP, PHONE]) {
      const context = await browser.newContext({
        colorScheme,
        viewport,
        reducedMotion: "reduce",
        bypassCSP: true,
      });
      const anna = await Visitor.open(context, server);
      await anna.sees("button", "Join the chat");
      await anna.isFine();
      await anna.gives("anna");
      await anna.sees("#where", "#lobby");
      await ben.say("hi anna, see https://example.com/");
      await ben.say("/msg anna psst");
      for (const line of ["hello", "/me waves", "/help", "/nonsense", "/set stamps on", "/join #tea"]) {
        await anna.says(line);
      }
      await anna.sees("#where", "#tea");
      await anna.page.click('#tabs a[href="#lobby"]');
      await anna.reads("There is no command");
      await anna.isFine();
      await anna.page.click("#count");
      await anna.sees(".row.answer", "people are here: ben");
      await anna.isFine();
      await anna.says("/room password"); // of the lobby, whose owner she is not
      await anna.sees("#unlock label", "New password of #lobby");
      await anna.isFine();
      await anna.page.keyboard.press("Escape");
      await anna.says("/quit");
      await ben.hearUntil("anna has left");
    }
  });
}

testInBrowser("a keyboard is enough, and the focus stays in the input", async (browser) => {
  await using server = await startWebServer();
  const anna = await Visitor.join(browser, server, "anna");
  const keys = anna.page.keyboard, focus = () => anna.page.evaluate("document.activeElement.id");
  assertEquals(await focus(), "input");
  await keys.type("first");
  await keys.press("Enter");
  await anna.reads("first");
  assertEquals(await focus(), "input");
  await keys.type("/join #tea");
  await keys.press("Enter");
  await anna.sees("#where", "#tea");
  await keys.press("Alt+ArrowUp");
  await anna.sees("#where", "#lobby");
  await keys.press("ArrowUp");
  await keys.press("ArrowUp");
  assertEquals(await anna.page.inputValue("#input"), "first");
  await keys.press("Escape");
  await keys.press("Tab");
  assert(await focus() !== "input", "Tab leads out of the input");
  await keys.type("x");
  assertEquals(await focus(), "input");
  assertEquals(
    await anna.page.evaluate("getComputedStyle(document.querySelector('#input')).fontSize"),
    "16px",
  );
});

testInBrowser(
  "a browser that prefers Chinese gets Chinese, the sentences of the server too",
  async (browser) => {
    await using server = await startWebServer();
    const fang = await Visitor.join(browser, server, "王芳", { locale: "zh-CN" });
    await fang.sees("#send", "发送");
    await fang.says("/nonsense");
    await fang.sees(".row.refused", "没有 /nonsense 这个命令");
    await fang.says("/lang en");
    await fang.sees("#send", "Send");
    assertEquals(await fang.page.evaluate("document.documentElement.lang"), "en");
  },
);

testInBrowser(
  "the page honours /set joins and stamps, on a phone without sideways scrolling",
  async (browser) => {
    await using server = await startWebServer();
    const anna = await Visitor.join(browser, server, "anna", { viewport: PHONE });
    await anna.says("/set joins off");
    await anna.reads("joins off");
    await using ben = await Guest.join(server, "ben");
    await ben.say("one");
    await ben.say("two");
    await anna.reads("two");
    assertEquals(await anna.page.locator(".row.event").count(), 0);
    assertEquals(await anna.page.locator(".row.said time").count(), 1);
    await anna.says("/set stamps on");
    await anna.waits("document.querySelectorAll('.row.said time').length === 2");
    for (const room of ["#tea", "#coffee", "#chocolate", "#water", "#milk"]) {
      await anna.says(`/join ${room}`);
      await anna.sees("#where", room);
    }
    assertEquals(await anna.page.evaluate("document.documentElement.scrollWidth"), PHONE.width);
    const box = await anna.page.locator("#input").boundingBox();
    assert(box !== null && box.y + box.height <= PHONE.height, "the input is on the screen");
  },
);

testInBrowser(
  "the longest names have room on a phone, and the tab that is looked at is in view",
  async (browser) => {
    await using server = await startWebServer();
    const longest = "W".repeat(24);
    await using ben = await Guest.join(server, longest);
    const anna = await Visitor.join(browser, server, "anna", { viewport: PHONE, at: `#${longest}` });
    await ben.say(`/join ${longest}`);
    await ben.say("hi");
    await anna.reads("hi");
    await anna.says(`/query ${longest}`);
    await anna.sees("#where", "@");
    const isInView = `(() => {
    const { left, right } = document.querySelector("#tabs [aria-current]").getBoundingClientRect();
    return left >= 0 && right <= innerWidth;
  })()`;
    assert(await anna.page.evaluate(isInView));
    await anna.page.keyboard.press("Alt+ArrowUp");
    await anna.sees("#where", "#");
    assert(await anna.page.evaluate(isInView));
    for (const selector of ["body", "header", "#log"]) {
      const { scrollWidth } = await anna.page.$eval(selector, ({ scrollWidth }) => ({ scrollWidth }));
      assertEquals([selector, scrollWidth], [selector, PHONE.width]);
    }
  },
);

testInBrowser("Enter that chooses a word of Chinese sends nothing, in Safari too", async (browser) => {
  await using server = await startWebServer();
  const fang = await Visitor.join(browser, server, "fang");
  await fang.page.fill("#input", "你好");
  for (const composing of ["isComposing: true", "keyCode: 229"]) { // Safari tells the second one alone
    const event = `new KeyboardEvent("keydown", { key: "Enter", cancelable: true, ${composing} })`;
    await fang.page.evaluate(`document.querySelector("#input").dispatchEvent(${event})`);
  }
  assertEquals(await fang.page.inputValue("#input"), "你好");
  await fang.page.keyboard.press("Enter");
  await fang.reads("你好");
});

testInBrowser("a line begins where its script does", async (browser) => {
  await using server = await startWebServer();
  const anna = await Visitor.join(browser, server, "anna");
  for (const [line, isFromRight] of [["hello!", false], ["שלום!", true]] as const) {
    await anna.says(line);
    await anna.reads(line);
    const isEndLeft = await anna.page.evaluate(`(() => {
      const text = [...document.querySelectorAll(".said .text")].at(-1).firstChild, range = new Range();
      const leftOf = (at) => {
        range.setStart(text, at);
        range.setEnd(text, at + 1);
        return range.getBoundingClientRect().left;
      };
      return leftOf(text.length - 1) < leftOf(0);
    })()`);
    assertEquals([line, isEndLeft], [line, isFromRight]);
  }
});
