import { assert, assertEquals } from "@std/assert";
import { systemClock } from "../../lib/runtime/clock.ts";
import { Herald, type Place } from "../../lib/chat/herald.ts";
import type { Event } from "../../lib/model/event.ts";
import { Registry } from "../../lib/delivery/registry.ts";
import { handOut, SMALL } from "../support/chat.ts";
import { ArchiveDesk } from "../support/archive_desk.ts";
import { settled } from "../support/fake_clock.ts";
import { HeldWriter } from "../support/held_writer.ts";
import { ann, JSON_LINES, lobby, NOON, ops, text } from "../support/samples.ts";

/** A herald whose time of day a test sets, with one reader. */
class Desk extends ArchiveDesk {
  timeOfDay = NOON;
  readonly registry = new Registry(this.clock, SMALL, {
    keep: () => this.archive.commit(),
    mentionsOf: () => [],
  });
  readonly terminal = new HeldWriter();
  readonly reader = this.registry.seat(this.terminal.writer, JSON_LINES);
  readonly lobby = { label: lobby, keepsHistory: true };
  readonly ops = { label: ops, keepsHistory: false };
  readonly herald: Herald;

  constructor(reason?: string) {
    super(reason);
    const { registry, archive } = this;
    for (const place of [this.lobby, this.ops]) registry.subscribe(this.reader, place);
    this.herald = new Herald({
      seats: registry,
      archive,
      clock: { ...systemClock, time: () => this.timeOfDay },
    });
  }

  speak(said: string, place: Place = this.lobby): Event {
    return this.herald.speak("said", ann, place, text(said), []);
  }

  override [Symbol.dispose](): void {
    super[Symbol.dispose]();
    this.registry[Symbol.dispose]();
  }
}

Deno.test("Herald numbers everything in one row, whoever is told", () => {
  using desk = new Desk();
  const { herald } = desk;
  const ids = [
    herald.tell({ kind: "joined", name: ann }, new Set()).id,
    desk.speak("hi").id,
    herald.tell({ kind: "left", name: ann }, desk.lobby).id,
    desk.speak("hi", desk.ops).id,
  ];
  assertEquals([ids, herald.lastId, herald.lastKeptId], [[1, 2, 3, 4], 4, 2]);
});

Deno.test("Herald goes on with the numbers where the archive's end", () => {
  using desk = new Desk();
  desk.say("one", "two", "three");
  desk.archive.commit();
  const { registry, archive, clock } = desk;
  const herald = new Herald({ seats: registry, archive, clock });
  assertEquals([herald.lastId, herald.lastKeptId], [3, 3]);
  assertEquals(herald.tell({ kind: "joined", name: ann }, new Set()).id, 4);
});

Deno.test("Herald begins at a number never reached where the archive cannot say, whatever the clock says", () => {
  using desk = new Desk("the folder is locked");
  const { id } = desk.speak("hi");
  assert(id > NOON);
  const { registry, archive } = desk;
  const clock = { ...systemClock, time: () => 1000 }; // in 1970, as before it is set
  const herald = new Herald({ seats: registry, archive, clock });
  const { id: other } = herald.tell({ kind: "joined", name: ann }, new Set());
  assert(other > 10 * 365 * 86_400_000 + NOON && Number.isSafeInteger(other * 2));
});

Deno.test("Herald.speak() has a line kept before anybody gets it, and only where the room keeps lines", async () => {
  using desk = new Desk();
  desk.speak("kept");
  desk.speak("not kept", desk.ops);
  assertEquals([desk.saves(), desk.terminal.heard], [[], ""]);
  handOut(desk.registry);
  assertEquals([desk.saves(), desk.terminal.heard], [[["kept"]], ""]);
  await settled();
  const heard = desk.terminal.heard.trim().split("\n").map((line) => JSON.parse(line));
  assertEquals(heard.map(({ id, room, text }) => [id, room, text]), [
    [1, "#lobby", "kept"],
    [2, "#ops", "not kept"],
  ]);
  assertEquals(desk.disk.saves[0]![0]!.id, 1);
});

Deno.test("Herald.speak() keeps exactly what it tells", async () => {
  using desk = new Desk();
  const event = desk.speak("大家好");
  await settled();
  assertEquals(desk.disk.saves.flat(), [event] as unknown);
  assertEquals(event, { id: 1, time: NOON, room: lobby, kind: "said", name: ann, text: text("大家好") });
});

Deno.test("Herald tells the time of the clock, forward and back, and goes on counting", () => {
  using desk = new Desk();
  const said = [0, 5, 3, 4, 40 * 86_400_000, 6].map((after) => {
    desk.timeOfDay = NOON + after;
    const { id, time } = desk.speak("hi");
    return [id, time - NOON];
  });
  assertEquals(said, [[1, 0], [2, 5], [3, 3], [4, 4], [5, 40 * 86_400_000], [6, 6]]);
});

Deno.test("Herald leaves out who is not to hear it", async () => {
  using desk = new Desk();
  desk.herald.speak("acted", ann, desk.lobby, text("waves"), [desk.reader]);
  desk.herald.tell({ kind: "left", name: ann }, desk.lobby, [desk.reader]);
  await settled();
  assertEquals([desk.terminal.heard, desk.saves()], ["", [["waves"]]]);
});
