/** A ledger on a NATS server that a test plays by hand. @module */

import { NatsLedger } from "../../lib/cluster/nats/nats_ledger.ts";
import { FakeClock } from "./fake_clock.ts";
import { FakeNats } from "./fake_nats.ts";
import { LedgerReader, type Note } from "./ledger_reader.ts";
import { LogBook } from "./log_book.ts";

/** Opens a ledger on a server where messages up to `last` stand. */
export async function followed(last: number, after = 0, hosts = ["a"]) {
  const nats = new FakeNats(), clock = new FakeClock(), book = new LogBook(), reader = new LedgerReader();
  nats.last = last;
  const ledger = new NatsLedger<Note>({
    options: {
      addresses: hosts.map((host) => ({ host, port: 1, isTls: false })),
      stream: "CHAT",
      replicas: 1,
      keepDays: 0,
      aloneUntil: 0,
    },
    dial: nats.dial,
    clock,
    log: book.log,
    kindOf: ({ note }) => note,
  });
  let isCaughtUp = false;
  void ledger.open(after, reader).then(() => isCaughtUp = true);
  await clock.advance(10);
  return { nats, clock, book, reader, ledger, isCaughtUp: () => isCaughtUp };
}

/** A note, as it stands in a message. */
export const note = (text: string) => JSON.stringify({ note: text });
