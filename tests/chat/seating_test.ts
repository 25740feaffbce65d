/** One guest at several connections. Nothing lets people have them yet: accounts will. */

import { assertEquals } from "@std/assert";
import type { Intake } from "../../lib/delivery/intake.ts";
import type { Guest } from "../../lib/chat/guest.ts";
import type { Reader } from "../../lib/delivery/reader.ts";
import { type Abilities, type Dialect } from "../../lib/model/dialect.ts";
import { Chat, PLAIN, type Typist } from "../support/chat.ts";
import { enter, forget } from "../support/party.ts";
import { ops, text } from "../support/samples.ts";
import type { HeldWriter } from "../support/held_writer.ts";

/** One more connection of somebody. */
function sits(
  chat: Chat,
  guest: Guest,
  dialect: Dialect = PLAIN,
  isEncrypted = false,
  door = "none",
): { seat: Reader; hears(): string[] } {
  const { reader, terminal } = chat.seat(dialect, isEncrypted, door);
  chat.hub.addSeat(guest, reader);
  return { seat: reader, hears: () => lines(terminal) };
}

function lines(terminal: HeldWriter): string[] {
  const heard = terminal.heard.trimEnd();
  terminal.pieces.length = 0;
  return heard === "" ? [] : heard.split(/\r?\n/);
}

/** What was said, without what the server says. */
const spoken = (typist: Typist) => typist.hears().filter((line) => !line.startsWith("Server"));

Deno.test("a guest at two seats hears the chat and their rooms at both, and their own lines at the other", async () => {
  using chat = new Chat();
  const { ann, bob } = await enter(chat, "ann", "bob");
  await ann.types("/join #ops");
  const second = sits(chat, ann.guest);
  await bob.types("/join #ops");
  forget(ann, bob);
  second.hears();
  await bob.types("hi both");
  await ann.types("from the first");
  assertEquals([spoken(ann), second.hears()], [["bob: hi both"], ["bob: hi both", "ann: from the first"]]);
  chat.deeds.say("said", { guest: ann.guest, seat: second.seat }, ann.guest.current, text("from the second"));
  await chat.flush();
  assertEquals([ann.hears(), second.hears()], [["ann: from the second"], []]);
  assertEquals(bob.hears(), ["ann: from the first", "ann: from the second"]);
});

Deno.test("what is for one guest alone comes to all their seats", async () => {
  using chat = new Chat();
  const { ann, bob } = await enter(chat, "ann", "bob");
  const second = sits(chat, bob.guest);
  await ann.types("/join #ops");
  await ann.types("/invite bob");
  await ann.types("/msg bob psst");
  const invited = "ann invites you to #ops: type /join #ops to go there.";
  assertEquals(bob.hears(), [invited, "[ann -> bob] psst"]);
  assertEquals(second.hears(), [invited, "[ann -> bob] psst"]);
});

Deno.test("whoever is ignored is heard at no seat of the one who ignores them", async () => {
  using chat = new Chat();
  const { ann, bob } = await enter(chat, "ann", "bob");
  const second = sits(chat, bob.guest);
  await bob.types("/ignore ann");
  forget(bob);
  second.hears();
  await ann.types("hello?");
  assertEquals([bob.hears(), second.hears()], [[], []]);
});

Deno.test("wishes hold at all seats, and what a connection can take only there: nc beside telnet gets no colours", async () => {
  using chat = new Chat();
  const { ann, bob } = await enter(chat, "ann", "bob");
  const telnet = sits(chat, ann.guest, { ...PLAIN, color: true, lineEnd: "\r\n" });
  await ann.types("/lang zh");
  assertEquals([ann.seat.dialect.language, telnet.seat.dialect.language], ["zh", "zh"]);
  chat.services.seating.prefer(telnet.seat, { ...ann.guest.preferences, color: true });
  telnet.hears();
  ann.hears();
  await bob.types("hi");
  assertEquals([ann.hears(), telnet.hears()], [["bob: hi"], ["\x1b[34m[bob]\x1b[0m hi"]]);
  await ann.types("/color on"); // who asks for them at nc can see them at nc
  await ann.types("/color off");
  assertEquals([ann.seat.dialect.color, telnet.seat.dialect.color], [false, false]);
  await ann.types("/color on");
  assertEquals([ann.seat.dialect.color, telnet.seat.dialect.color], [true, true]);
});

Deno.test("a new seat of a guest is spoken to as they wish, and hears no mark where their lines go", async () => {
  using chat = new Chat();
  const { ann, bob } = await enter(chat, "ann", "bob");
  await ann.types("/lang zh");
  await ann.types("/join #ops");
  const second = sits(chat, ann.guest);
  await bob.types("in the lobby");
  await bob.types("/join #ops");
  second.hears();
  await bob.types("in the room");
  assertEquals(second.seat.dialect.language, "zh");
  assertEquals(second.hears(), ["bob: in the room"]);
  await ann.types("/join #lobby");
  await bob.types("elsewhere now");
  assertEquals(second.hears(), ["[#ops] bob: elsewhere now"]);
});

Deno.test("with one of two seats a guest stays; with the last one they leave, once", async () => {
  using chat = new Chat();
  const { ann, bob } = await enter(chat, "ann", "bob");
  const second = sits(chat, ann.guest);
  chat.hub.unseat(ann.seat, { kind: "hung_up" });
  await bob.types("still there?");
  assertEquals([ann.hears(), second.hears(), chat.fold.people.has(ann.guest.person.id)], [
    [],
    ["bob: still there?"],
    true,
  ]);
  chat.hub.unseat(second.seat, { kind: "quit" });
  chat.hub.unseat(second.seat, { kind: "quit" });
  await chat.flush();
  assertEquals([bob.hears(), chat.fold.names.find("ann")], [["Server: ann has left the chat"], undefined]);
});

Deno.test("a kick reaches all seats: none of them hears the room any more, and all are told", async () => {
  using chat = new Chat();
  const { ann, bob } = await enter(chat, "ann", "bob");
  await ann.types(`/join ${ops}`);
  await bob.types(`/join ${ops}`);
  const second = sits(chat, bob.guest);
  forget(bob);
  await ann.types("/kick bob enough");
  await ann.types("without you");
  const told = ["ann removed you from #ops: enough. What you type goes to #lobby now."];
  assertEquals([bob.hears(), second.hears()], [told, told]);
});

Deno.test("a guest is a program where all their seats speak JSON", async () => {
  using chat = new Chat();
  const { ann } = await enter(chat, "ann");
  const json: Partial<Abilities> = { json: true };
  const second = sits(chat, ann.guest);
  chat.hub.able(second.seat, json);
  assertEquals(ann.guest.person.isBot, false);
  chat.hub.able(ann.seat, json);
  assertEquals(ann.guest.person.isBot, true);
  chat.hub.unseat(ann.seat, { kind: "quit" });
  assertEquals(ann.guest.person.isBot, true);
});

Deno.test("a guest is encrypted where all their connections are, and lists show it by a sign", async () => {
  using chat = new Chat();
  const bob = chat.enter("bob"), ann = chat.enter("ann", PLAIN, "192.0.2.1", true);
  const asked = async (typist: Typist, line: string) => {
    forget(typist);
    await typist.types(line);
    return typist.hears().at(-1);
  };
  assertEquals(await asked(bob, "/who"), "2 people are here: bob, ann [tls]. You are bob.");
  assertEquals((await asked(bob, "/whois ann"))?.startsWith("ann [tls] has been here"), true);
  const plain = sits(chat, ann.guest);
  assertEquals(await asked(bob, "/who"), "2 people are here: bob, ann. You are bob.");
  chat.hub.unseat(plain.seat, { kind: "quit" });
  assertEquals(ann.guest.person.secrecy.isEncrypted, true);
  sits(chat, ann.guest, PLAIN, true);
  chat.hub.unseat(ann.seat, { kind: "quit" });
  assertEquals(ann.guest.person.secrecy.isEncrypted, true);
  assertEquals(chat.log.entries.filter(({ deed: { kind } }) => kind === "encrypted").length, 2);
  await bob.types("/lang zh");
  assertEquals((await asked(bob, "/who"))?.includes("ann [tls]"), true);
});

Deno.test("a guest is here by SSH where all their connections are, and lists show that instead", async () => {
  using chat = new Chat();
  const bob = chat.enter("bob"), ann = chat.enter("ann", PLAIN, "192.0.2.1", true, "ssh");
  const whois = async () => {
    forget(bob);
    await bob.types("/whois ann");
    return bob.hears().at(-1)?.split(" has ")[0];
  };
  assertEquals(await whois(), "ann [ssh]");
  const tls = sits(chat, ann.guest, PLAIN, true, "tls"), told: (string | undefined)[] = [];
  told.push(await whois());
  const plain = sits(chat, ann.guest);
  told.push(await whois());
  chat.hub.unseat(tls.seat, { kind: "quit" });
  chat.hub.unseat(plain.seat, { kind: "quit" });
  told.push(await whois());
  sits(chat, ann.guest, PLAIN, true, "ssh");
  told.push(await whois());
  assertEquals(told, ["ann [tls]", "ann", "ann [ssh]", "ann [ssh]"]);
  assertEquals(chat.log.entries.filter(({ deed: { kind } }) => kind === "encrypted").length, 3);
});

Deno.test("the system is not asked about a guest who was heard a moment ago", async () => {
  let asked = 0;
  using chat = new Chat({ unansweredMs: () => ++asked });
  const { ann } = await enter(chat, "ann");
  const [seat] = ann.guest.seats as Iterable<{ readonly intake: { read(bytes: number, at: number): void } }>;
  await chat.clock.advance(1);
  seat!.intake.read(1, chat.clock.now());
  await chat.clock.advance(19_999);
  ann.guest.seats.vanishedMs(20_000);
  assertEquals(asked, 0);
  await chat.clock.advance(1);
  ann.guest.seats.vanishedMs(20_000);
  assertEquals(asked, 1);
});

Deno.test("the system is asked about a guest whose lines had to wait: what is read then may have come long before", async () => {
  using chat = new Chat({ unansweredMs: () => 25_000 });
  const { ann } = await enter(chat, "ann"), told: unknown[] = [];
  const [seat] = ann.guest.seats as Iterable<{ readonly intake: Intake }>, { intake } = seat!;
  await chat.clock.advance(30_000);
  for (const passMs of [0, 5000, 14_999, 1]) {
    await chat.clock.advance(passMs);
    if (passMs === 0) intake.heldBackAt = chat.clock.now();
    intake.read(1, chat.clock.now());
    told.push(ann.guest.seats.vanishedMs(20_000));
  }
  assertEquals(told, [25_000, 25_000, 25_000, undefined]);
});

Deno.test("a guest vanished only where all their connections have", async () => {
  using chat = new Chat({ unansweredMs: () => 25_000 });
  const { ann } = await enter(chat, "ann");
  const second = sits(chat, ann.guest);
  assertEquals(ann.guest.seats.vanishedMs(20_000), 25_000);
  using reading = new Chat({ unansweredMs: () => 5 });
  const { ben } = await enter(reading, "ben");
  sits(reading, ben.guest);
  assertEquals(ben.guest.seats.vanishedMs(20_000), undefined);
  assertEquals(second.seat.signal.aborted, false);
});

Deno.test("who mentions a guest is seen to at all their seats, each in its own colours", async () => {
  using chat = new Chat();
  const { ann, bob } = await enter(chat, "ann", "bob");
  const second = sits(chat, bob.guest, { ...PLAIN, color: true });
  forget(bob);
  await ann.types("hi bob");
  assertEquals([bob.hears(), second.hears()], [["ann: hi bob"], [
    "\x1b[34m[ann]\x1b[0m hi \x1b[1;33mbob\x1b[0m",
  ]]);
});
