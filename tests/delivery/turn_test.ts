import { assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import type { Audience } from "../../lib/delivery/batch.ts";
import type { ChannelBounds } from "../../lib/runtime/channel.ts";
import type { Reader } from "../../lib/delivery/reader.ts";
import type { Topic } from "../../lib/model/dialect.ts";
import { FanOut } from "../../lib/delivery/fan_out.ts";
import { handOut, PLAIN, SMALL } from "../support/chat.ts";
import { FakeClock, settled } from "../support/fake_clock.ts";
import { HeldWriter } from "../support/held_writer.ts";
import { ann, eventOf, lobby, text } from "../support/samples.ts";

/** A fan-out that writes down when it keeps and when it looks for mentions. */
class Desk implements Disposable {
  readonly clock = new FakeClock();
  readonly steps: string[] = [];
  readonly fanOut: FanOut;

  constructor({ count, cost }: ChannelBounds = { count: 20_000, cost: 2_000_000 }) {
    this.fanOut = new FanOut(this.clock, { ...SMALL, outboxLines: count, outboxBytes: cost }, {
      keep: () => this.steps.push("keep"),
    });
  }

  seat(): { reader: Reader; terminal: HeldWriter } {
    const terminal = new HeldWriter();
    return { reader: this.fanOut.seat(terminal.writer, PLAIN), terminal };
  }

  say(said: string, audience: Audience, except?: Reader[]): void {
    this.fanOut.deliver(
      audience,
      eventOf({ kind: "said", room: lobby, name: ann, text: text(said) }),
      except,
    );
  }

  /** An audience that says when it is handed something. */
  audience(name: string, ...readers: Reader[]): Audience {
    const { steps } = this;
    return new class extends Set<Reader> {
      override [Symbol.iterator]() {
        steps.push(`hand out to ${name}`);
        return super[Symbol.iterator]();
      }
    }(readers);
  }

  [Symbol.dispose](): void {
    this.fanOut[Symbol.dispose]();
  }
}

Deno.test("a turn is kept before anybody gets any of it, and once for many rooms", () => {
  using desk = new Desk();
  const { reader } = desk.seat();
  const [one, other] = [desk.audience("one", reader), desk.audience("other", reader)];
  desk.say("1", one);
  desk.say("2", other);
  desk.say("3", one);
  reader.tell({ kind: "still_here" });
  desk.say("4", one);
  assertEquals(desk.steps, []);
  handOut(desk.fanOut);
  assertEquals(desk.steps, [
    "keep",
    ...["one", "other", "one"].map((name) => `hand out to ${name}`),
  ]);
});

Deno.test("a turn hands out events to the same audience in a row as one piece", async () => {
  using desk = new Desk();
  const { reader, terminal } = desk.seat();
  const one = desk.audience("one", reader);
  desk.say("1", one);
  desk.say("2", one);
  handOut(desk.fanOut);
  assertEquals(desk.steps, ["keep", "hand out to one"]);
  await settled();
  assertEquals(terminal.pieces, ["ann: 1\nann: 2\n"]);
});

Deno.test("a turn hands out events around what was done to others in between as one piece: one for a whole crowd", async () => {
  using desk = new Desk();
  const [a, b, c] = [desk.seat(), desk.seat(), desk.seat()], all: Topic = {};
  desk.fanOut.subscribe(a.reader, all);
  for (const { reader } of [b, c]) {
    desk.say("somebody comes", all);
    desk.fanOut.subscribe(reader, all);
    reader.tell({ kind: "still_here" });
  }
  desk.say("hi", all);
  await settled();
  const coming = "ann: somebody comes\n", hi = "ann: hi\n", greeting = "Yes, still here.\n";
  assertEquals(a.terminal.pieces, [coming + coming + hi]);
  assertEquals([b.terminal.heard, c.terminal.heard], [greeting + coming + hi, greeting + hi]);
});

Deno.test("a turn gives every reader what it would get if each thing were handed out at once (property)", async () => {
  const who = fc.nat(2), topic = fc.nat(1);
  const act = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant("say" as const), topic, except: fc.subarray([0, 1, 2]) }),
    },
    fc.record({ kind: fc.constant("whisper" as const), to: fc.subarray([0, 1, 2]) }),
    fc.record({ kind: fc.constantFrom("subscribe" as const, "unsubscribe" as const), who, topic }),
    fc.record({ kind: fc.constant("tell" as const), who }),
    fc.record({ kind: fc.constant("close" as const), who }),
    fc.record({ kind: fc.constant("colour" as const), who }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 20 }), async (acts) => {
      const heard = async (isAtOnce: boolean) => {
        using desk = new Desk();
        const seats = [desk.seat(), desk.seat(), desk.seat()];
        const readers = seats.map(({ reader }) => reader), topics: Topic[] = [{ label: "#one" }, {}];
        for (const [i, it] of acts.entries()) {
          if (it.kind === "say") desk.say(`${i}`, topics[it.topic]!, it.except.map((at) => readers[at]!));
          else if (it.kind === "whisper") desk.say(`${i}`, new Set(it.to.map((at) => readers[at]!)));
          else if (it.kind === "tell") readers[it.who]!.tell({ kind: "away", text: text(`${i}`) });
          else if (it.kind === "close") readers[it.who]!.close();
          else if (it.kind === "colour") readers[it.who]!.restyle({ abilities: { color: i % 2 === 0 } });
          else desk.fanOut[it.kind](readers[it.who]!, topics[it.topic]!);
          if (isAtOnce) handOut(desk.fanOut);
        }
        handOut(desk.fanOut);
        await settled();
        return seats.map(({ terminal }) => terminal.heard);
      };
      assertEquals(await heard(false), await heard(true));
    }),
    { numRuns: 300 },
  );
});

Deno.test("a turn keeps the order of events of several audiences and of asides, for every reader", async () => {
  using desk = new Desk();
  const [a, b] = [desk.seat(), desk.seat()];
  const [all, two] = [desk.audience("all", a.reader, b.reader), desk.audience("two", b.reader)];
  desk.say("1", all);
  b.reader.tell({ kind: "still_here" });
  desk.say("2", two);
  a.reader.tell({ kind: "back" });
  desk.say("3", all, [a.reader]);
  b.reader.tell({ kind: "back" });
  await settled();
  assertEquals(a.terminal.heard, "ann: 1\nYou are back.\n");
  assertEquals(b.terminal.heard, "ann: 1\nYes, still here.\nann: 2\nann: 3\nYou are back.\n");
});

Deno.test("an aside is said at once where nothing was delivered before, and keeps nothing", async () => {
  using desk = new Desk();
  const { reader, terminal } = desk.seat();
  reader.tell({ kind: "still_here" });
  await settled();
  assertEquals([terminal.heard, desk.steps], ["Yes, still here.\n", []]);
});

Deno.test("a turn is empty after it was handed out: nothing is kept or said twice", async () => {
  using desk = new Desk();
  const { reader, terminal } = desk.seat();
  desk.say("1", desk.audience("one", reader));
  for (let i = 0; i < 3; i++) {
    reader.outbox.touch(); // has a flush come
    await desk.clock.advance(5);
    await settled();
  }
  assertEquals([desk.steps, terminal.heard], [["keep", "hand out to one"], "ann: 1\n"]);
});

Deno.test("a turn is handed out by itself where it has grown to 512 deliveries, asides among them", () => {
  using desk = new Desk();
  const { reader } = desk.seat();
  const one = desk.audience("one", reader);
  for (let i = 0; i < 510; i++) desk.say(`${i}`, one);
  reader.tell({ kind: "still_here" });
  assertEquals(desk.steps, []);
  desk.say("last", one);
  assertEquals(desk.steps, ["keep", "hand out to one"]);
});

Deno.test("a turn is handed out by itself where its text has grown to 64 KiB", () => {
  using desk = new Desk();
  const { reader } = desk.seat();
  const one = desk.audience("one", reader);
  for (let turns = 0; turns < 2; turns++) {
    desk.steps.length = 0;
    for (let i = 0; i < 15; i++) desk.say("x".repeat(4096), one);
    desk.fanOut.deliver(one, eventOf({ kind: "joined", name: ann })); // no text
    desk.say("x".repeat(4095), one);
    assertEquals(desk.steps, []);
    desk.say("x", one);
    assertEquals(desk.steps, ["keep", "hand out to one"]);
  }
});

Deno.test("a turn is handed out by itself where asides have grown to 64 KiB", () => {
  using desk = new Desk();
  const { reader } = desk.seat();
  desk.say("first", desk.audience("one", reader));
  const aside = () => reader.tell({ kind: "away", text: text("x".repeat(8000)) });
  for (let i = 0; i < 8; i++) aside();
  assertEquals(desk.steps, []);
  aside();
  assertEquals(desk.steps, ["keep", "hand out to one"]);
});

Deno.test("a turn is handed out by itself before it fills an outbox that is small, by lines or by bytes", () => {
  const deliveries = [
    [{ count: 8, cost: 1_000_000 }, "", 4],
    [{ count: 1000, cost: 8 * 512 }, "", 8],
    [{ count: 1000, cost: 16_000 }, "x".repeat(250), 8], // 2,000 units of text
    [{ count: 1000, cost: 16_000 }, "x".repeat(249), 9],
  ] as const;
  for (const [outbox, said, most] of deliveries) {
    using desk = new Desk(outbox);
    const one = desk.audience("one", desk.seat().reader);
    for (let i = 1; i < most; i++) desk.say(said, one);
    assertEquals(desk.steps, []);
    desk.say(said, one);
    assertEquals(desk.steps, ["keep", "hand out to one"], `${most} deliveries`);
  }
});

Deno.test("who is in the audience is asked when the turn is handed out, who is not to hear it when it is delivered", async () => {
  using desk = new Desk();
  const [a, b] = [desk.seat(), desk.seat()];
  const audience = new Set([a.reader]);
  const except = [b.reader];
  desk.say("1", audience, except);
  audience.add(b.reader);
  except.length = 0;
  await settled();
  assertEquals([a.terminal.heard, b.terminal.heard], ["ann: 1\n", ""]);
});

Deno.test("a dialect or focus that changes does so in its place: what was delivered before keeps its look", async () => {
  using desk = new Desk();
  const { reader, terminal } = desk.seat();
  const one: Topic = { label: "#one" };
  desk.fanOut.subscribe(reader, one);
  desk.say("1", one);
  reader.restyle({ abilities: { color: true } });
  desk.say("2", one);
  reader.restyle({ focus: one });
  desk.say("3", one);
  reader.restyle({ wishes: { ...reader.outbox.manner.wishes, color: false } });
  assertEquals([reader.dialect.color, reader.outbox.manner.dialect.color], [false, false]);
  desk.say("4", one);
  assertEquals(desk.steps, []);
  await settled();
  const lines = [
    "[#one] ann: 1",
    "\x1b[2m[#one]\x1b[0m \x1b[34m[ann]\x1b[0m 2",
    "\x1b[34m[ann]\x1b[0m 3",
    "ann: 4",
    "",
  ];
  assertEquals([terminal.heard, desk.steps], [lines.join("\n"), ["keep"]]);
});

Deno.test("who reads a topic changes in its place: a newcomer gets what comes after, a leaver what came before", async () => {
  using desk = new Desk();
  const [ann, bob] = [desk.seat(), desk.seat()];
  const one: Topic = {};
  desk.fanOut.subscribe(ann.reader, one);
  desk.say("1", one);
  desk.fanOut.subscribe(bob.reader, one);
  desk.say("2", one);
  desk.fanOut.unsubscribe(ann.reader, one);
  desk.say("3", one);
  assertEquals(desk.steps, []);
  await settled();
  assertEquals([ann.terminal.heard, bob.terminal.heard], ["ann: 1\nann: 2\n", "ann: 2\nann: 3\n"]);
  assertEquals(desk.steps, ["keep"]);
});
