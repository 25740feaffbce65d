/** Somebody at the page whose balancer leads them from one node to another. */

import { assertEquals } from "@std/assert";
import { BreakableWay } from "../support/breakable_way.ts";
import { testInBrowser, Visitor } from "../support/browser.ts";
import { Guest } from "../support/journey.ts";
import { NodesHere } from "../support/nodes_here.ts";

testInBrowser(
  "a page that comes back to another node joins anew by itself, where it was",
  async (browser) => {
    await using nodes = new NodesHere();
    const web = { web: "on", greetAfterMs: 300 } as const;
    const berlin = await nodes.start("berlin", web), lisbon = await nodes.start("lisbon", web);
    await using ben = await Guest.join(lisbon, "ben");
    await using way = new BreakableWay(berlin);
    const anna = await Visitor.join(browser, way, "anna");
    await anna.says("/join #tea");
    await anna.sees("#where", "#tea");
    await anna.says("/whois anna");
    await anna.sees(".log", "is at the node berlin");
    way.cut();
    await anna.sees("#status", "Connection lost");
    await anna.says("from within");
    way.mend(lisbon);
    await anna.page.evaluate("dispatchEvent(new Event('online'))");
    await anna.reads("from within");
    await anna.sees("#where", "#tea");
    await anna.says("/whois anna");
    await anna.sees(".log", "is at the node lisbon");
    await ben.say("/who");
    await ben.hearUntil("2 people are here: ben, anna");
    assertEquals(ben.text.match(/anna has (joined|left)(?= the)/g), [
      ...["anna has joined", "anna has left", "anna has joined"],
    ]);
    assertEquals(anna.complaints, []);
  },
);
