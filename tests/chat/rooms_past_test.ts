/** What rooms keep of what is said, and what newcomers may see of it. */

import { assert, assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import type { RoomName } from "../../lib/text/clean.ts";
import type { RoomKind } from "../../lib/model/room_rules.ts";
import { Chat, handOut, pastOf } from "../support/chat.ts";
import { messageOf, ops, text } from "../support/samples.ts";
import { TroubledStore } from "../support/troubled_store.ts";

Deno.test("a newcomer sees the past of an open room, and of a closed one what came after them", () => {
  using chat = new Chat();
  const [ann, bob, eve] = [chat.enter("ann"), chat.enter("bob"), chat.enter("eve")];
  const room = chat.deeds.make(ann.guest);
  chat.deeds.say("said", ann, room, text("open"));
  chat.deeds.join(bob.guest, room);
  assertEquals(pastOf(chat, bob, room), ["open"]);
  chat.deeds.changeKind(ann.guest.person, room, "private");
  chat.deeds.say("said", ann, room, text("closed"));
  chat.deeds.join(eve.guest, room);
  chat.deeds.say("said", ann, room, text("with eve"));
  assertEquals(pastOf(chat, eve, room), ["with eve"]);
  assertEquals(pastOf(chat, bob, room), ["closed", "with eve"]);
});

Deno.test("what was said in a closed room stays closed to newcomers when it is opened, and open to those who heard it", () => {
  using chat = new Chat();
  const [ann, bob, eve] = [chat.enter("ann"), chat.enter("bob"), chat.enter("eve")];
  const room = chat.deeds.make(ann.guest);
  chat.deeds.changeKind(ann.guest.person, room, "invite-only");
  chat.deeds.join(bob.guest, room);
  chat.deeds.say("said", ann, room, text("secret"));
  chat.deeds.changeKind(ann.guest.person, room, "public");
  chat.deeds.say("said", ann, room, text("news"));
  chat.deeds.join(eve.guest, room);
  assertEquals(pastOf(chat, eve, room), ["news"]);
  assertEquals(pastOf(chat, bob, room), ["secret", "news"]);
  chat.deeds.changeKind(ann.guest.person, room, "announce");
  assertEquals(pastOf(chat, eve, room), ["news"]);
});

Deno.test("who comes back into a closed room sees what came after they came back", () => {
  using chat = new Chat();
  const [ann, bob] = [chat.enter("ann"), chat.enter("bob")];
  const room = chat.deeds.make(ann.guest);
  chat.deeds.changeKind(ann.guest.person, room, "private");
  chat.deeds.join(bob.guest, room);
  chat.deeds.say("said", ann, room, text("one"));
  chat.deeds.leave(bob.guest, room);
  chat.deeds.say("said", ann, room, text("two"));
  chat.deeds.join(bob.guest, room);
  chat.deeds.say("said", ann, room, text("three"));
  assertEquals(pastOf(chat, bob, room), ["three"]);
});

Deno.test("a new room has no past, whatever is left of an earlier one of its name", () => {
  const disk = new TroubledStore();
  disk.inner.save([messageOf({ id: 5, room: ops, text: text("left over") })]);
  using chat = new Chat({ open: disk.open });
  const [ann, bob] = [chat.enter("ann"), chat.enter("bob")];
  const room = chat.deeds.make(ann.guest);
  chat.deeds.join(bob.guest, room);
  chat.deeds.say("said", ann, room, text("new"));
  assertEquals([pastOf(chat, ann, room), pastOf(chat, bob, room)], [["new"], ["new"]]);
});

Deno.test("history off erases what was kept and keeps nothing more, on keeps from then on", async () => {
  using chat = new Chat();
  const [ann, bob] = [chat.enter("ann"), chat.enter("bob")];
  const room = chat.deeds.make(ann.guest);
  chat.deeds.join(bob.guest, room);
  await chat.flush();
  bob.hears();
  chat.deeds.say("said", ann, room, text("one")); // of the same turn
  chat.deeds.changeHistory(ann.guest.person, room, false);
  chat.deeds.say("said", ann, room, text("two"));
  assertEquals(pastOf(chat, bob, room), []);
  chat.deeds.changeHistory(ann.guest.person, room, true);
  chat.deeds.say("said", ann, room, text("three"));
  assertEquals(pastOf(chat, bob, room), ["three"]);
  await chat.flush();
  assertEquals(bob.hears(), [
    "ann: one",
    "Server: ann turned off the history of #ops: its lines are no longer kept, and the old ones are erased",
    "ann: two",
    "Server: ann turned on the history of #ops: its lines are kept from now on",
    "ann: three",
  ]);
});

Deno.test("history off erases the lines of that room only", () => {
  using chat = new Chat();
  const ann = chat.enter("ann");
  const [room, other] = [chat.deeds.make(ann.guest), chat.deeds.make(ann.guest, "#other" as RoomName)];
  chat.deeds.say("said", ann, room, text("one"));
  chat.deeds.say("said", ann, other, text("two"));
  chat.deeds.changeHistory(ann.guest.person, room, false);
  assertEquals(pastOf(chat, ann, other), ["two"]);
});

Deno.test("nobody ever sees a line of a closed time they were not there for (property)", async () => {
  const step = fc.oneof(
    fc.record({
      what: fc.constantFrom("say", "join", "leave", "restart"),
      who: fc.integer({ min: 0, max: 2 }),
    }),
    fc.record({
      what: fc.constantFrom<RoomKind>("public", "private", "announce", "invite-only"),
      who: fc.constant(0),
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), (steps) => {
      const disk = new TroubledStore();
      let chat = new Chat({ open: disk.open });
      const enter = () => ["owner", "bob", "eve"].map((name) => chat.enter(name));
      let people = enter();
      let room = chat.deeds.make(people[0]!.guest);
      const lines: { said: string; isOpen: boolean; heardBy: Set<number> }[] = [];
      for (const [i, { what, who }] of steps.entries()) {
        const typist = people[who]!;
        if (what === "say") {
          chat.deeds.say("said", people[0]!, room, text(`${i}`));
          const heardBy = new Set([0, 1, 2].filter((n) => room.members.has(people[n]!.guest.person)));
          lines.push({ said: `${i}`, isOpen: ["public", "announce"].includes(room.access.kind), heardBy });
        } else if (what === "join") {
          if (!room.members.has(typist.guest.person)) chat.deeds.join(typist.guest, room);
        } else if (what === "leave") {
          if (who > 0 && room.members.has(typist.guest.person)) chat.deeds.leave(typist.guest, room);
        } else if (what === "restart") {
          if (lines.length === 0) continue;
          handOut(chat.fanOut);
          chat[Symbol.dispose]();
          chat = new Chat({ open: disk.open });
          people = enter();
          room = chat.rooms.find(ops)!;
          chat.deeds.join(people[0]!.guest, room);
        } else chat.deeds.changeKind(people[0]!.guest.person, room, what as RoomKind);
        for (const n of [1, 2]) {
          if (!room.members.has(people[n]!.guest.person)) continue;
          for (const seen of pastOf(chat, people[n]!, room)) {
            const line = lines.find(({ said }) => said === seen)!;
            assert(line.isOpen || line.heardBy.has(n), `${n} sees ${seen}`);
          }
        }
      }
      chat[Symbol.dispose]();
      return Promise.resolve();
    }),
    { numRuns: 300 },
  );
});

Deno.test("changing the history closes the past where it goes off, and neither closes nor erases any where it goes on", () => {
  using chat = new Chat();
  const ann = chat.enter("ann");
  const room = chat.deeds.make(ann.guest);
  chat.deeds.say("said", ann, room, text("one"));
  chat.deeds.changeHistory(ann.guest.person, room, false);
  const { pastFrom } = room;
  assertEquals(pastFrom, chat.fold.lastKeptId);
  chat.deeds.changeHistory(ann.guest.person, room, true);
  chat.deeds.say("said", ann, room, text("two"));
  chat.deeds.changeHistory(ann.guest.person, room, true);
  assertEquals([room.pastFrom, pastOf(chat, ann, room)], [pastFrom, ["two"]]);
});
