/** Whoever is let in beyond a limit comes back to their seat, or is told that there is no place. */

import { assert, assertEquals } from "@std/assert";
import { Crowd, type Place } from "../../lib/guard/crowd.ts";
import type { Dialect } from "../../lib/model/dialect.ts";
import { Chat } from "../support/chat.ts";
import { begin } from "../support/conversation.ts";
import { settled } from "../support/fake_clock.ts";
import { placeIn } from "../support/place.ts";
import { JSON_LINES, PLAIN } from "../support/samples.ts";

const OFFICE = "192.0.2.1";

/** A chat with one place, which belongs to bob's seat; his connection is lost. */
async function full() {
  const chat = new Chat(), crowd = new Crowd({ maxGuests: 9, maxGuestsPerAddress: 1 });
  const comes = (place: Place, dialect: Dialect = JSON_LINES) => {
    const it = begin(chat, {}, dialect, undefined, place);
    void it.farewell.then(() => place[Symbol.dispose]()); // as the visit does
    return {
      ...it,
      place,
      async says(...lines: (string | Record<string, unknown>)[]): Promise<void> {
        for (const line of lines) it.say(typeof line === "string" ? line : JSON.stringify(line));
        await settled();
        await chat.flush();
      },
    };
  };
  const bob = comes(placeIn(crowd, OFFICE));
  await bob.says({ verb: "nick", argument: "bob" }, { verb: "resume" });
  const token = /"token":"([^"]+)"/.exec(bob.terminal.heard)![1]!;
  bob.type.close();
  await settled();
  return {
    ...{ chat, crowd, bob, resume: { verb: "resume", argument: token, seen: 0 } },
    comes: (dialect?: Dialect) => comes(crowd.admitReturning(OFFICE)!, dialect),
    [Symbol.dispose]: () => chat[Symbol.dispose](),
  };
}

const CROWDED = "Too many connections from your address: 1 is open. Close one and try again.";

Deno.test("a client comes back at a limit that its own seat reaches, in JSON or asking for it first", async () => {
  for (const isPage of [true, false]) {
    using it = await full();
    const { crowd, chat, bob } = it, back = it.comes(isPage ? JSON_LINES : PLAIN);
    if (!isPage) await back.says("/json");
    await back.says(it.resume);
    assert(back.terminal.heard.includes(`"about":"resumed","you":"bob"`), back.terminal.heard);
    assertEquals(await bob.farewell, { kind: "resumed" });
    assertEquals([crowd.guests, chat.fold.people.size, back.place.isReturning], [1, 1, false]);
    await back.says({ verb: "quit" });
    assertEquals([(await back.farewell).kind, crowd.guests], ["quit", 0]);
  }
});

Deno.test("whoever asks for anything else at a limit is told as ever that there is no place", async () => {
  const others = [
    [{ verb: "nick", argument: "eve" }],
    [{ verb: "resume" }],
    [{ verb: "resume", argument: "wrong", seen: 0 }, { verb: "nick", argument: "eve" }],
    ["what is this"],
    ["\0"],
  ];
  for (const requests of others) {
    using it = await full();
    const eve = it.comes();
    await eve.says(...requests);
    assertEquals(await eve.farewell, { kind: "full" });
    assert(eve.terminal.heard.includes(CROWDED), eve.terminal.heard);
    assertEquals([it.crowd.guests, it.chat.fold.people.size], [1, 1]);
  }
});

Deno.test("a line of text at a limit is no name", async () => {
  using it = await full();
  const eve = it.comes(PLAIN);
  await eve.says("eve");
  assertEquals(await eve.farewell, { kind: "full" });
  assert(eve.terminal.heard.endsWith(`${CROWDED}\n`), eve.terminal.heard);
});

Deno.test("whoever says nothing at a limit has ten seconds", async () => {
  using it = await full();
  const eve = it.comes();
  await it.chat.clock.advance(9_999);
  assert(eve.place.isReturning);
  await it.chat.clock.advance(1);
  assertEquals(await eve.farewell, { kind: "full" });
});

Deno.test("whoever came at a limit is a guest like others where there is room when they speak, or are late", async () => {
  for (const isLate of [false, true]) {
    using it = await full();
    const eve = it.comes();
    it.bob.reader.end({ kind: "kicked" });
    await it.bob.farewell;
    if (isLate) await it.chat.clock.advance(10_000);
    await eve.says({ verb: "nick", argument: "eve" });
    assert(eve.terminal.heard.includes(`"about":"greeting"`), eve.terminal.heard);
    assertEquals([it.crowd.guests, eve.place.isReturning], [1, false]);
    await it.chat.clock.advance(100_000);
    assertEquals(it.chat.fold.people.size, 1);
  }
});

Deno.test("whoever came at a limit and found room has the whole time for a name from then on", async () => {
  using it = await full();
  const eve = it.comes();
  it.bob.reader.end({ kind: "kicked" });
  await it.bob.farewell;
  await it.chat.clock.advance(10_000 + 59_999);
  assertEquals(eve.reader.farewell, undefined);
  await it.chat.clock.advance(1);
  assertEquals((await eve.farewell).kind, "nameless");
});
