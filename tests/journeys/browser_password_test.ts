/** Passwords of rooms, typed at the page: unseen, kept nowhere, and asked for only when one is missing. */

import { assertEquals } from "@std/assert";
import { startWebServer, testInBrowser, Visitor } from "../support/browser.ts";
import { Guest } from "../support/journey.ts";

/** What has the focus, what is in the field, and whether the input is there. */
const STATE = `[
  document.activeElement.id,
  document.querySelector("#secret").value,
  !document.querySelector("#talk").hidden,
]`;

testInBrowser("a password is typed unseen, and is in no row, no history and no storage", async (browser) => {
  await using server = await startWebServer();
  await using ben = await Guest.join(server, "ben");
  const anna = await Visitor.join(browser, server, "anna"), keys = anna.page.keyboard;
  await ben.hearUntil("anna has joined");
  await anna.says("/join #ops");
  await anna.sees("#where", "#ops");

  await anna.says("/room password");
  await anna.sees("#unlock label", "New password of #ops");
  assertEquals(await anna.page.getAttribute("#secret", "type"), "password");
  await keys.press("Escape"); // calls it off
  assertEquals(await anna.page.evaluate(STATE), ["input", "", true]);
  await anna.says("/room password");
  await anna.sees("#unlock label", "#ops");
  await keys.type("open sesame");
  await keys.press("Enter");
  await anna.reads("made #ops");

  const cy = await Visitor.join(browser, server, "cy");
  await cy.says("/join #ops");
  await cy.sees("#unlock label", "Password of #ops");
  await cy.page.keyboard.press("Enter"); // an empty field calls it off, too
  assertEquals(await cy.page.evaluate(STATE), ["input", "", true]);
  await cy.says("/join #ops");
  await cy.sees("#unlock label", "#ops");
  await cy.page.keyboard.type("guess");
  await cy.page.keyboard.press("Enter");
  await cy.sees(".row.refused", "not the password");
  await cy.sees("#unlock label", "#ops"); // or the next guess would be typed where all can read it
  await cy.page.keyboard.press("Escape");
  await cy.page.evaluate("location.hash = '#ops'"); // a bookmark
  await cy.sees("#unlock label", "#ops");
  await cy.page.keyboard.type("open sesame");
  await cy.page.keyboard.press("Enter");
  await cy.sees("#where", "#ops");
  await ben.say("/join #ops");
  await ben.hearUntil("#ops has a password");

  for (const { page, complaints } of [anna, cy]) {
    await page.evaluate("dispatchEvent(new Event('pagehide'))"); // where it stores what outlasts a reload
    const kept = await page.evaluate("JSON.stringify([{ ...sessionStorage }, { ...localStorage }])");
    const shown = await page.content();
    for (const password of ["sesame", "guess"]) {
      assertEquals([String(kept).includes(password), shown.includes(password)], [false, false]);
    }
    assertEquals(complaints, []);
    await page.focus("#input");
    for (let up = 0; up < 8; up++) {
      await page.keyboard.press("ArrowUp");
      const recalled = await page.inputValue("#input");
      assertEquals(/sesame|guess/.test(recalled), false, recalled);
    }
  }
});

testInBrowser("what is typed for one room is not the password of another", async (browser) => {
  await using server = await startWebServer();
  await using ben = await Guest.join(server, "ben");
  for (const room of ["#one", "#two"]) {
    await ben.say(`/join ${room}`);
    await ben.say(`/room password ${room}-word`);
  }
  const anna = await Visitor.join(browser, server, "anna");
  await anna.page.fill("#input", "/join #one\n/join #two");
  await anna.page.keyboard.press("Enter");
  await anna.sees(".row.refused", "#two has a password");
  await anna.sees("#unlock label", "Password of #one");
  await anna.page.keyboard.type("#one-word");
  await anna.page.keyboard.press("Enter");
  await anna.sees("#where", "#one");
  assertEquals(await anna.page.evaluate("document.activeElement.id"), "input");
});
