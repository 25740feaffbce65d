/**
 * What every adapter of the port `lib/cluster/ledger.ts` has to do, as tests.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import type { Life } from "../../lib/cluster/bus.ts";
import type { Ledger } from "../../lib/cluster/ledger.ts";
import { LedgerReader, type Note } from "../support/ledger_reader.ts";

/** Records, to which an adapter makes ways. */
export interface LedgerUnderTest extends AsyncDisposable {
  /** One more way to the same records. */
  ledger(): Ledger<Note>;
  /** Breaks all ways; they stay broken until they are mended. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** Breaks all ways, and brings them back to a ledger as it was when this was called first. */
  putBack(): Promise<void>;
  /** What `putBack` goes back to. */
  remember(): Promise<void>;
}

/** A way to the records, read. */
class Way implements AsyncDisposable {
  readonly reader = new LedgerReader();
  readonly ledger: Ledger<Note>;
  readonly opened: Promise<void>;

  constructor(ledger: Ledger<Note>, after = 0) {
    this.ledger = ledger;
    this.opened = ledger.open(after, this.reader);
  }

  /** Appends notes and waits until they are told, the way being up. */
  async write(...notes: readonly string[]): Promise<void> {
    await this.opened;
    const { reader } = this, wanted = reader.records.length + notes.length;
    await reader.until(() => reader.isUp);
    for (const note of notes) this.ledger.append({ note });
    await reader.until(() => reader.records.length >= wanted);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.ledger.close();
  }
}

/** Runs the contract, each test with records of its own. `test` registers one. */
export function ledgerContract(
  name: string,
  make: () => Promise<LedgerUnderTest>,
  test: (name: string, run: () => Promise<void>) => void = (name, run) => Deno.test(name, run),
): void {
  const contract = (what: string, run: (it: LedgerUnderTest) => Promise<void>) =>
    test(`${name} ${what}`, async () => {
      await using it = await make();
      await run(it);
    });

  contract(
    "tells every record once, as it was written and in its order, with numbers that grow",
    async (it) => {
      await using way = new Way(it.ledger());
      await way.opened;
      await way.reader.until(() => way.reader.isUp);
      const notes: Note[] = [{ note: "小明 \r\n \u0000" }, { note: "", more: [1.5, null, { deep: "é" }] }, {
        note: "c",
      }];
      for (const note of notes) way.ledger.append(note);
      await way.reader.until(() => way.reader.records.length === 3);
      assertEquals(way.reader.records.map(({ record }) => record), notes);
      const seqs = way.reader.records.map(({ seq }) => seq);
      assert(seqs.every((seq, i) => Number.isSafeInteger(seq) && seq > (seqs[i - 1] ?? 0)), `${seqs}`);
      assert(way.reader.records.every(({ time }, i, all) => time >= (all[i - 1]?.time ?? 0)));
    },
  );

  contract(
    "begins behind the number it is opened after, and says when it has told what there was",
    async (it) => {
      await using first = new Way(it.ledger());
      await first.opened; // also where there is nothing
      await first.write("a", "b", "c");
      await using second = new Way(it.ledger(), first.reader.records[0]!.seq);
      await second.opened;
      assertEquals(second.reader.records, first.reader.records.slice(1));
      await using third = new Way(it.ledger(), first.reader.seq);
      await third.opened;
      assertEquals(third.reader.records, []);
    },
  );

  contract("ends a turn behind what came together, and none without a record", async (it) => {
    await using way = new Way(it.ledger());
    await way.write(...Array.from({ length: 50 }, (_, i) => `${i}`));
    await way.write("last");
    assert(way.reader.turns.every((records) => records > 0), `${way.reader.turns}`);
    assertEquals(way.reader.turns.reduce((sum, records) => sum + records), 51);
  });

  contract("tells two readers the same, while both write", async (it) => {
    await using a = new Way(it.ledger());
    await using b = new Way(it.ledger());
    await Promise.all([a, b].map(({ reader }) => reader.until(() => reader.isUp)));
    for (let i = 0; i < 200; i++) {
      a.ledger.append({ note: `a${i}` });
      b.ledger.append({ note: `b${i}` });
      if (i % 20 === 0) await Promise.resolve();
    }
    await Promise.all([a, b].map(({ reader }) => reader.until(() => reader.records.length === 400)));
    assertEquals(a.reader.records, b.reader.records);
    for (const letter of ["a", "b"]) {
      const own = a.reader.notes.filter((note) => note.startsWith(letter));
      assertEquals(own, Array.from({ length: 200 }, (_, i) => `${letter}${i}`));
    }
  });

  contract("tells everybody that a life goes on, and what is kept nowhere, its own node too", async (it) => {
    await using a = new Way(it.ledger());
    await using b = new Way(it.ledger());
    await Promise.all([a, b].map(({ reader }) => reader.until(() => reader.isUp)));
    a.ledger.beat("life of a" as Life);
    await Promise.all([a, b].map(({ reader }) => reader.until(() => reader.beats.length === 1)));
    assertEquals([a.reader.beats, b.reader.beats], [["life of a"], ["life of a"]]);
    b.ledger.note("小明: {}\r\n");
    await Promise.all([a, b].map(({ reader }) => reader.until(() => reader.said.length === 1)));
    assertEquals([a.reader.said, b.reader.said], [["小明: {}\r\n"], ["小明: {}\r\n"]]);
    assertEquals(a.reader.records, []);
  });

  contract(
    "tells that the way is down and up again, and then nothing twice and nothing left out",
    async (it) => {
      await using way = new Way(it.ledger());
      await way.write("a", "b");
      await it.cut();
      await way.reader.until(() => !way.reader.isUp);
      way.ledger.append({ note: "lost on its way" });
      way.ledger.beat("lost too" as Life);
      await it.mend();
      await way.write("c");
      await using other = new Way(it.ledger());
      await other.opened;
      assertEquals(way.reader.notes, ["a", "b", "c"]);
      assertEquals(way.reader.ways, [true, false, true]);
      assertEquals(other.reader.records, way.reader.records);
    },
  );

  contract(
    "tells that records were lost where it ends before what is known, and then nothing more",
    async (it) => {
      await using way = new Way(it.ledger());
      await way.write("a", "b");
      await it.remember();
      await way.write("c", "d");
      await it.putBack();
      await way.reader.until(() => way.reader.failures.length > 0);
      assertEquals(way.reader.failures.length, 1);
      assertEquals(way.reader.notes, ["a", "b", "c", "d"]);
      const { ways } = way.reader, told = ways.length;
      await using other = new Way(it.ledger());
      await other.write("another c");
      assertEquals(way.reader.notes, ["a", "b", "c", "d"]);
      assertEquals(ways.length, told);
      assertEquals(way.reader.failures.length, 1);
    },
  );

  contract(
    "never waits, throws or tells anything, before it is opened, where a record is none, and once it is closed",
    async (it) => {
      const ledger = it.ledger();
      ledger.append({ note: "too early" });
      ledger.beat("too early" as Life);
      await using way = new Way(ledger);
      await way.write("a");
      const circle: { note: string; more?: unknown } = { note: "circle" };
      circle.more = circle;
      ledger.append(circle);
      await way.write("b");
      await ledger.close();
      const told = JSON.stringify(way.reader);
      ledger.append({ note: "too late" });
      ledger.beat("too late" as Life);
      await using other = new Way(it.ledger());
      await other.write("c");
      assertEquals(JSON.stringify(way.reader), told);
      assertEquals(other.reader.notes, ["a", "b", "c"]);
    },
  );
}
