/**
 * What an adapter of the port `lib/cluster/ledger.ts` has to do that keeps records for longer than a process, as tests: it
 * puts something else in the place of what was taken back.
 *
 * @module
 */

import { assertEquals, assertRejects } from "@std/assert";
import type { Ledger } from "../../lib/cluster/ledger.ts";
import { LedgerReader, type Note } from "../support/ledger_reader.ts";

/** Records, to which an adapter makes ways. */
interface Replaceable extends AsyncDisposable {
  ledger(): Ledger<Note>;
}

/** Puts `gone` in the place of notes with a word in them. */
export function without(word: string): (note: Note) => Note | undefined {
  return ({ note }) => note.includes(word) ? { note: "gone" } : undefined;
}

/** Opens a way, which has told all that there was when this resolves. */
export async function opened(ledger: Ledger<Note>, after = 0): Promise<LedgerReader> {
  const reader = new LedgerReader();
  await ledger.open(after, reader);
  await reader.until(() => reader.isUp);
  return reader;
}

/** Runs the contract, each test with records of its own. `test` registers one. */
export function replacingContract(
  name: string,
  make: () => Promise<Replaceable>,
  test: (name: string, run: () => Promise<void>) => void = (name, run) => Deno.test(name, run),
): void {
  test(`${name} tells what stands in the place of a record, under its number and time, to whoever reads later`, async () => {
    await using it = await make();
    const ledger = it.ledger(), reader = await opened(ledger);
    for (const note of ["a", "secret 1", "b", "secret 2", "secret 3", "c"]) ledger.append({ note });
    await reader.until(() => reader.records.length === 6);
    const at = reader.records.map(({ seq }) => seq);
    await ledger.replace(at[1]!, at[3]!, without("secret"));
    await ledger.replace(at[0]!, at[3]!, without("secret")); // once more
    ledger.append({ note: "d" });
    await reader.until(() => reader.records.length === 7);
    assertEquals(reader.notes, ["a", "secret 1", "b", "secret 2", "secret 3", "c", "d"]);
    const expected = reader.records.map((one, i) =>
      i === 1 || i === 3 ? { ...one, record: { note: "gone" } } : one
    );
    for (let known = 0; known < 7; known++) {
      const other = it.ledger(), later = await opened(other, known === 0 ? 0 : at[known - 1]);
      assertEquals(later.records, expected.slice(known), `behind ${known}`);
      await other.close();
    }
    await ledger.close();
  });

  test(`${name} replaces the last record, and all but the first, which never goes`, async () => {
    await using it = await make();
    const ledger = it.ledger(), reader = await opened(ledger);
    ledger.append({ note: "first" });
    for (let i = 0; i < 149; i++) ledger.append({ note: `secret ${i}` });
    await reader.until(() => reader.records.length === 150);
    await ledger.replace(1, reader.seq, without("secret"));
    const other = it.ledger(), later = await opened(other);
    await later.until(() => later.records.length === 150);
    assertEquals(new Set(later.notes), new Set(["first", "gone"]));
    assertEquals(
      later.records.map(({ seq, time }) => [seq, time]),
      reader.records.map(({ seq, time }) => [seq, time]),
    );
    await ledger.close();
    await other.close();
    await assertRejects(() => ledger.replace(1, reader.seq, without("secret")), Error); // it is out of reach
  });
}
