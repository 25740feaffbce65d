import { assertEquals } from "@std/assert";
import { RecentPages } from "../../lib/doors/recent_pages.ts";
import { FakeClock } from "../support/fake_clock.ts";

Deno.test("RecentPages expects six connections from where a page was served, for five seconds", async () => {
  const clock = new FakeClock(), pages = new RecentPages(clock);
  assertEquals(pages.expects("192.0.2.1"), false);
  pages.served("192.0.2.1");
  assertEquals(Array.from({ length: 8 }, () => pages.expects("192.0.2.1")).filter(Boolean).length, 6);
  pages.served("192.0.2.1");
  await clock.advance(4999);
  assertEquals([pages.expects("192.0.2.1"), pages.expects("192.0.2.2")], [true, false]);
  await clock.advance(1);
  assertEquals(pages.expects("192.0.2.1"), false);
});

Deno.test("RecentPages expects nobody from this machine, and forgets the oldest of a thousand addresses", () => {
  const pages = new RecentPages(new FakeClock());
  for (const address of ["127.0.0.1", "::1", "::ffff:127.0.0.2"]) {
    pages.served(address);
    assertEquals(pages.expects(address), false);
  }
  for (let at = 0; at <= 1000; at++) pages.served(`2001:db8::${at}`);
  assertEquals([pages.expects("2001:db8::0"), pages.expects("2001:db8::1")], [false, true]);
});
