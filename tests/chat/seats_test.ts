import { Registry } from "../../lib/delivery/registry.ts";
import type { Recipient } from "../../lib/delivery/recipient.ts";
import type { Farewell } from "../../lib/model/farewell.ts";
import { seatsContract } from "../contracts/seats_contract.ts";
import { PLAIN, SMALL } from "../support/chat.ts";
import { FakeClock, settled } from "../support/fake_clock.ts";
import { HeldWriter } from "../support/held_writer.ts";
import { MemorySeat, MemorySeats } from "../support/memory_seats.ts";

seatsContract("Registry", () => {
  const clock = new FakeClock();
  const registry = new Registry(clock, SMALL);
  const terminals = new Map<unknown, HeldWriter>();
  return {
    seats: registry,
    seat() {
      const terminal = new HeldWriter();
      const recipient = registry.seat(terminal.writer, PLAIN);
      terminals.set(recipient, terminal);
      return recipient;
    },
    async shown(seat) {
      await clock.advance(5);
      await settled();
      return terminals.get(seat)!.heard.split("\n").slice(0, -1);
    },
    farewell: (seat) => ((seat as Recipient).signal.reason as Farewell | undefined)?.kind,
    [Symbol.dispose]: () => registry[Symbol.dispose](),
  };
});

seatsContract("MemorySeats", () => ({
  seats: new MemorySeats(),
  seat: () => new MemorySeat(),
  shown: (seat) => Promise.resolve([...(seat as MemorySeat).lines]),
  farewell: (seat) => (seat as MemorySeat).farewell?.kind,
  [Symbol.dispose]: () => {},
}));
