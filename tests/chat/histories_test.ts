/**
 * Random histories of four people who come, go, talk, move, rename and put each other out: one order for all, nothing
 * heard from elsewhere, no two people with one name.
 */

import { assert, assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import type { RoomName } from "../../lib/text/clean.ts";
import type { Dialect } from "../../lib/model/dialect.ts";
import { lookAlikeKeys } from "../../lib/text/look_alike.ts";
import type { Room } from "../../lib/chat/room.ts";
import { Chat, handOut, type Typist } from "../support/chat.ts";
import { LARGE } from "../support/party.ts";
import { COLOUR, JSON_LINES, PLAIN, text } from "../support/samples.ts";

const NAMES = ["ann", "bob", "coco", "小明", "ANN", "Сосо", "ｂｏｂ", "Admin", "大明"];
const ROOMS = ["#lobby", "#one", "#two"] as RoomName[];
const DIALECTS: readonly Dialect[] = [JSON_LINES, PLAIN, { ...COLOUR, lineEnd: "\r\n" }, {
  ...{ ...JSON_LINES, language: "zh" },
}];

const step = fc.record({
  what: fc.constantFrom(
    ...["say", "say", "say", "act", "msg", "join", "join", "leave", "kick", "nick", "own", "flush", "quit"],
  ),
  who: fc.nat(3),
  whom: fc.nat(3),
  room: fc.nat(2),
  name: fc.constantFrom(...NAMES),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Who should have heard what, beside who has. */
class History implements Disposable {
  readonly chat = new Chat({ bounds: LARGE });
  readonly people: Typist[] = DIALECTS.map((dialect, i) => this.chat.enter(NAMES[i]!, dialect));
  /** For each person what they should have heard, one word a line. */
  readonly due: string[][] = [[], [], [], []];
  #tags = 0;

  /** Forgets what people heard of each other's coming. */
  async begin(): Promise<void> {
    await this.chat.flush();
    for (const { terminal } of this.people) terminal.pieces.length = 0;
  }

  /** Does one step and says what each person should hear of it. */
  async do({ what, who, whom, room: at, name }: Step): Promise<void> {
    const { hub, rooms, deeds, clock } = this.chat;
    const typist = this.people[who]!, { guest } = typist, other = this.people[whom]!.guest;
    const room = guest.current;
    const tag = `~${this.#tags++}~`;
    const before = room.members.all(), { isOwner } = room.standing(guest.person);
    switch (what) {
      case "say":
      case "act":
        deeds.say(what === "say" ? "said" : "acted", typist, room, text(`${tag} ${name}`));
        return this.#expect(tag, room, who);
      case "msg":
        hub.whisper(guest, other.person, text(tag));
        for (const i of new Set([who, whom])) this.due[i]!.push(tag);
        return;
      case "join":
        return this.#join(who, ROOMS[at]!);
      case "leave":
        if (guest.rooms.size === 1) return;
        deeds.leave(guest, room);
        return this.#expect(`exited ${guest.name} ${room.label}`, room);
      case "kick": {
        if (other === guest || !room.members.has(other.person) || !isOwner) return;
        const wasInLobby = rooms.lobby.members.has(other.person);
        deeds.remove(other.person, room, guest.person, text(""));
        this.#expect(`removed ${other.name} ${room.label}`, room);
        if (!wasInLobby && rooms.lobby.members.has(other.person)) {
          this.#expect(`entered ${other.name} #lobby`, rooms.lobby, whom);
        }
        return;
      }
      case "own":
        if (isOwner && before.includes(other.person) && !room.standing(other.person).isOwner) {
          deeds.own(guest.person, room, other.person);
        }
        return;
      case "nick": {
        const from = guest.name;
        const to = hub.rename(guest, text(name));
        if (typeof to === "string" && to !== from) this.#everybody(`renamed ${from} ${to}`, who);
        return;
      }
      case "flush":
        return await clock.advance(1);
      case "quit":
        this.people[who]!.leaves();
        this.#everybody(`left ${guest.name}`, who);
        return await this.#comeBack(who);
    }
  }

  #join(who: number, name: RoomName): void {
    const { rooms, deeds } = this.chat;
    const { guest } = this.people[who]!;
    const room = rooms.find(name);
    if (room?.members.has(guest.person)) return guest.focus(room);
    if (room === undefined) return void deeds.make(guest, name);
    deeds.join(guest, room);
    this.#expect(`entered ${guest.name} ${name}`, room, who);
  }

  /** Somebody who left comes again under the first free name; their terminal is a new one. */
  async #comeBack(who: number): Promise<void> {
    await this.chat.flush();
    this.check(who);
    this.due[who] = [];
    const name = NAMES.find((name) => this.chat.fold.names.find(name) === undefined)!;
    this.people[who] = this.chat.enter(name, DIALECTS[who]!);
    this.#everybody(`joined ${name}`, who);
  }

  #everybody(what: string, but: number): void {
    for (const [i, due] of this.due.entries()) if (i !== but) due.push(what);
  }

  #expect(what: string, room: Room, but?: number): void {
    for (const [i, { guest }] of this.people.entries()) {
      if (i !== but && room.members.has(guest.person)) this.due[i]!.push(what);
    }
  }

  /** What somebody has heard, in the words of {@linkcode due}; for people only what was said. */
  #heard(who: number): string[] {
    const lines = this.people[who]!.terminal.heard.split("\n").filter((line) => line !== "");
    if (!DIALECTS[who]!.json) return lines.flatMap((line) => line.match(/~\d+~/) ?? []);
    return lines.map((line) => JSON.parse(line)).filter(({ kind }) => kind !== "owner" && kind !== "notice")
      .map(
        ({ kind, from, room, to, text }) =>
          ["said", "acted", "whispered"].includes(kind)
            ? text.split(" ")[0]
            : [kind, from, kind === "renamed" ? to : room].filter((word) => word !== undefined).join(" "),
      );
  }

  /** Asserts that somebody heard what they should have, in that order. */
  check(who: number): void {
    const due = this.due[who]!;
    assertEquals(this.#heard(who), DIALECTS[who]!.json ? due : due.filter((line) => line.startsWith("~")));
    const ids = this.people[who]!.terminal.heard.match(/(?<="id":)\d+/g)?.map(Number) ?? [];
    assert(ids.every((id, i) => i === 0 || id > ids[i - 1]!), `numbers grow: ${ids}`);
  }

  [Symbol.dispose](): void {
    this.chat[Symbol.dispose]();
  }
}

Deno.test("whatever four people do, all members of a room hear the same in the same order, and nobody else (property)", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      using history = new History();
      await history.begin();
      for (const step of steps) {
        await history.do(step);
        handOut(history.chat.fanOut);
        const keys = history.people.map(({ guest }) => lookAlikeKeys(guest.name));
        for (const [i, own] of keys.entries()) {
          assert(!keys.some((other, j) => j !== i && other.some((key) => own.includes(key))), `${keys}`);
        }
      }
      await history.chat.flush();
      history.people.forEach((_, who) => history.check(who));
    }),
    { numRuns: 150 },
  );
});

Deno.test("whatever four people do, everybody is somewhere, and every room knows who is in it (property)", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      using history = new History();
      await history.begin();
      const { rooms, archive } = history.chat;
      for (const step of steps) {
        await history.do(step);
        handOut(history.chat.fanOut);
        for (const { guest, seat } of history.people) {
          assert(guest.rooms.has(guest.current) && guest.current.members.has(guest.person));
          assertEquals(seat.outbox.manner.focus, guest.current);
          assertEquals(
            new Set(rooms.all().filter((room) => room.members.has(guest.person))),
            new Set(guest.rooms),
          );
        }
        for (const room of rooms.all()) {
          const lines = archive.ask((store) => store.hasLines(room.label));
          assert(
            room === rooms.lobby || room.members.size > 0 || (lines.kind === "answer" && lines.value),
            room.label,
          );
          assert(room === rooms.lobby || !room.owners.isEmpty, room.label);
          assertEquals(rooms.find(room.label), room);
        }
      }
    }),
    { numRuns: 100 },
  );
});
