/** Ledgers on a NATS server, for tests. @module */

import { type Dial, dialAs, type NatsLogin } from "../../lib/cluster/nats/nats_connection.ts";
import { NatsLedger, type NatsOptions } from "../../lib/cluster/nats/nats_ledger.ts";
import { systemClock } from "../../lib/runtime/clock.ts";
import { type Log, silentLog } from "../../lib/runtime/log.ts";
import type { Note } from "./ledger_reader.ts";
import type { LedgerUnderTest } from "../contracts/ledger_contract.ts";
import { NatsServer } from "./nats_server.ts";

/** What a test may want otherwise. */
export interface NatsWishes extends Partial<NatsOptions> {
  readonly login?: NatsLogin;
  readonly dial?: Dial;
  readonly log?: Log;
}

/** A ledger that nobody has opened yet. */
export function natsLedger(server: NatsServer, wishes: NatsWishes = {}): NatsLedger<Note> {
  return natsLedgerOf<Note>(server, ({ note }) => /^\w+$/.test(note) ? `said.${note}` : note, wishes);
}

/** The same, of any records. */
export function natsLedgerOf<Record>(
  server: NatsServer,
  kindOf: (record: Record) => string,
  wishes: NatsWishes = {},
): NatsLedger<Record> {
  const { login = {}, dial = dialAs(login, "test"), log = silentLog, ...others } = wishes;
  const usual = { addresses: [server.address], stream: "CHAT", replicas: 1, keepDays: 30, aloneUntil: 0 };
  return new NatsLedger<Record>({ options: { ...usual, ...others }, dial, clock: systemClock, log, kindOf });
}

/** Ledgers on a server of their own, for the contract of all adapters. */
export async function natsUnderTest(): Promise<LedgerUnderTest> {
  const server = await NatsServer.start();
  return {
    ledger: () => natsLedger(server),
    cut: () => server.kill(),
    mend: () => server.start(),
    async remember() {
      await server.kill();
      await server.remember();
      await server.start();
    },
    async putBack() {
      await server.kill();
      await server.putBack();
      await server.start();
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
