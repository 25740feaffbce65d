/** What is done, as the log has it: its numbers and times, and that it is kept before anybody is shown it. */

import { assert, assertEquals } from "@std/assert";
import { Chat } from "../../lib/chat/chat.ts";
import { systemClock } from "../../lib/runtime/clock.ts";
import { isSilent } from "../../lib/chat/deed.ts";
import type { Guest } from "../../lib/chat/guest.ts";
import { MemoryBus } from "../../lib/cluster/memory_bus.ts";
import { FanOut } from "../../lib/delivery/fan_out.ts";
import { Past } from "../../lib/history/past.ts";
import { silentLog } from "../../lib/runtime/log.ts";
import type { CleanText } from "../../lib/text/clean.ts";
import { ArchiveDesk } from "../support/archive_desk.ts";
import { handOut, preferencesOf, SMALL } from "../support/chat.ts";
import { Deeds } from "../support/deeds.ts";
import { settled } from "../support/fake_clock.ts";
import { HeldWriter } from "../support/held_writer.ts";
import { JSON_LINES, lobby, NOON, ops, text } from "../support/samples.ts";

/** A chat whose time of day a test sets, with one reader and one who speaks. */
class Desk extends ArchiveDesk {
  timeOfDay = NOON;
  readonly fanOut = new FanOut(this.clock, SMALL, { keep: () => this.archive.commit() });
  readonly terminal = new HeldWriter();
  readonly reader = this.fanOut.seat(this.terminal.writer, JSON_LINES);

  /** The chat as it begins with what the archive has now. */
  begin(time: () => number = () => this.timeOfDay): Chat {
    const { fanOut, archive } = this;
    return new Chat({
      bus: new MemoryBus(time, isSilent),
      seats: fanOut,
      archive,
      past: new Past({ archive, clock: this.clock }),
      clock: { ...systemClock, time },
      log: silentLog,
      settings: { logChat: false, name: "", motdLines: [], maxRooms: 10, maxRoomsPerGuest: 10 },
    });
  }

  /** Somebody comes into a chat; nothing of it is shown any more. */
  enter(chat: Chat, name: string, seat = this.fanOut.seat(new HeldWriter().writer, JSON_LINES)) {
    const guest = chat.services.hub.enter(seat, name as CleanText, "192.0.2.1", preferencesOf(seat)) as Guest;
    return { guest, seat };
  }

  override [Symbol.dispose](): void {
    super[Symbol.dispose]();
    this.fanOut[Symbol.dispose]();
  }
}

Deno.test("a chat numbers everything in one row, whoever is told, and knows the last line that is kept", () => {
  using desk = new Desk();
  const chat = desk.begin(), ann = desk.enter(chat, "ann");
  const room = new Deeds(chat.services.dispatcher).make(ann.guest, ops);
  const ids = [
    new Deeds(chat.services.dispatcher).say("said", ann, chat.fold.rooms.lobby, text("hi")),
    chat.services.hub.whisper(ann.guest, ann.guest.person, text("psst")),
    new Deeds(chat.services.dispatcher).say("acted", ann, room, text("waves")),
  ];
  new Deeds(chat.services.dispatcher).changeHistory(ann.guest.person, room, false);
  ids.push(new Deeds(chat.services.dispatcher).say("said", ann, room, text("not kept")));
  assertEquals([ann.guest.person.id as number, ...ids], [1, 2, 3, 4, 6]);
  assertEquals([chat.fold.lastId, chat.fold.lastKeptId], [6, 4]);
});

Deno.test("a chat goes on with the numbers where the archive's end", () => {
  using desk = new Desk();
  desk.say("one", "two", "three");
  desk.archive.commit();
  const chat = desk.begin();
  assertEquals([chat.fold.lastId, chat.fold.lastKeptId], [3, 3]);
  assertEquals(desk.enter(chat, "ann").guest.person.id as number, 4);
});

Deno.test("a chat begins at a number never reached where the archive cannot say, whatever the clock says", () => {
  using desk = new Desk("the folder is locked");
  assert(desk.enter(desk.begin(), "ann").guest.person.id > NOON);
  const chat = desk.begin(() => 1000); // in 1970, as before it is set
  const { id } = desk.enter(chat, "ann").guest.person;
  assert(id > 10 * 365 * 86_400_000 + NOON && Number.isSafeInteger(id * 2));
});

Deno.test("a chat has a line kept before anybody gets it, and only where the room keeps lines", async () => {
  using desk = new Desk();
  const chat = desk.begin(), ann = desk.enter(chat, "ann"), eve = desk.enter(chat, "eve", desk.reader);
  const room = new Deeds(chat.services.dispatcher).make(ann.guest, ops);
  new Deeds(chat.services.dispatcher).changeHistory(ann.guest.person, room, false);
  new Deeds(chat.services.dispatcher).join(eve.guest, room);
  handOut(desk.fanOut);
  await settled();
  desk.terminal.pieces.length = 0;
  const before = desk.saves().length;
  const kept = new Deeds(chat.services.dispatcher).say("said", ann, chat.fold.rooms.lobby, text("kept"));
  const other = new Deeds(chat.services.dispatcher).say("said", ann, room, text("not kept"));
  assertEquals([desk.saves().length - before, desk.terminal.heard], [0, ""]);
  handOut(desk.fanOut);
  assertEquals([desk.saves().slice(before), desk.terminal.heard], [[["kept"]], ""]);
  await desk.clock.advance(5);
  await settled();
  const heard = desk.terminal.heard.trim().split("\n").map((line) => JSON.parse(line));
  assertEquals(heard.map(({ id, room, text }) => [id, room, text]), [
    [kept, "#lobby", "kept"],
    [other, "#ops", "not kept"],
  ]);
  assertEquals(desk.disk.saves.at(-1)![0]!.id, kept);
});

Deno.test("a chat keeps exactly what it tells", async () => {
  using desk = new Desk();
  const chat = desk.begin(), ann = desk.enter(chat, "ann");
  desk.enter(chat, "eve", desk.reader);
  const id = new Deeds(chat.services.dispatcher).say("said", ann, chat.fold.rooms.lobby, text("大家好"));
  await settled();
  const line = { id, time: NOON, room: lobby, kind: "said", name: "ann", text: "大家好" };
  assertEquals(desk.disk.saves.flat(), [line] as unknown);
  const told = JSON.parse(desk.terminal.heard.trim().split("\n").at(-1)!);
  assertEquals([told.kind, told.id, told.room, told.from, told.text], ["said", id, lobby, "ann", "大家好"]);
});

Deno.test("a chat tells the time of the clock, forward and back, and goes on counting", () => {
  using desk = new Desk();
  const chat = desk.begin(), ann = desk.enter(chat, "ann");
  const said = [0, 5, 3, 4, 40 * 86_400_000, 6].map((after) => {
    desk.timeOfDay = NOON + after;
    return new Deeds(chat.services.dispatcher).say("said", ann, chat.fold.rooms.lobby, text("hi"));
  });
  assertEquals(said, [2, 3, 4, 5, 6, 7]);
  handOut(desk.fanOut);
  assertEquals(desk.disk.saves.flat().map(({ id, time }) => [id, time - NOON]), [
    [2, 0],
    [3, 5],
    [4, 3],
    [5, 4],
    [6, 40 * 86_400_000],
    [7, 6],
  ]);
});
