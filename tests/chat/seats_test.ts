import { FanOut } from "../../lib/delivery/fan_out.ts";
import type { Reader } from "../../lib/delivery/reader.ts";
import type { Farewell } from "../../lib/model/farewell.ts";
import { seatsContract } from "../contracts/seats_contract.ts";
import { PLAIN, SMALL } from "../support/chat.ts";
import { FakeClock, settled } from "../support/fake_clock.ts";
import { HeldWriter } from "../support/held_writer.ts";
import { MemorySeat, MemorySeats } from "../support/memory_seats.ts";

seatsContract("FanOut", () => {
  const clock = new FakeClock();
  const fanOut = new FanOut(clock, SMALL);
  const terminals = new Map<unknown, HeldWriter>();
  return {
    seats: fanOut,
    seat() {
      const terminal = new HeldWriter();
      const reader = fanOut.seat(terminal.writer, PLAIN);
      terminals.set(reader, terminal);
      return reader;
    },
    async shown(seat) {
      await clock.advance(5);
      await settled();
      return terminals.get(seat)!.heard.split("\n").slice(0, -1);
    },
    farewell: (seat) => ((seat as Reader).signal.reason as Farewell | undefined)?.kind,
    [Symbol.dispose]: () => fanOut[Symbol.dispose](),
  };
});

seatsContract("MemorySeats", () => ({
  seats: new MemorySeats(),
  seat: () => new MemorySeat(),
  shown: (seat) => Promise.resolve([...(seat as MemorySeat).lines]),
  farewell: (seat) => (seat as MemorySeat).farewell?.kind,
  [Symbol.dispose]: () => {},
}));
