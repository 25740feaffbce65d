/** Faults planted in copies of what shows live lines as people wish, and that what they would notice finds each. */

import { assert, assertEquals, assertRejects } from "@std/assert";
import type * as Support from "../support/chat.ts";
import { type Fault, PlantedCopy } from "../support/planted.ts";

const FAULTS: readonly Fault[] = [
  {
    name: "lines that are hidden count as shown",
    file: "lib/render/render.ts",
    find: "      lines++;\n    }\n",
    replace: "    }\n    lines++;\n",
  },
  {
    name: "two bells in a second",
    file: "lib/delivery/bell.ts",
    find: "const BELL_MS = 1000;",
    replace: "const BELL_MS = 100;",
  },
  {
    name: "a bell that is a line",
    file: "lib/delivery/batch.ts",
    find: "outbox.offer(position === bell ? rung(line) : line, 1);",
    replace: "outbox.offer(position === bell ? rung(line) : line, position === bell ? 2 : 1);",
  },
  {
    name: "a bell in the lines of a program",
    file: "lib/delivery/batch.ts",
    find: "    if (json) return undefined;\n",
    replace: "",
  },
  {
    name: "few are all",
    file: "lib/render/text_lines.ts",
    find: '|| joins === "few" && event.spokeLately === true',
    replace: '|| joins === "few"',
  },
  {
    name: "whoever came lately is taken for one who spoke",
    file: "lib/chat/recent_speakers.ts",
    find: "trail.lines > 0 ? trail.lastLineAt :",
    replace: "trail.lines >= 0 ? trail.lastLineAt :",
  },
  {
    name: "a program that misses who comes and goes",
    file: "lib/render/render.ts",
    find: 'const hides = !isProgram(dialect) && dialect.joins !== "on"',
    replace: 'const hides = dialect.joins !== "on"',
  },
  {
    name: "a program that gets more than it should",
    file: "lib/render/json_lines.ts",
    find: "name: from, spokeLately: _, ...rest",
    replace: "name: from, ...rest",
  },
  {
    name: "stamps in the lines of a program",
    file: "lib/render/render.ts",
    find: "stamps = !dialect.json && dialect.stamps;",
    replace: "stamps = dialect.stamps;",
  },
];

/** Somebody speaks and somebody does not while others read as they wish, in a chat of a copy. */
async function live({ Chat, PLAIN }: typeof Support): Promise<void> {
  const chat = new Chat();
  using _ = chat.fanOut;
  const few = chat.enter("few", { ...PLAIN, joins: "few" });
  const loud = chat.enter("loud", { ...PLAIN, bell: "mention" });
  const bot = chat.enter("bot", { ...PLAIN, json: true, joins: "off", bell: "all", stamps: true });
  const bob = chat.enter("bob");
  await chat.flush();
  for (const typist of [few, loud, bot]) {
    typist.hears();
    typist.terminal.hold();
  }
  const waiting = (typist: Support.Typist) => typist.seat.outbox.snapshot().filling.lines;
  await bob.types("0"); // is being written
  await bob.types("1 loud");
  await chat.clock.advance(900);
  await bob.types("2 loud");
  chat.enter("eve").leaves();
  bob.leaves();
  await chat.flush();
  assertEquals([few, loud, bot].map(waiting), [3, 5, 5]);
  for (const typist of [few, loud, bot]) typist.terminal.release();
  await chat.flush();
  assertEquals(few.hears(), ["bob: 0", "bob: 1 loud", "bob: 2 loud", "Server: bob has left the chat"]);
  assertEquals(loud.hears().join("").split("\x07").length, 2);
  const fields = bot.hears().map((line) => {
    assert(line.startsWith("{"), line);
    const { kind, text: _, ...rest } = JSON.parse(line);
    return [kind, ...Object.keys(rest)].join();
  });
  const said = "said,id,time,from,room", passed = (kind: string) => `${kind},id,time,from`;
  assertEquals(fields, [said, said, said, ...["joined", "left", "left"].map(passed)]);
}

Deno.test("live lines are shown as people wish, and to programs as they are", async () => {
  await live(await import("../support/chat.ts"));
});

for (const fault of FAULTS) {
  Deno.test(`live lines are not shown as people wish, and that is found: ${fault.name}`, async () => {
    await using copy = await PlantedCopy.make(fault);
    const support = await copy.import<typeof Support>("tests/support/chat.ts");
    await assertRejects(() => live(support));
  });
}
