/** Whatever people do on two nodes, and whenever the log tells it: both nodes come to one chat, and nobody waits for ever. */

import { assert, assertEquals } from "@std/assert";
import type { Chat } from "../support/chat.ts";
import { Typist } from "../support/chat.ts";
import { QUICK_TOKENS } from "../support/quick_tokens.ts";
import { Random } from "../support/random.ts";
import { type Coming, TwoNodes } from "../support/two_nodes.ts";

const NAMES = ["ann", "bob", "eve", "zoe"], ROOMS = ["#ops", "#den"];
const KINDS = ["public", "private", "invite-only", "announce", "password right", "history off", "history on"];

/** Something that somebody may type. */
function lineOf(random: Random): string {
  const name = random.pick(NAMES), room = random.pick(ROOMS);
  return random.pick([
    ...["hi", "/me waves", "/join #lobby", "/leave #lobby"],
    ...[
      `/join ${room}`,
      `/join ${room}`,
      `/join ${room} right`,
      `/leave ${room}`,
      `/leave ${room}`,
      "/leave",
    ],
    `/kick ${name}`,
    `/nick ${name}`,
    `/invite ${name}`,
    `/kick ${name}`,
    `/owner ${name}`,
    `/room ${random.pick(KINDS)}`,
    "/topic tea",
    `/msg ${name} psst`,
    `/query ${name}`,
    "/query",
    "/away",
    `/ignore ${name}`,
    "/forget",
    "/hook deploy",
    "/hook off deploy",
    "/who",
    "/history",
  ]);
}

/** Plays one history, told by its seed. */
async function play(seed: number): Promise<void> {
  const random = new Random(seed);
  using nodes = new TwoNodes({ tokens: QUICK_TOKENS });
  const people: Typist[] = [], waiting = new Set<string>();
  let count = 0;
  const awaits = (what: string, done: Promise<unknown>) => {
    const label = `${++count}. ${what}`;
    waiting.add(label);
    done.then(() => waiting.delete(label));
  };
  const arrives = (coming: Coming) =>
    awaits("a coming", coming.then((came) => came instanceof Typist && people.push(came)));
  for (const name of NAMES) {
    const typist = await nodes.enter(random.pick([nodes.here, nodes.there]), name);
    await typist.types("/join #ops");
    people.push(typist);
  }
  for (let step = 0; step < 60; step++) {
    const chat = random.pick([nodes.here, nodes.there]), somebody = people.length > 0 && random.pick(people);
    const what = random.below(20);
    const bus = random.pick([nodes.bus.here, nodes.bus.there]);
    if (what === 0) bus.isCutOff = !bus.isCutOff;
    else if (what < 3) nodes.log.settle();
    else if (what < 6) await nodes.settle();
    else if (somebody === false || what === 6) arrives(nodes.comes(chat, random.pick(NAMES)));
    else if (what === 7) somebody.leaves();
    else if (somebody.seat.person !== undefined) {
      const line = lineOf(random);
      awaits(`${somebody.guest.name}: ${line}`, somebody.begins(line));
    }
  }
  if (random.below(4) === 0) nodes.log.end(nodes.bus.there.life);
  nodes.bus.here.isCutOff = nodes.bus.there.isCutOff = false;
  for (let i = 0; i < 3; i++) await nodes.settle();
  assertEquals([...waiting], [], "somebody waits for ever");
  for (const chat of [nodes.here, nodes.there]) insistWhole(chat);
}

/** Insists that everybody is somewhere, and every guest where they are. */
function insistWhole({ rooms, fold, services: { seating } }: Chat): void {
  for (const room of rooms.all()) {
    const isOwned = room === rooms.lobby || room.members.size === 0 || !room.owners.isEmpty;
    assert(isOwned, `${room.label} belongs to nobody`);
  }
  for (const person of fold.people.values()) {
    const inside = rooms.all().filter(({ members }) => members.has(person)), guest = seating.guest(person);
    assert(inside.length > 0, `${person.name} is nowhere`);
    if (guest === undefined) continue;
    assertEquals(new Set(guest.rooms), new Set(inside), person.name);
    assert(inside.includes(guest.current), `${person.name} speaks where they are not`);
  }
}

Deno.test("two nodes come to one chat, whatever people do and whenever it is told", async () => {
  for (let seed = 1; seed <= 60; seed++) {
    try {
      await play(seed);
    } catch (error) {
      throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : error}`, { cause: error });
    }
  }
});
