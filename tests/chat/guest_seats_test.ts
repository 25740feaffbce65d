import { assertEquals } from "@std/assert";
import { GuestSeats } from "../../lib/chat/guest_seats.ts";
import { MemorySeat, MemorySeats } from "../support/memory_seats.ts";
import { ann, eventOf, text } from "../support/samples.ts";

const said = eventOf({ kind: "said", room: "#ops" as never, name: ann, text: text("hi") });

function twoSeats() {
  const port = new MemorySeats(), seats = new GuestSeats(port);
  const first = new MemorySeat(), second = new MemorySeat();
  seats.add(first);
  seats.add(second);
  return { port, seats, first, second };
}

Deno.test("GuestSeats does everything at all of them, in the order they were taken", () => {
  const { port, seats, first, second } = twoSeats();
  const topic = { label: "#ops" };
  seats.subscribe(topic);
  seats.restyle({ focus: topic });
  port.deliver(topic, said);
  seats.unsubscribe(topic);
  port.deliver(topic, said);
  seats.tell({ kind: "prompt" });
  seats.end({ kind: "kicked" });
  assertEquals([...seats], [first, second]);
  assertEquals([first.lines.length, first.lines, first.farewell], [2, second.lines, second.farewell]);
  assertEquals([first.focus, second.focus, second.farewell], [topic, topic, { kind: "kicked" }]);
});

Deno.test("GuestSeats does nothing at a seat that was given up", () => {
  const { seats, first, second } = twoSeats();
  seats.delete(first);
  seats.tell({ kind: "prompt" });
  assertEquals([seats.size, first.lines.length, second.lines.length], [1, 0, 1]);
});

Deno.test("GuestSeats vanished as long ago as the one that answered last, and not while one answers", () => {
  const { seats, first, second } = twoSeats();
  for (const [seat, silentMs] of [[first, 25_000], [second, 21_000]] as const) {
    Object.assign(seat, {
      vanishedMs: (atLeastMs: number) => silentMs >= atLeastMs ? silentMs : undefined,
    });
  }
  assertEquals([seats.vanishedMs(20_000), seats.vanishedMs(23_000)], [21_000, undefined]);
});
