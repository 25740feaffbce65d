/**
 * What every adapter of the port `lib/cluster/bus.ts` has to do, as tests.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import type { Bus, Entry, Listener } from "../../lib/cluster/bus.ts";

/** A deed of these tests. */
interface Word {
  readonly word: string;
  readonly more?: readonly string[];
}

/** An adapter, and how to wait until everything appended was told. */
export interface BusUnderTest {
  readonly bus: Bus<Word>;
  /** The time of day its log has, in milliseconds since 1970. */
  time: number;
  told(): Promise<void>;
}

/** Runs the contract against adapters that `make` makes. */
export function busContract(name: string, make: () => BusUnderTest): void {
  const test = (what: string, run: (it: BusUnderTest) => Promise<void>) =>
    Deno.test(`${name} ${what}`, () => run(make()));
  const listener = (told: (entry: Entry<Word>) => void): Listener<Word> => ({
    told,
    refused: (deed, why) => assert(false, `"${deed.word}" was refused: ${why}`),
    ended: (life) => assert(false, `${life} is over`),
    whispered: (what) => {
      throw new Error(`${what} was whispered`);
    },
  });
  const words = (entries: readonly Entry<Word>[]) => entries.map(({ deed }) => deed.word);

  test("tells every deed once, in the order in which one server appended them, with numbers that grow", async (it) => {
    const entries: Entry<Word>[] = [];
    it.bus.open(41, listener((entry) => entries.push(entry)));
    for (const word of ["a", "b", "c"]) it.bus.append({ word });
    await it.told();
    assertEquals(words(entries), ["a", "b", "c"]);
    const seqs = entries.map(({ seq }) => seq);
    assert(seqs.every((seq, i) => Number.isSafeInteger(seq) && seq > (seqs[i - 1] ?? 41)), `${seqs}`);
    it.bus.close();
  });

  test("tells deeds as they are, and when the log took them", async (it) => {
    const entries: Entry<Word>[] = [];
    it.bus.open(0, listener((entry) => entries.push(entry)));
    it.time = 1000;
    it.bus.append({ word: "小明", more: ["a", ""] });
    await it.told();
    it.time = 500;
    it.bus.append({ word: "earlier by the clock" });
    await it.told();
    assertEquals(entries.map(({ deed }) => deed), [
      { word: "小明", more: ["a", ""] },
      { word: "earlier by the clock" },
    ]);
    assertEquals(entries.map(({ time }) => time), [1000, 500]);
    it.bus.close();
  });

  test("tells one entry at a time: what is appended meanwhile comes behind it", async (it) => {
    const entries: Entry<Word>[] = [];
    let depth = 0;
    it.bus.open(
      0,
      listener((entry) => {
        assertEquals(++depth, 1);
        entries.push(entry);
        if (entry.deed.word === "a") { for (const word of ["a1", "a2"]) it.bus.append({ word }); }
        if (entry.deed.word === "a1") it.bus.append({ word: "a11" });
        depth--;
      }),
    );
    it.bus.append({ word: "a" });
    await it.told();
    it.bus.append({ word: "b" });
    await it.told();
    assertEquals(words(entries), ["a", "a1", "a2", "a11", "b"]);
    it.bus.close();
  });

  test("numbers what is told to a few between the entries around it", async (it) => {
    const entries: Entry<Word>[] = [];
    it.bus.open(7, listener((entry) => entries.push(entry)));
    it.bus.append({ word: "a" });
    await it.told();
    const number = it.bus.number();
    it.bus.append({ word: "b" });
    await it.told();
    const [a, b] = entries;
    assert(number >= a!.seq && number < b!.seq, `${a!.seq} <= ${number} < ${b!.seq}`);
    it.bus.close();
  });

  test("tells nothing before it is opened, nor once it is closed, and takes no harm of either", async (it) => {
    const entries: Entry<Word>[] = [];
    it.bus.append({ word: "too early" });
    it.bus.open(0, listener((entry) => entries.push(entry)));
    it.bus.append({ word: "a" });
    await it.told();
    it.bus.close();
    it.bus.append({ word: "too late" });
    it.bus.close();
    await it.told();
    assertEquals(words(entries).filter((word) => word !== "too early"), ["a"]);
  });
}
