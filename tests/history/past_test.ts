import { assert, assertEquals } from "@std/assert";
import { type Looked, Past } from "../../lib/history/past.ts";
import type { CleanText, Name } from "../../lib/text/clean.ts";
import { MemoryStore } from "../../lib/store/memory_store.ts";
import { ArchiveDesk } from "../support/archive_desk.ts";
import { KeptPast, open, testBoth } from "../support/kept_past.ts";
import { ann, bob, lobby, messageOf, ops } from "../support/samples.ts";

const LOBBY = open({ [lobby]: 0 });

/** The texts that were seen, and whether older ones are left out. */
function seen(looked: Looked): { readonly texts: string[]; readonly isCut: boolean } {
  assert(looked.kind === "excerpt", looked.kind);
  return { texts: looked.messages.map(({ text }) => text), isCut: looked.isCut };
}

function all(...texts: string[]): ReturnType<typeof seen> {
  return { texts, isCut: false };
}

/** The past as ann missed it: she left after a line, and came back before another. */
function missed(kept: KeptPast, from: number, arrivedId: number): { key: string; arrivedId: number } {
  kept.archive.keep("seen", (store) => store.saveSeen("ann@x", from, 0));
  return { key: "ann@x", arrivedId };
}

testBoth("Past.recent() shows the last lines, those just added included", (kept) => {
  for (const said of ["one", "two", "three"]) kept.say(said);
  kept.say("elsewhere", ann, ops);
  assertEquals(seen(kept.past.recent(LOBBY, 2)), all("two", "three"));
  assertEquals(seen(kept.past.recent(LOBBY, 20)), all("one", "two", "three"));
  assertEquals(seen(kept.past.recent(open({}), 20)), all());
});

testBoth("Past shows nothing from before a room was open to the one who looks back", (kept) => {
  const closed = kept.say("closed tea");
  kept.say("open tea");
  const place = open({ [lobby]: closed });
  assertEquals(seen(kept.past.recent(place, 20)), all("open tea"));
  assertEquals(seen(kept.past.missed(place, missed(kept, 0, Infinity), 20)), all("open tea"));
  assertEquals(seen(kept.past.found(place, { words: "tea" }, 20)), all("open tea"));
});

testBoth("Past shows what others said before many lines of somebody ignored", (kept) => {
  for (let i = 0; i < 30; i++) kept.say(`good ${i}`);
  for (let i = 0; i < 1200; i++) kept.say("bad good", bob);
  const place = open({ [lobby]: 0 }, bob), last = { texts: ["good 28", "good 29"] };
  assertEquals(seen(kept.past.recent(place, 2)), { ...last, isCut: false });
  assertEquals(seen(kept.past.missed(place, missed(kept, 0, Infinity), 2)), { ...last, isCut: true });
  assertEquals(seen(kept.past.found(place, { words: "good" }, 2)), { ...last, isCut: true });
});

testBoth("Past looks behind some thousand lines of somebody ignored, fewer in each of many rooms", (kept) => {
  for (const room of [lobby, ops]) {
    kept.say(`good in ${room}`, ann, room);
    for (let i = 0; i < 2000; i++) kept.say("bad", bob, room);
  }
  assertEquals(seen(kept.past.recent(open({ [lobby]: 0 }, bob), 20)), all(`good in ${lobby}`));
  assertEquals(seen(kept.past.recent(open({ [lobby]: 0, [ops]: 0 }, bob), 20)), all());
  for (let i = 0; i < 1600; i++) kept.say("bad", bob);
  assertEquals(seen(kept.past.recent(open({ [lobby]: 0 }, bob), 20)), all());
});

testBoth("Past.missed() shows what was said in all rooms between leaving and coming, in order", (kept) => {
  const left = kept.say("before");
  kept.say("one");
  kept.say("two", bob, ops);
  kept.say("three");
  const came = kept.say("after");
  const rooms = open({ [ops]: 0, [lobby]: 0 });
  const who = missed(kept, left, came);
  assertEquals(seen(kept.past.missed(rooms, who, 3)), all("one", "two", "three"));
  assertEquals(seen(kept.past.missed(rooms, who, 2)), { texts: ["two", "three"], isCut: true });
  assertEquals(seen(kept.past.missed(rooms, { ...who, arrivedId: left + 1 }, 3)), all());
});

testBoth("Past.missed() refuses somebody who was never here under their key", (kept) => {
  const who = missed(kept, 0, Infinity);
  assertEquals(kept.past.missed(LOBBY, { ...who, key: "ann@y" }, 20), { kind: "never_seen" });
});

testBoth("Past.found() shows the newest lines that match, and whether there are more", async (kept) => {
  kept.say("green tea");
  await kept.clock.advance(1000);
  kept.say("tea", bob);
  kept.say("more green tea");
  kept.say("green tea in ops", ann, ops);
  assertEquals(seen(kept.past.found(LOBBY, { words: "tea green" }, 20)), all("green tea", "more green tea"));
  assertEquals(seen(kept.past.found(LOBBY, { words: "tea" }, 2)), {
    texts: ["tea", "more green tea"],
    isCut: true,
  });
  assertEquals(seen(kept.past.found(LOBBY, { words: "", from: "BOB" }, 20)), all("tea"));
  const since = kept.clock.time();
  assertEquals(seen(kept.past.found(LOBBY, { words: "green", since }, 20)), all("more green tea"));
});

testBoth("Past shows the newest lines that fit into one answer, and says that older ones do not", (kept) => {
  for (let i = 10; i < 50; i++) kept.say(`${i}${"x".repeat(4094)}`);
  for (
    const looked of [
      kept.past.recent(LOBBY, 40),
      kept.past.missed(LOBBY, missed(kept, 0, Infinity), 40),
      kept.past.found(LOBBY, { words: "", from: ann }, 40),
    ]
  ) {
    const { texts, isCut } = seen(looked);
    assertEquals([texts.length, texts[0]!.slice(0, 2), texts.at(-1)!.slice(0, 2), isCut], [
      32,
      "18",
      "49",
      true,
    ]);
  }
  assertEquals(seen(kept.past.recent(LOBBY, 32)).isCut, false);
});

testBoth("Past shows lines of an older server as they could be said today", (kept) => {
  kept.archive.add(messageOf({ id: 1, name: "Server." as Name, text: "\ue000\u2800hi" as CleanText }));
  const looked = kept.past.recent(LOBBY, 20);
  assertEquals(looked.kind === "excerpt" && looked.messages.map(({ name, text }) => `${name}: ${text}`), [
    "guest-Server.: hi",
  ]);
});

Deno.test("Past.found() says how many lines no search could look at", () => {
  using desk = new ArchiveDesk();
  desk.disk.inner.search = () => ({ messages: [], hasMore: false, unindexed: 7 });
  const looked = new Past(desk).found(LOBBY, { words: "tea" }, 20);
  assertEquals(looked, { kind: "excerpt", messages: [], isCut: false, unindexed: 7 });
});

Deno.test("Past says why nothing can be read, and later that something may be missing", async () => {
  using desk = new ArchiveDesk();
  const past = new Past(desk);
  desk.say("saved");
  desk.archive.commit();
  desk.disk.breakDown();
  desk.say("waiting");
  const no = { kind: "no_history", reason: "the disk is full" } as const;
  assertEquals(past.recent(LOBBY, 20), no);
  assertEquals(past.missed(LOBBY, { key: "ann@x", arrivedId: 9 }, 20), no);
  assertEquals(past.found(LOBBY, { words: "tea" }, 20), no);
  desk.disk.mend();
  assertEquals([seen(past.recent(LOBBY, 20)), past.trouble], [all("saved"), "the disk is full"]);
  await desk.clock.advance(5000);
  assertEquals([seen(past.recent(LOBBY, 20)), past.trouble], [all("saved", "waiting"), undefined]);
  assertEquals(past.concern, undefined);
});

Deno.test("Past says what another thread says of what it writes, also where nobody has said anything since", () => {
  const concern = { text: "the file was missing, and a new one is used", isFresh: true };
  let trouble: string | undefined;
  using kept = new KeptPast(() => {
    const store = new MemoryStore({ lines: 100, length: 10_000 });
    return Object.defineProperty(Object.assign(store, { concern }), "trouble", { get: () => trouble });
  });
  const { past } = kept;
  assertEquals([past.trouble, past.concern], [undefined, concern.text]);
  trouble = "the disk is full";
  assertEquals([past.trouble, past.commit()], [trouble, false]);
  trouble = undefined; // and nobody has had to open it again
  assertEquals([past.trouble, past.commit()], [undefined, true]);
});
