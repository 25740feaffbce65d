import { assert, assertEquals } from "@std/assert";
import { Past } from "../../lib/history/past.ts";
import type { NameSpan } from "../../lib/model/name_span.ts";
import type { Name } from "../../lib/text/clean.ts";
import { ArchiveDesk } from "../support/archive_desk.ts";
import { type KeptPast, open, testBoth } from "../support/kept_past.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { ann, bob, lobby } from "../support/samples.ts";

/** What is left of the lobby. */
function left({ past }: KeptPast): string[] {
  const looked = past.recent(open({ [lobby]: 0 }), 500);
  assert(looked.kind === "excerpt");
  return looked.messages.map(({ text }) => text);
}

/** A name that somebody had from one line up to another. */
function span(name: Name, from: number, upTo = Infinity, lines = 1): NameSpan {
  return { name, from, upTo, lines };
}

testBoth(
  "Past.forget() erases what was said under each name while it was theirs, saved or just added",
  (kept) => {
    kept.say("somebody else's");
    const first = kept.say("one");
    const second = kept.say("two", bob);
    kept.archive.commit();
    const third = kept.say("bob's own", bob);
    kept.say("three");
    assertEquals(kept.past.forget([span(ann, first), span(bob, second, third - 1)]), 3);
    assertEquals(left(kept), ["somebody else's", "bob's own"]);
    assertEquals(kept.past.forget([]), 0);
  },
);

testBoth("Past.forget() erases a few names a turn", async (kept) => {
  const names = Array.from({ length: 45 }, (_, i) => `ann${i}` as Name);
  const spans = names.map((name) => span(name, kept.say(name, name)));
  assertEquals(kept.past.forget(spans.slice(0, 20)), 20);
  const rest = kept.past.forget(spans.slice(20));
  assertEquals(left(kept).length, 5);
  await kept.clock.advance(0);
  assertEquals(await rest, 25);
  const again = names.map((name) => span(name, kept.say(name, name)));
  const many = kept.past.forget(again);
  assertEquals(left(kept).length, 25);
  for (let turn = 0; turn < 2; turn++) await kept.clock.advance(0);
  assertEquals([await many, left(kept).length, kept.clock.timers], [45, 0, 0]);
});

testBoth("Past.forget() tells how many lines went, also where they are too many to be counted", (kept) => {
  for (let i = 0; i < 1234; i++) kept.say("mine");
  kept.say("bob's", bob);
  assertEquals(kept.past.forget([span(ann, 1, Infinity, 1234)]), 1234);
  assertEquals(left(kept), ["bob's"]);
});

Deno.test("Past.forget() says that some will go later while nothing can be written, and then they do", async () => {
  using desk = new ArchiveDesk();
  const turns = new FakeClock(); // others have their turn for as long as the store is in trouble
  const past = new Past({ archive: desk.archive, clock: turns });
  desk.say("saved");
  desk.archive.commit();
  const spans = Array.from({ length: 21 }, () => span(ann, 1));
  desk.disk.breakDown();
  assertEquals(past.forget(spans.slice(0, 1)), undefined);
  const many = past.forget(spans);
  desk.disk.mend();
  await desk.clock.advance(5000);
  await turns.advance(0);
  assertEquals([await many, desk.disk.textsIn(lobby)], [undefined, []]);
});
