import { assertEquals, assertStrictEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import { Batch } from "../../lib/delivery/batch.ts";
import type { Dialect } from "../../lib/model/dialect.ts";
import type { Reader } from "../../lib/delivery/reader.ts";
import { renderEvents } from "../../lib/render/render.ts";
import { ELSEWHERE, passed, roomOf, said } from "../support/batch_room.ts";
import { PLAIN } from "../support/chat.ts";
import { settled } from "../support/fake_clock.ts";
import { textOf } from "../support/bytes.ts";
import { ann, COLOUR, eventOf, JSON_LINES, ops, text } from "../support/samples.ts";

const DIM = "\x1b[2m", RESET = "\x1b[0m", BLUE = "\x1b[34m", BOLD = "\x1b[1;33m";

Deno.test("Batch marks lines with the room for readers whose own lines go elsewhere", async () => {
  using test = roomOf({ here: PLAIN, away: PLAIN, lost: COLOUR });
  test.reader("away").restyle({ focus: ELSEWHERE });
  test.reader("lost").restyle({ focus: ELSEWHERE });
  test.add(said("hi"), []);
  assertEquals(await test.heard(), {
    here: "ann: hi\n",
    away: "[#ops] ann: hi\n",
    lost: `${DIM}[#ops]${RESET} ${BLUE}[ann]${RESET} hi\n`,
  });
});

Deno.test("Batch marks nothing where the audience has no mark", async () => {
  using test = roomOf({ bob: PLAIN });
  const batch = new Batch(new Set([test.reader("bob")]));
  batch.add(said("hi"), []);
  batch.handOut(test.topics);
  await settled();
  assertEquals(test.seats[0]!.terminal.heard, "ann: hi\n");
});

Deno.test("Batch highlights a name for the one mentioned only, and in colour only", async () => {
  using test = roomOf({ bob: COLOUR, eve: COLOUR, joe: PLAIN, bot: JSON_LINES });
  test.add(said("bob joe bot"), []);
  const { bob, eve, joe, bot } = await test.heard();
  assertEquals(bob, `${BLUE}[ann]${RESET} ${BOLD}bob${RESET} joe bot\n`);
  assertEquals(eve, `${BLUE}[ann]${RESET} bob joe bot\n`);
  assertEquals(joe, "ann: bob joe bot\n");
  assertEquals(JSON.parse(bot!).text, "bob joe bot");
});

Deno.test("Batch highlights several mentions in several lines, and every place in a line", async () => {
  using test = roomOf({ bob: COLOUR });
  for (const line of ["bob", "no", "no, Bob! bob", "no"]) test.add(said(line), []);
  const bold = (word: string) => BOLD + word + RESET;
  const start = `${BLUE}[ann]${RESET} `;
  assertEquals((await test.heard()).bob!.split("\n"), [
    start + bold("bob"),
    start + "no",
    `${start}no, ${bold("Bob")}! ${bold("bob")}`,
    start + "no",
    "",
  ]);
});

Deno.test("Batch shows a line with a name in it to nobody it is withheld from", async () => {
  using test = roomOf({ bob: COLOUR, eve: PLAIN });
  const [bob, eve] = [test.reader("bob"), test.reader("eve")];
  test.add(said("1 bob"), [bob]);
  test.add(said("2 bob eve"), []);
  test.add(said("3 bob eve"), [bob, eve]);
  assertEquals(await test.heard(), {
    bob: `${BLUE}[ann]${RESET} 2 ${BOLD}bob${RESET} eve\n`,
    eve: "ann: 1 bob\nann: 2 bob eve\n",
  });
});

Deno.test("Batch highlights a name in a line from elsewhere, behind the mark", async () => {
  using test = roomOf({ bob: COLOUR });
  test.reader("bob").restyle({ focus: ELSEWHERE });
  test.add(said("bob"), []);
  assertEquals((await test.heard()).bob, `${DIM}[#ops]${RESET} ${BLUE}[ann]${RESET} ${BOLD}bob${RESET}\n`);
});

Deno.test("Batch looks for names only where somebody sees colours, and once for all of them", async () => {
  using plain = roomOf({ bob: PLAIN, bot: { ...JSON_LINES, color: true } });
  plain.add(said("bob"), []);
  await plain.heard();
  assertEquals(plain.searches(), 0);
  using colour = roomOf({ bob: COLOUR, eve: COLOUR, joe: COLOUR });
  colour.add(said("bob"), []);
  colour.add(eventOf({ kind: "joined", name: ann }), []);
  await colour.heard();
  assertEquals(colour.searches(), 1);
});

Deno.test("Batch highlights a name in what somebody does as in what they say, whatever else happened before", async () => {
  using test = roomOf({ bob: COLOUR });
  test.add(eventOf({ kind: "joined", name: ann }), []);
  test.add(eventOf({ kind: "acted", room: ops, name: ann, text: text("waves at bob") }), []);
  test.add(said("bob"), []);
  const lines = (await test.heard()).bob!.split("\n").slice(0, -1);
  assertEquals(lines.map((line) => line.includes(`${BOLD}bob${RESET}`)), [false, true, true]);
});

Deno.test("Batch offers each reader as few pieces as that takes, and says how many lines each of them is", () => {
  using test = roomOf({ all: PLAIN, bob: COLOUR, eve: PLAIN, joe: PLAIN });
  const offers: Record<string, (readonly [text: string, lines: number])[]> = {};
  for (const { name, reader } of test.seats) {
    const own: (readonly [string, number])[] = offers[name] = [];
    reader.outbox.offer = (bytes, lines) => void own.push([textOf(bytes), lines]);
  }
  const [bob, eve, joe] = ["bob", "eve", "joe"].map(test.reader) as [Reader, Reader, Reader];
  const exceptions = [[], [joe], [], [eve, joe], [], [eve], [bob]];
  ["0", "1", "2", "3", "4 bob", "5", "6"].forEach((what, i) => test.add(said(what), exceptions[i]!));
  test.batch.handOut(test.topics);
  const plain = (...lines: string[]) => lines.map((line) => `ann: ${line}\n`).join("");
  const coloured = (...lines: string[]) => lines.map((line) => `${BLUE}[ann]${RESET} ${line}\n`).join("");
  assertEquals(offers, {
    all: [[plain("0", "1", "2", "3", "4 bob", "5", "6"), 7]],
    bob: [
      [coloured("0", "1", "2", "3"), 4],
      [coloured(`4 ${BOLD}bob${RESET}`), 1],
      [coloured("5"), 1],
    ],
    eve: [[plain("0", "1", "2"), 3], [plain("4 bob"), 1], [plain("6"), 1]],
    joe: [[plain("0"), 1], [plain("2"), 1], [plain("4 bob", "5", "6"), 3]],
  });
});

Deno.test("Batch renders once for all readers of a dialect: they are offered the very same bytes", () => {
  using test = roomOf({ ann: PLAIN, bob: PLAIN, eve: COLOUR, joe: COLOUR, far: PLAIN, farther: PLAIN });
  for (const name of ["far", "farther"]) test.reader(name).restyle({ focus: ELSEWHERE });
  const offered = new Map<string, Uint8Array>();
  for (const { name, reader } of test.seats) {
    reader.outbox.offer = (bytes) => void offered.set(name, bytes);
  }
  test.add(said("hi"), []);
  test.add(said("again"), []);
  test.batch.handOut(test.topics);
  for (const [one, other] of [["ann", "bob"], ["eve", "joe"], ["far", "farther"]] as const) {
    assertStrictEquals(offered.get(one), offered.get(other));
  }
  assertEquals(new Set(offered.values()).size, 3);
});

Deno.test("Batch gives every reader what it would get line by line, whatever is withheld or mentioned (property)", async () => {
  const readers: Record<string, Dialect> = {
    ...{ bob: COLOUR, eve: { ...COLOUR, language: "zh" }, joe: PLAIN, ida: { ...COLOUR, lineEnd: "\r\n" } },
    ...{ bot: JSON_LINES, few: { ...COLOUR, joins: "few" }, off: { ...PLAIN, joins: "off", stamps: true } },
  };
  const names = Object.keys(readers);
  const line = fc.record({
    words: fc.array(fc.constantFrom(...names, "hi", "你好"), { minLength: 1, maxLength: 4 }),
    except: fc.subarray(names),
    passes: fc.option(fc.boolean()),
  });
  const elsewhere = fc.subarray(names);
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12 }), elsewhere, async (lines, elsewhere) => {
      using test = roomOf(readers);
      for (const name of elsewhere) test.reader(name).restyle({ focus: ELSEWHERE });
      const events = lines.map(({ words, passes }) =>
        passes === null ? said(words.join(" ")) : passed(passes)
      );
      events.forEach((event, i) => test.add(event, lines[i]!.except.map(test.reader)));
      const expected = names.map((name) => {
        const label = elsewhere.includes(name) ? ops : undefined;
        const own = events.filter((_, i) => !lines[i]!.except.includes(name));
        const bytes = own.map((event) => renderEvents([event], readers[name]!, label, name).bytes);
        return [name, bytes.map(textOf).join("")];
      });
      assertEquals(await test.heard(), Object.fromEntries(expected));
    }),
    { numRuns: 200 },
  );
});

Deno.test("Batch marks the names of the first 50 people that a line mentions, and no more", async () => {
  const names = Array.from({ length: 60 }, (_, i) => `guest${i}`);
  using test = roomOf(Object.fromEntries(names.map((name) => [name, COLOUR])));
  test.add(said(names.join(" ")), []);
  const heard = Object.values(await test.heard());
  assertEquals(heard.filter((line) => line.includes(BOLD)).length, 50);
});
