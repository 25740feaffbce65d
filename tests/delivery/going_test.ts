/** How readers go: in their place among all that is delivered, as they came. */

import { assertEquals } from "@std/assert";
import type { Topic } from "../../lib/model/dialect.ts";
import type { Reader } from "../../lib/delivery/reader.ts";
import { Chat, handOut, SMALL } from "../support/chat.ts";
import { settled } from "../support/fake_clock.ts";
import { ann, eventOf, lobby, text } from "../support/samples.ts";

/** Outboxes with so much room that nothing is handed out before its time. */
const ROOMY = { ...SMALL, outboxLines: 1000, outboxBytes: 1_000_000 };

function said(what: string) {
  return eventOf({ kind: "said", room: lobby, name: ann, text: text(what) });
}

/** How many lines have been handed out to a reader and not been written yet. */
function waiting({ outbox }: Reader): number {
  return outbox.snapshot().filling.lines;
}

Deno.test("a turn hands out events around those who go as one piece: one for a whole crowd", async () => {
  using chat = new Chat({ bounds: ROOMY });
  const { fanOut } = chat;
  const [a, b, c] = [chat.seat(), chat.seat(), chat.seat()], all: Topic = {};
  for (const { reader } of [a, b, c]) fanOut.subscribe(reader, all);
  for (const { reader } of [b, c]) {
    fanOut.unsubscribe(reader, all);
    fanOut.deliver(all, said("somebody goes"));
    reader.tell({ kind: "farewell", farewell: { kind: "quit" } });
    reader.close().then(() => fanOut.unseat(reader));
  }
  fanOut.deliver(all, said("hi"));
  assertEquals(waiting(a.reader), 0);
  await settled();
  const going = "ann: somebody goes\n", goodbye = "Goodbye!\n";
  assertEquals(a.terminal.pieces, [`${going}${going}ann: hi\n`]);
  assertEquals([b.terminal.heard, c.terminal.heard], [goodbye, going + goodbye]);
  assertEquals([...fanOut.readers], [a.reader]);
});

Deno.test("a reader that is unseated reads nothing more, not even what it subscribed to just before", async () => {
  using chat = new Chat({ bounds: ROOMY });
  const { fanOut } = chat;
  const [a, b] = [chat.seat(), chat.seat()], one: Topic = {};
  let offers = 0;
  fanOut.deliver(new Set([a.reader]), said("0"));
  for (const { reader } of [a, b]) fanOut.subscribe(reader, one);
  fanOut.deliver(one, said("1"));
  fanOut.unseat(b.reader);
  assertEquals(waiting(a.reader), 0);
  handOut(fanOut);
  b.reader.outbox.offer = () => void offers++;
  fanOut.deliver(one, said("2"));
  handOut(fanOut);
  await settled();
  assertEquals([a.terminal.heard, b.terminal.heard, offers], ["ann: 0\nann: 1\nann: 2\n", "", 0]);
});

Deno.test("a reader that closes gets what was delivered to it before, and nothing after", async () => {
  using chat = new Chat({ bounds: ROOMY });
  const { fanOut } = chat;
  const { reader, terminal } = chat.seat();
  const one = new Set([reader]);
  fanOut.deliver(one, said("before"));
  reader.tell({ kind: "farewell", farewell: { kind: "quit" } });
  const closed = reader.close();
  fanOut.deliver(one, said("after"));
  reader.tell({ kind: "still_here" });
  await closed;
  await settled();
  assertEquals(terminal.heard, "ann: before\nGoodbye!\n");
});
