/** The ledger of many nodes, as the main thread of one of them hands it on to its workers. */

import { assertEquals } from "@std/assert";
import type { Ledger, Reading } from "../../../lib/cluster/ledger.ts";
import { Desk } from "../../../lib/cluster/workers/desk.ts";
import type { FromDesk, Port } from "../../../lib/cluster/workers/port_messages.ts";
import { WorkerLedger } from "../../../lib/cluster/workers/worker_ledger.ts";
import { systemClock } from "../../../lib/runtime/clock.ts";
import { ledgerContract, type LedgerUnderTest } from "../../contracts/ledger_contract.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { LedgerReader, type Note } from "../../support/ledger_reader.ts";
import { memoryUnderTest } from "../../support/memory_ledger.ts";
import { natsUnderTest } from "../../support/nats_ledger.ts";
import { natsThere } from "../../support/nats_server.ts";
import { testWith } from "../../support/outside_tool.ts";

/** Workers of one machine, on records that other nodes may have too. */
class Machine implements LedgerUnderTest {
  readonly #shared: LedgerUnderTest;
  readonly #desks: Desk<Note>[] = [];
  readonly #channels: MessageChannel[] = [];

  constructor(shared: LedgerUnderTest) {
    this.#shared = shared;
    this.#start();
  }

  ledger(): Ledger<Note> {
    const channel = new MessageChannel();
    this.#channels.push(channel);
    this.#desks.at(-1)!.attach(channel.port1);
    return new WorkerLedger<Note>(channel.port2, systemClock);
  }

  cut = () => this.#shared.cut();
  mend = () => this.#shared.mend();
  remember = () => this.#shared.remember();

  async putBack(): Promise<void> {
    await this.#shared.putBack();
    this.#start(); // for those that come after it
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { first } of this.#desks) await first.close();
    for (const { port1, port2 } of this.#channels) for (const port of [port1, port2]) port.close();
    await this.#shared[Symbol.asyncDispose]();
  }

  #start(): void {
    const desk = new Desk(this.#shared.ledger(), systemClock, () => 2);
    this.#desks.push(desk);
    void desk.first.open(0, new LedgerReader());
  }
}

ledgerContract(
  "a ledger in memory that is handed on to workers",
  () => Promise.resolve(new Machine(memoryUnderTest())),
);

const nats = await natsThere();

ledgerContract(
  "a ledger on NATS that is handed on to workers",
  async () => new Machine(await natsUnderTest()),
  (name, run) => testWith(nats, name, run),
);

Deno.test("a desk hands on the numbers and times that the ledger gives, to a worker that opens late as well", async () => {
  const clock = new FakeClock(), said: FromDesk[] = [];
  let reading: Reading<Note> | undefined;
  const desk = new Desk<Note>(
    { ...NO_LEDGER, open: (_, by) => (reading = by, Promise.resolve()) },
    clock,
    () => 2,
  );
  const reader = new LedgerReader(), caughtUp = desk.first.open(7, reader);
  const port: Port = { onmessage: null, postMessage: (what) => void said.push(what as FromDesk) };
  desk.attach(port);
  for (const [seq, time] of [[9, 100], [12, 101]] as const) {
    reading!.record(seq, time, { note: `${seq}` });
    reading!.turn();
  }
  await caughtUp; // until then it does not rest
  reading!.record(13, 102, { note: "13" });
  reading!.turn();
  assertEquals(reader.records.map(({ seq, time }) => [seq, time]), [[9, 100], [12, 101]]);
  reading!.way(true); // behind all that was told before
  port.onmessage?.({ data: { kind: "open", after: 9 } } as MessageEvent);
  assertEquals(reader.records.map(({ seq, time }) => [seq, time]), [[9, 100], [12, 101], [13, 102]]);
  assertEquals(said, [
    { kind: "here" },
    { kind: "opened", upTo: 13 },
    { kind: "turn", turn: { seqs: [12, 13], times: [101, 102], json: '[{"note":"12"},{"note":"13"}]' } },
    { kind: "way", isUp: true },
  ]);
  reading!.failed("it has ended");
  assertEquals(said.slice(4), [{ kind: "failed", reason: "it has ended" }]);
  desk.attach(port);
  port.onmessage?.({ data: { kind: "open", after: 9 } } as MessageEvent);
  assertEquals(said.at(-1), { kind: "failed", reason: "it has ended" });
  desk[Symbol.dispose]();
});

Deno.test("a desk that is disposed within a turn, since the main thread cannot go on, tells workers nothing of it", async () => {
  const said: FromDesk[] = [];
  let reading: Reading<Note> | undefined;
  const desk = new Desk<Note>(
    { ...NO_LEDGER, open: (_, by) => (reading = by, Promise.resolve()) },
    new FakeClock(),
    () => 0,
  );
  await desk.first.open(
    0,
    Object.assign(new LedgerReader(), { record: () => desk[Symbol.dispose]() }),
  );
  const port: Port = { onmessage: null, postMessage: (what) => void said.push(what as FromDesk) };
  desk.attach(port);
  port.onmessage?.({ data: { kind: "open", after: 0 } } as MessageEvent);
  reading!.record(1, 1, { note: "too new" });
  reading!.turn();
  assertEquals(said.map(({ kind }) => kind), ["here", "opened", "way"]);
});

/** A ledger that does nothing. */
const NO_LEDGER: Ledger<Note> = {
  open: () => Promise.resolve(),
  append() {},
  beat() {},
  note() {},
  replace: () => Promise.resolve(),
  close: () => Promise.resolve(),
};
