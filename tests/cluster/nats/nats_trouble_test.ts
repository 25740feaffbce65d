/** The ledger on a real server that is killed, stands still, or goes back in time. */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { dialAs } from "../../../lib/cluster/nats/nats_connection.ts";
import { LedgerReader } from "../../support/ledger_reader.ts";
import { natsLedger } from "../../support/nats_ledger.ts";
import { NatsServer, natsThere } from "../../support/nats_server.ts";
import { testWith } from "../../support/outside_tool.ts";

const nats = await natsThere();

/** The numbers in notes, in their order: each at most once, and each greater than the one before. */
function assertGrowing(reader: LedgerReader): void {
  const { notes, records } = reader;
  assert(notes.every((note, i) => i === 0 || Number(note) > Number(notes[i - 1])), notes.join(" "));
  assert(records.every(({ seq }, i) => seq === i + 1), "a record is missing");
}

testWith(
  nats,
  "what was told before kill -9 of the server stands there after it, and no record is told twice or out of order",
  async () => {
    await using server = await NatsServer.start();
    const ledger = natsLedger(server), reader = new LedgerReader();
    await ledger.open(0, reader);
    await reader.until(() => reader.isUp);
    let sent = 0;
    for (const killedAt of [1000, 3000]) {
      // Some are under way when it dies: each may be kept or lost.
      while (reader.records.length < killedAt) {
        const wanted = reader.records.length + 100;
        for (let i = 0; i < 200; i++) ledger.append({ note: `${sent++}` });
        await reader.until(() => reader.records.length >= wanted);
      }
      await server.kill();
      await reader.until(() => !reader.isUp);
      await server.start();
      await reader.until(() => reader.isUp);
    }
    ledger.append({ note: `${sent}` });
    await reader.until(() => reader.notes.at(-1) === `${sent}`);
    assertEquals(reader.ways, [true, false, true, false, true]);
    assertGrowing(reader);
    const afterwards = natsLedger(server), whole = new LedgerReader();
    await afterwards.open(0, whole);
    assertEquals(whole.records, reader.records);
    await Promise.all([ledger.close(), afterwards.close()]);
  },
);

testWith(
  nats,
  "a server that stands still until it is asked anew keeps its link, and goes on where it was",
  async () => {
    await using server = await NatsServer.start();
    const asked: string[] = [], dial = dialAs({}, "test");
    let onAsked = () => {};
    const ledger = natsLedger(server, {
      dial: async (...args) => {
        const connection = await dial(...args);
        const request = (subject: string, data: string, ms: number) => {
          asked.push(subject);
          onAsked();
          return connection.request(subject, data, ms);
        };
        return { ...connection, request };
      },
    });
    const reader = new LedgerReader();
    await ledger.open(0, reader);
    await reader.until(() => reader.isUp);
    ledger.append({ note: "1" });
    await reader.until(() => reader.seq === 1);
    const askedAnew = new Promise<void>((resolve) => onAsked = resolve);
    server.freeze();
    ledger.append({ note: "2" });
    await askedAnew; // after 2.5 s without a heartbeat
    ledger.append({ note: "3" });
    server.thaw();
    await reader.until(() => reader.records.length === 3);
    assertGrowing(reader);
    assertEquals(reader.ways, [true]);
    assertEquals(asked.at(2), "$JS.API.CONSUMER.CREATE.CHAT");
    await ledger.close();
  },
);

testWith(
  nats,
  "a server that stands still for longer loses its link, and is found again when it goes on",
  async () => {
    await using server = await NatsServer.start();
    const ledger = natsLedger(server), reader = new LedgerReader();
    await ledger.open(0, reader);
    await reader.until(() => reader.isUp);
    server.freeze();
    await reader.until(() => !reader.isUp);
    server.thaw();
    await reader.until(() => reader.isUp);
    ledger.append({ note: "1" });
    await reader.until(() => reader.notes.at(-1) === "1");
    assertEquals(reader.ways, [true, false, true]);
    await ledger.close();
  },
);

testWith(
  nats,
  "a stream that was put back and has gone on since is no ledger for a node that knows more",
  async () => {
    await using server = await NatsServer.start();
    const before = natsLedger(server), reader = new LedgerReader();
    const write = async (ledger: typeof before, reader: LedgerReader, notes: string) => {
      await reader.until(() => reader.isUp);
      for (const note of notes) ledger.append({ note });
      await reader.until(() => reader.notes.at(-1) === notes.at(-1));
    };
    await before.open(0, reader);
    await write(before, reader, "12");
    await server.kill();
    await server.remember();
    await server.start();
    await reader.until(() => reader.isUp);
    await write(before, reader, "34");
    await before.close();
    await server.kill();
    await server.putBack();
    await server.start();
    const other = natsLedger(server), others = new LedgerReader();
    await other.open(0, others);
    await write(other, others, "567");
    assertEquals(others.notes, ["1", "2", "5", "6", "7"]);

    const { seq, time } = reader.records.at(-1)!;
    const again = natsLedger(server), rereader = new LedgerReader();
    void again.open(seq, rereader, time);
    await rereader.until(() => rereader.failures.length > 0);
    assertEquals(rereader.failures, [
      "the stream was put back and has gone on since: its record 4 is another one",
    ]);
    assertEquals(rereader.records, []);
    const fits = natsLedger(server), fitting = new LedgerReader();
    await fits.open(4, fitting, others.records[3]!.time);
    assertEquals(fitting.notes, ["7"]);
    await Promise.all([other, again, fits].map((ledger) => ledger.close()));
  },
);

testWith(
  nats,
  "20,000 records as fast as they go are told to two readers alike, and a third one catches up",
  async () => {
    await using server = await NatsServer.start();
    const ledgers = [natsLedger(server), natsLedger(server)],
      readers = [new LedgerReader(), new LedgerReader()];
    await Promise.all(ledgers.map((ledger, i) => ledger.open(0, readers[i]!)));
    await Promise.all(readers.map((reader) => reader.until(() => reader.isUp)));
    let sent = 0;
    const [writer] = readers;
    while (sent < 20_000) {
      for (let i = 0; i < 1000; i++) ledgers[0]!.append({ note: `${sent++}` });
      await writer!.until(() => writer!.records.length >= sent - 4000); // as many under way as a node may have, about
    }
    await Promise.all(readers.map((reader) => reader.until(() => reader.records.length === sent)));
    assertGrowing(writer!);
    assertEquals(readers[1]!.records, writer!.records);
    const late = natsLedger(server), latecomer = new LedgerReader();
    await late.open(0, latecomer);
    assertEquals(latecomer.records.length, sent);
    assertEquals(latecomer.notes, writer!.notes);
    await Promise.all([...ledgers, late].map((ledger) => ledger.close()));
  },
);

testWith(
  nats,
  "a new stream goes on behind what a server alone has numbered, and refuses nodes that know less",
  async () => {
    await using server = await NatsServer.start();
    const open = (aloneUntil: number, after = 0) => {
      const ledger = natsLedger(server, { aloneUntil }), reader = new LedgerReader();
      return { ledger, reader, opened: ledger.open(after, reader) };
    };
    const first = open(500);
    await first.opened;
    await first.reader.until(() => first.reader.isUp);
    first.ledger.append({ note: "a" });
    await first.reader.until(() => first.reader.seq === 501);
    const again = open(500);
    await again.opened;
    assertEquals(again.reader.seq, 501);
    for (
      const [other, reason] of [
        [
          open(0),
          /^the stream CHAT begins at 501, and this node knows nothing behind 0: start it from a backup/,
        ],
        [open(0, 7), /nothing behind 7: start it from a backup/],
        [open(7), /^the stream CHAT has begun without the 7 events that this node has/],
        [open(0, 502), /^the stream CHAT ends at 501, and this node knows 502 already$/],
      ] as const
    ) {
      await other.reader.until(() => other.reader.failures.length > 0);
      assertMatch(other.reader.failures[0]!, reason);
      await other.ledger.close();
    }
    await server.kill();
    await server.start();
    await first.reader.until(() => first.reader.ways.length === 3);
    first.ledger.append({ note: "b" });
    await first.reader.until(() => first.reader.seq === 502);
    await Promise.all([first, again].map(({ ledger }) => ledger.close()));
  },
);
