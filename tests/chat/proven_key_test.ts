/** The key with which somebody came: known at every node, told to operators only, and missing in older logs. */

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Deed } from "../../lib/chat/deed.ts";
import { Fold } from "../../lib/chat/fold.ts";
import { Presence } from "../../lib/chat/presence.ts";
import { arrive } from "../../lib/commands/you/arrive.ts";
import type { LogFields } from "../../lib/runtime/log.ts";
import { MemoryStore } from "../../lib/store/memory_store.ts";
import { cleanText } from "../../lib/text/clean_text.ts";
import { askerAt, type Chat, PLAIN } from "../support/chat.ts";
import { HeldWriter } from "../support/held_writer.ts";
import { stateOf } from "../support/recorded_log.ts";
import { JSON_LINES } from "../support/samples.ts";
import { TwoNodes } from "../support/two_nodes.ts";

const KEY = "SHA256:yk0ym51WNEHJsqFq9dTrTorNEviGUOYnN6zZSfAZvx0";

/** A connection by SSH. */
function bySsh({ fanOut }: Chat, key?: string) {
  const origin = { peer: "unknown", door: "ssh", isEncrypted: true, ...key !== undefined && { key } };
  return fanOut.seat(new HeldWriter().writer, PLAIN, origin);
}

Deno.test("the key with which somebody came is known at every node, and told to nobody but operators", async () => {
  const logged: LogFields[] = [];
  using nodes = new TwoNodes({ log: (_level, _sentence, fields = {}) => void logged.push(fields) });
  const { here, there } = nodes, seat = bySsh(here, KEY);
  const coming = Promise.resolve(arrive(askerAt(here.services, seat), cleanText("ann"), "192.0.2.1"));
  await nodes.settle();
  const guest = await coming;
  assert(guest.kind === "guest");
  const keys = () => [here, there].map(({ fold }) => [...fold.people.values()][0]?.key);
  assertEquals(keys(), [KEY, KEY]);
  assertEquals(logged.filter((fields) => "key" in fields).length, 2); // at both
  const bot = await nodes.enter(there, "bot", JSON_LINES);
  for (const line of ["/who", "/whois ann"]) await bot.types(line);
  const heard = bot.hears().join("\n");
  assertStringIncludes(heard, `"about":"whois"`);
  assertEquals(heard.includes("SHA256") || heard.includes(`"key"`), false);
  // Of several connections all have to be of that key.
  const other = bySsh(here);
  here.hub.addSeat(guest, other);
  await nodes.settle();
  assertEquals(keys(), [undefined, undefined]);
  here.hub.unseat(other, { kind: "quit" });
  await nodes.settle();
  assertEquals(keys(), [KEY, KEY]);
});

/** The log of a server of before, and that of one yet to come, as JSON. */
const JOINED =
  `{"kind":"joined","name":"ann","address":"192.0.2.1","isBot":false,"isEncrypted":true,"isSsh":true}`;
const NEWER = JOINED.replace("}", `,"later":{"x":1},"trail":7,"since":-1}`);

Deno.test("what older nodes wrote is folded as ever, and of what newer ones add the rest holds", () => {
  const folds = [JOINED, NEWER].map((text) => {
    const fold = new Fold({ rooms: [], lastId: 0 });
    const deeds: Deed[] = [
      JSON.parse(text),
      JSON.parse(`{"kind":"encrypted","who":1,"isEncrypted":false}`),
      JSON.parse(`{"kind":"said","who":1,"room":"#lobby","text":"hi"}`),
    ];
    for (const [i, deed] of deeds.entries()) assert(fold.apply({ seq: i + 1, time: 1000, deed }, i));
    return fold;
  });
  assertEquals(stateOf(folds[1]!), stateOf(folds[0]!));
  const [ann] = folds[1]!.people.values(), { key, since, secrecy } = ann!;
  assertEquals([key, since, secrecy], [undefined, 0, { isEncrypted: false }]);
});

Deno.test("a key is kept with the person, and somebody who was kept without one comes back without one", () => {
  for (const key of [KEY, undefined]) {
    const fold = new Fold({ rooms: [], lastId: 0 }), presence = new Presence(fold);
    const deed: Deed = { ...JSON.parse(JOINED), ...key !== undefined && { key } };
    presence.note(fold.apply({ seq: 1, time: 1000, deed }, 0)!);
    const store = new MemoryStore({ lines: 1, length: 1 });
    store.savePresence(presence.change({ seq: 1 }, { time: 1000, now: 0 }));
    const { position, people } = store.presence()!;
    assertEquals([...people.values()].join().includes("key"), key !== undefined);
    const saved = { ...JSON.parse(position), people };
    const again = new Fold({
      rooms: fold.rooms.all().map((room) => room.saved()),
      lastId: 1,
      present: { saved, time: 1000 },
    });
    assertEquals([...again.people.values()].map((person) => person.key), [key]);
  }
});
