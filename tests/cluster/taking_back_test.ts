/** What is taken back is taken out of the ledger: by whom, when, and until it is done. */

import { assertEquals } from "@std/assert";
import type { Life } from "../../lib/cluster/bus.ts";
import type { Stamped } from "../../lib/cluster/stamped.ts";
import { type TakenBack, TakingBack } from "../../lib/cluster/taking_back.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { LogBook } from "../support/log_book.ts";

/** `-x` takes back every x before it. */
const takenBack: TakenBack<string> = {
  span: ({ seq, deed }) => deed.startsWith("-") ? { from: 1, upTo: seq } : undefined,
  instead: (deed, by) => by === `-${deed}` ? "gone" : undefined,
};

const stamped = (deed: string, nth: number): Stamped<string> => ({
  ...{ act: { kind: "deed", deed }, life: "a1" as Life, way: 1, nth, behind: nth - 1, by: 7 },
});

/** A ledger with `a`, `b` and `a` in it. */
function ledger(saved?: { readonly takenBack?: ConstructorParameters<typeof TakingBack>[1] }) {
  const records: (Stamped<string> | undefined)[] = ["a", "b", "a"].map((deed, i) => stamped(deed, i + 1));
  const clock = new FakeClock(), book = new LogBook(), asked: string[] = [];
  const it = { trouble: undefined as string | undefined };
  const takingBack = new TakingBack<string>({
    takenBack,
    clock,
    log: book.log,
    ledger: {
      async replace(from, upTo, instead) {
        asked.push(`${from} to ${upTo}`);
        await Promise.resolve();
        if (it.trouble !== undefined) throw new Error(it.trouble);
        for (const [i, record] of records.entries()) records[i] = record && instead(record) || record;
      },
    },
  }, saved?.takenBack);
  const deeds = () => records.map((record) => record?.act.kind === "deed" ? record.act.deed : "");
  return { takingBack, clock, book, asked, deeds, records, it };
}

const entry = (deed: string, seq = 4) => ({ seq, time: 0, deed });

Deno.test("the node by which it was done takes back at once, and what stands there has the stamp of what stood there", async () => {
  const { takingBack, asked, deeds, records } = ledger();
  takingBack.add(entry("x"), true); // takes back nothing
  takingBack.add(entry("-a"), true);
  await takingBack.tick();
  assertEquals([asked, deeds()], [["1 to 4"], ["gone", "b", "gone"]]);
  assertEquals(records[2], { ...stamped("gone", 3) });
  await takingBack.tick();
  assertEquals([asked.length, takingBack.saved()], [1, {}]);
});

Deno.test("other nodes leave it to that one for half a minute", async () => {
  const { takingBack, clock, asked } = ledger();
  takingBack.add(entry("-a"), false);
  await clock.advance(29_999);
  await takingBack.tick();
  assertEquals(asked, []);
  await clock.advance(1);
  await takingBack.tick();
  assertEquals(asked, ["1 to 4"]);
});

Deno.test("what cannot be done now is tried again, and the operator reads why, once", async () => {
  const { takingBack, clock, asked, book, deeds, it } = ledger();
  it.trouble = "its user may not";
  takingBack.add(entry("-a"), true);
  for (const ms of [10_000, 20_000, 40_000]) {
    await takingBack.tick();
    await clock.advance(ms - 1);
    await takingBack.tick();
    await clock.advance(1);
  }
  assertEquals([asked.length, book.lines], [3, [
    "warning: What was taken back still stands in the bus: its user may not. It is tried again.",
  ]]);
  it.trouble = undefined;
  await takingBack.tick();
  assertEquals(deeds(), ["gone", "b", "gone"]);
});

Deno.test("what is still to be done is kept, and gone on with at once after a restart; one at a time", async () => {
  const first = ledger();
  first.takingBack.add(entry("-a"), true);
  first.takingBack.add(entry("-b", 5), false);
  const { takingBack, asked, deeds } = ledger(JSON.parse(JSON.stringify(first.takingBack.saved())));
  await Promise.all([takingBack.tick(), takingBack.tick()]);
  assertEquals(asked, ["1 to 4"]);
  await takingBack.tick();
  assertEquals([asked, deeds()], [["1 to 4", "1 to 5"], ["gone", "gone", "gone"]]);
});

Deno.test("no more waits than there is room for: the oldest is given up", () => {
  const { takingBack } = ledger();
  for (let seq = 1; seq <= 1001; seq++) takingBack.add(entry("-a", seq), false);
  const { takenBack: waiting } = takingBack.saved();
  assertEquals([waiting?.length, waiting?.[0]?.seq], [1000, 2]);
});
