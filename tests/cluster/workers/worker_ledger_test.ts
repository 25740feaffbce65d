import { assertEquals } from "@std/assert";
import type { Life } from "../../../lib/cluster/bus.ts";
import { Desk } from "../../../lib/cluster/workers/desk.ts";
import { LedgerHere } from "../../../lib/cluster/workers/ledger_here.ts";
import type { FromWorker, Port } from "../../../lib/cluster/workers/port_messages.ts";
import { WorkerLedger } from "../../../lib/cluster/workers/worker_ledger.ts";
import { type Clock, systemClock } from "../../../lib/runtime/clock.ts";
import { ledgerContract } from "../../contracts/ledger_contract.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { LedgerReader, type Note } from "../../support/ledger_reader.ts";

/** It gives the same time of day to the records of one desk and the next. */
const CLOCK: Clock = { ...systemClock, time: () => 1_000_000 };

/** A desk of one process, after so many records. */
function deskHere(clock: Clock, last = 0): Desk<Note> {
  return new Desk(new LedgerHere<Note>(clock, last), clock, () => 2);
}

/** Ways between two threads, which are one thread here, and the desks at their ends. */
class Ways implements AsyncDisposable {
  desk = deskHere(CLOCK);
  /** What the first desk had told when it was remembered, and then. */
  #first = this.#read();
  #remembered: Note[] = [];
  readonly #channels: MessageChannel[] = [];

  ledger() {
    const channel = new MessageChannel();
    this.#channels.push(channel);
    this.desk.attach(channel.port1);
    return new WorkerLedger<Note>(channel.port2, CLOCK);
  }

  cut() {
    this.desk[Symbol.dispose]();
    return Promise.resolve();
  }

  mend() {
    return this.#anew(this.#first.records.map(({ record }) => record));
  }

  remember() {
    this.#remembered = this.#first.records.map(({ record }) => record);
    return Promise.resolve();
  }

  async putBack() {
    await this.cut();
    await this.#anew(this.#remembered);
  }

  [Symbol.asyncDispose]() {
    this.desk[Symbol.dispose]();
    for (const { port1, port2 } of this.#channels) for (const port of [port1, port2]) port.close();
    return Promise.resolve();
  }

  /** Another desk, with these records, at the ends of all ways. */
  async #anew(records: readonly Note[]) {
    this.desk = deskHere(CLOCK);
    this.#first = this.#read();
    for (const record of records) this.desk.first.append(record);
    await this.#first.until(() => this.#first.records.length === records.length);
    for (const { port1 } of this.#channels) this.desk.attach(port1);
  }

  #read() {
    const reader = new LedgerReader();
    this.desk.first.open(0, reader);
    return reader;
  }
}

ledgerContract("the ledger of workers", () => Promise.resolve(new Ways()));

Deno.test("a desk has each turn read by the main thread before any worker is told", async () => {
  const clock = new FakeClock(), told: string[] = [];
  using desk = deskHere(clock, 5);
  const port = {
    onmessage: null as ((event: MessageEvent) => void) | null,
    postMessage: ({ kind }: { readonly kind: string }) => void told.push(kind),
  };
  desk.attach(port);
  await desk.first.open(
    5,
    Object.assign(new LedgerReader(), {
      record: (seq: number) => void told.push(`first ${seq}`),
      turn: () => void told.push("first turn"),
    }),
  );
  const say = (data: unknown) => port.onmessage?.({ data } as MessageEvent);
  say({ kind: "open", after: 5 });
  say({ kind: "append", json: '{"note":"a"},{"note":"b"}' });
  say({ kind: "append", json: '{"note":"c"}' });
  await clock.advance(0);
  say({ kind: "append", json: '{"note":"d"}' });
  await clock.advance(1);
  const first = ["here", "opened", "way", "first 6", "first 7", "first 8", "first turn", "turn"];
  assertEquals(told, first); // what comes soon after waits, to be kept together
  say({ kind: "append", json: '{"note":"e"}' });
  await clock.advance(1);
  assertEquals(told, [...first, "first 9", "first 10", "first turn", "turn"]);
});

Deno.test("a desk remembers what it told for workers that open at the start, and not for ever", async () => {
  const clock = new FakeClock(), said: unknown[] = [];
  using desk = deskHere(clock);
  await desk.first.open(0, new LedgerReader());
  for (let i = 0; i < 5000; i++) {
    desk.first.append({ note: `${i}` });
    if (i % 100 === 0) await clock.advance(2);
  }
  await clock.advance(2);
  const port = {
    onmessage: null as ((event: MessageEvent) => void) | null,
    postMessage: (message: unknown) => void said.push(message),
  };
  desk.attach(port);
  port.onmessage?.({ data: { kind: "open", after: 0 } } as MessageEvent);
  assertEquals(said.at(-1), { kind: "failed", reason: "it begins at 905, and this node knows 0" });
});

Deno.test("the main thread hears its own beats and notes, and tells nothing that is no JSON", async () => {
  const clock = new FakeClock();
  using desk = deskHere(clock);
  const reader = new LedgerReader(), { first } = desk;
  first.beat("too early" as Life);
  await first.open(0, reader);
  first.beat("a" as Life);
  first.note("hello");
  const circle: { note: string; more?: unknown } = { note: "circle" };
  first.append(Object.assign(circle, { more: circle }));
  first.append({ note: "b" });
  await clock.advance(0);
  await reader.until(() => reader.records.length === 1);
  assertEquals([reader.beats, reader.said, reader.notes, reader.ways], [["a"], ["hello"], ["b"], [true]]);
  await first.close();
  first.append({ note: "too late" });
  first.beat("too late" as Life);
  await Promise.resolve();
  assertEquals([reader.beats.length, reader.records.length], [1, 1]);
});

Deno.test("the main thread's own way refuses to begin elsewhere than at the ledger's end", async () => {
  using desk = deskHere(new FakeClock(), 7);
  const reader = new LedgerReader();
  await desk.first.open(3, reader);
  await reader.until(() => reader.failures.length === 1);
  assertEquals(reader.failures, ["it is at 7, and this node at 3"]);
});

Deno.test("a desk tells no more to a worker that reads nothing, and goes on with one that says what it has read", async () => {
  const clock = new FakeClock();
  using desk = deskHere(clock);
  await desk.first.open(0, new LedgerReader());
  const workers = [0, 1000].map((count) => {
    const port: Port = {
      onmessage: null,
      postMessage(what) {
        said.push(what.kind === "failed" ? what.reason : what.kind);
        if (what.kind === "turn" && count > 0) say({ kind: "read", count });
      },
    };
    const said: string[] = [], say = (data: FromWorker) => port.onmessage?.({ data } as MessageEvent);
    desk.attach(port);
    say({ kind: "open", after: 0 });
    return said;
  });
  for (let turn = 0; turn < 201; turn++) {
    for (let i = 0; i < 1000; i++) desk.first.append({ note: "" });
    await clock.advance(2);
  }
  const turns = (count: number) => ["here", "opened", "way", ...Array(count).fill("turn")];
  assertEquals(workers, [[...turns(200), "this thread is 201000 records behind"], turns(201)]);
});

Deno.test("a worker says now and then how much it has read", () => {
  const said: unknown[] = [];
  const port: Port = { onmessage: null, postMessage: (what) => void said.push(what) };
  const reader = new LedgerReader();
  void new WorkerLedger<Note>(port, new FakeClock()).open(0, reader);
  for (let seq = 0; seq < 2400; seq += 600) {
    const seqs = Array.from({ length: 600 }, (_, i) => seq + i + 1);
    const turn = { seqs, times: seqs, json: JSON.stringify(seqs.map(() => ({ note: "" }))) };
    port.onmessage?.({ data: { kind: "turn", turn } } as MessageEvent);
  }
  assertEquals(reader.records.length, 2400);
  assertEquals(said, [{ kind: "read", count: 1200 }, { kind: "read", count: 1200 }]);
});

Deno.test("a desk tells when a worker has opened: it has missed what was said aside before, and hears what is said then", async () => {
  const { port1, port2 } = new MessageChannel(), heard: unknown[] = [];
  let last: unknown;
  const aside = Promise.withResolvers<void>();
  const told = () => desk.tellAside(last);
  using desk: Desk<Note> = new Desk(new LedgerHere<Note>(CLOCK, 0), CLOCK, () => 2, told);
  desk.first.open(0, new LedgerReader());
  desk.attach(port1);
  desk.tellAside(last = "before it has opened");
  const worker = new WorkerLedger<Note>(port2, CLOCK, (said) => {
    heard.push(said);
    aside.resolve();
  });
  worker.open(0, new LedgerReader());
  await aside.promise;
  assertEquals(heard, ["before it has opened"]);
  await worker.close();
  for (const port of [port1, port2]) port.close();
});
