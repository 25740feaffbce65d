import { atOnce } from "../support/at_once.ts";
import { assertEquals } from "@std/assert";
import { lastHeardAt } from "../../lib/commands/people/whois.ts";
import { arrive } from "../../lib/commands/you/arrive.ts";
import type { Log } from "../../lib/runtime/log.ts";
import { cleanText } from "../../lib/text/clean_text.ts";
import type { Store } from "../../lib/store/store.ts";
import { askerAt, Chat, type Typist } from "../support/chat.ts";
import { NOON, text } from "../support/samples.ts";

/** Says something in the room somebody is in. */
function say(chat: Chat, typist: Typist, said: string): void {
  chat.deeds.say("said", typist, typist.guest.current, text(said));
}

Deno.test("Hub.enter() tells the others, nobody twice, and arrive() tells the newcomer who is here", async () => {
  using chat = new Chat();
  const terminals = ["ann", "bob"].map((name) => {
    const { reader, terminal } = chat.seat();
    assertEquals(atOnce(arrive(askerAt(chat.services, reader), cleanText(name), "192.0.2.1")).kind, "guest");
    return terminal;
  });
  await chat.flush();
  assertEquals(
    terminals[0]!.heard,
    "Hello ann, you are the first one here. Type to talk, /help for help.\n" +
      "Server: bob has joined the chat\n",
  );
  assertEquals(
    terminals[1]!.heard,
    "Hello bob, here with you: ann. Type to talk, /help for help.\n",
  );
});

Deno.test("a line reaches the others only, join first and leave last", async () => {
  using chat = new Chat();
  const ann = chat.enter("ann");
  const bob = chat.enter("bob");
  say(chat, bob, "hi");
  chat.deeds.say("acted", bob, bob.guest.current, text("waves"));
  bob.leaves();
  bob.leaves();
  await chat.flush();
  assertEquals(ann.hears(), [
    "Server: bob has joined the chat",
    "bob: hi",
    "* bob waves",
    "Server: bob has left the chat",
  ]);
  assertEquals(bob.hears(), []);
  assertEquals([...chat.fold.people.values()], [ann.guest.person]);
});

Deno.test("the log numbers what is said, one after the other", () => {
  using chat = new Chat();
  const ann = chat.enter("ann");
  const ids = ["one", "two"].map((said) => chat.deeds.say("said", ann, chat.rooms.lobby, text(said)));
  assertEquals(ids, [chat.fold.lastId - 1, chat.fold.lastId]);
  assertEquals(ann.guest.person.trail.lines, 2);
});

Deno.test("the chat gives a newcomer nothing said before, and a leaver everything said before", async () => {
  using chat = new Chat();
  const ann = chat.enter("ann");
  const bob = chat.enter("bob");
  await chat.flush();
  say(chat, ann, "one");
  const eve = chat.enter("eve");
  say(chat, ann, "two");
  bob.leaves();
  say(chat, ann, "three");
  await chat.flush();
  assertEquals(bob.hears(), ["ann: one", "Server: eve has joined the chat", "ann: two"]);
  assertEquals(eve.hears(), ["ann: two", "Server: bob has left the chat", "ann: three"]);
});

Deno.test("Hub.leave() tells nobody while the server stops", async () => {
  using chat = new Chat();
  const ann = chat.enter("ann");
  const bob = chat.enter("bob");
  await chat.flush();
  ann.hears();
  chat.hub.leave(bob.guest, { kind: "stopping" });
  await chat.flush();
  assertEquals([ann.hears(), chat.fold.people.size], [[], 1]);
});

Deno.test("Hub.leave() keeps how much of the chat they have seen, under their name and address", () => {
  using chat = new Chat();
  const ann = chat.enter("Ann", undefined, "192.0.2.7");
  say(chat, ann, "hi");
  const id = chat.fold.lastId;
  ann.leaves();
  const seen = (key: string) => chat.archive.ask((store) => store.seen(key));
  assertEquals(seen("ann@192.0.2.7"), { kind: "answer", value: id });
  assertEquals(seen("ann@192.0.2.1"), { kind: "answer", value: undefined });
});

Deno.test("Hub.whisper() reaches one person and the sender, in whatever room they are, and is kept nowhere", async () => {
  using chat = new Chat();
  const [ann, bob, eve] = [chat.enter("ann"), chat.enter("bob"), chat.enter("eve")];
  await ann.types("/join #away");
  for (const typist of [ann, bob, eve]) typist.hears();
  const id = chat.hub.whisper(ann.guest, bob.guest.person, text("psst"));
  await chat.flush();
  assertEquals([ann, bob, eve].map((typist) => typist.hears()), [
    ["[ann -> bob] psst"],
    ["[ann -> bob] psst"],
    [],
  ]);
  assertEquals(id, chat.log.number() - 1);
  const found = chat.archive.ask((store) =>
    store.search({
      words: "psst",
      rooms: [...ann.guest.rooms].map(({ label: room }) => ({ room, after: 0 })),
      limit: 1,
    })
  );
  assertEquals(found.kind === "answer" && found.value.messages, []);
  assertEquals([ann.guest.correspondence.last, bob.guest.correspondence.last], [
    bob.guest.person,
    ann.guest.person,
  ]);
});

Deno.test("the chat logs who comes, goes and takes a name, and what is said only where that is wanted", async () => {
  for (const logChat of [false, true]) {
    const logged: Parameters<Log>[] = [];
    using chat = new Chat({ log: (...line) => logged.push(line) });
    const { hub, rooms, deeds, clock } = chat;
    chat.settings.logChat = logChat;
    await clock.advance(60_000);
    const ann = chat.enter("ann"), { guest } = ann;
    for (const kind of ["said", "acted"] as const) deeds.say(kind, ann, rooms.lobby, text("hi"));
    hub.rename(guest, cleanText("zoe"));
    hub.rename(guest, cleanText("zoe"));
    await clock.advance(3_600_400);
    hub.leave(guest, { kind: "quit" });
    hub.leave(guest, { kind: "hung_up" });
    const talk = { sign: "said", room: "#lobby", name: "ann", text: "hi" } as const;
    assertEquals(logged, [
      ["info", "{name} has joined the chat from {address}", {
        sign: "joined",
        name: "ann",
        address: "192.0.2.1",
      }],
      ...(logChat
        ? [["info", "{room} {name}: {text}", talk], ["info", "{room} * {name} {text}", talk]] as const
        : []),
      ["info", "{from} is now known as {to}", { from: "ann", to: "zoe" }],
      [
        "info",
        "{name} has left the chat ({farewell}) from {address} after {seconds} s, lines said: {lines}",
        { sign: "left", name: "zoe", farewell: "quit", seconds: 3600, lines: 2, address: "192.0.2.1" },
      ],
    ] as unknown);
  }
});

Deno.test("Hub.enter() knows who came, when, where from, and with which event", async () => {
  using chat = new Chat();
  chat.enter("bob");
  await chat.clock.advance(5000);
  const { guest, seat } = chat.enter("Ann", undefined, "192.0.2.7");
  const { lastId } = chat.fold;
  assertEquals(
    [
      guest.name as string,
      guest.person.address,
      guest.person.since,
      guest.person.trail.lastLineAt,
      guest.person.trail.lines,
    ],
    ["Ann", "192.0.2.7", 5000, 5000, 0],
  );
  assertEquals([guest.person.id, guest.person.trail.spans().at(-1)!.from], [lastId, lastId]);
  assertEquals([guest.current, [...guest.rooms]], [chat.rooms.lobby, [chat.rooms.lobby]]);
  assertEquals([chat.services.seating.at(seat), chat.fold.people.has(guest.person.id)], [guest, true]);
});

Deno.test("lastHeardAt() is when somebody said their last line, to all or to one", async () => {
  using chat = new Chat();
  const [ann, bob] = [chat.enter("ann"), chat.enter("bob")];
  await chat.clock.advance(1000);
  chat.deeds.say("acted", ann, chat.rooms.lobby, text("waves"));
  const heardAt = () => [ann, bob].map(({ guest }) => lastHeardAt(guest.person, guest));
  assertEquals(heardAt(), [1000, 0]);
  await chat.clock.advance(1000);
  chat.hub.whisper(ann.guest, bob.guest.person, text("psst"));
  assertEquals(heardAt(), [2000, 0]);
  assertEquals([ann.guest.person.trail.lines, bob.guest.person.trail.lines], [1, 0]); // a whisper is nobody else's business
});

Deno.test("Hub.leave() lets go of whom they wrote to, so that nobody who left keeps another", () => {
  using chat = new Chat();
  const [ann, bob] = [chat.enter("ann"), chat.enter("bob")];
  chat.hub.whisper(ann.guest, bob.guest.person, text("psst"));
  ann.leaves();
  assertEquals([ann.guest.correspondence.last, bob.guest.correspondence.last], [undefined, ann.guest.person]);
});

Deno.test("Hub.leave() keeps what they have seen of what is kept, and when", async () => {
  using chat = new Chat();
  const ann = chat.enter("ann");
  say(chat, ann, "kept");
  const kept = chat.fold.lastId;
  chat.enter("bob"); // an event that is not kept
  await chat.clock.advance(7000);
  const saves: unknown[] = [];
  const keep = chat.archive.keep.bind(chat.archive);
  chat.archive.keep = (key, write, isVital) => {
    saves.push([key, isVital]);
    write({ saveSeen: (...args: unknown[]) => saves.push(args) } as unknown as Store);
    keep(key, write, isVital);
  };
  ann.leaves();
  assertEquals(saves, [["seen ann@192.0.2.1", false], ["ann@192.0.2.1", kept, NOON + 7000]]);
});
