import { assertEquals } from "@std/assert";
import type { Life } from "../../lib/cluster/bus.ts";
import { Whispers } from "../../lib/cluster/whispers.ts";
import { FakeClock } from "../support/fake_clock.ts";

const [berlin, lisbon] = ["berlin/1", "lisbon/1"] as Life[] as [Life, Life];

/** Two nodes, and the way between them; it loses what `loses` says. */
function pair() {
  const clock = new FakeClock(), told: unknown[] = [], sent: string[] = [];
  const seqs = { [berlin]: 5, [lisbon]: 5 } as Record<Life, number>;
  const it = { clock, told, sent, seqs, loses: (_: string) => false, here: lisbon, takes: true };
  const ends: Whispers[] = [];
  const send = (text: string) => {
    sent.push(text);
    if (!it.loses(text)) { for (const end of ends) end.heard(text); }
  };
  const parts = { clock, patienceMs: 10_000, send };
  const one = new Whispers({
    ...parts,
    here: () => ({ life: berlin, seq: seqs[berlin]! }),
    told: () => false,
  });
  const other = new Whispers({
    ...parts,
    here: () => ({ life: it.here, seq: seqs[lisbon]! }),
    told: (what) => told.push(what) > 0 && it.takes,
  });
  ends.push(one, other);
  return Object.assign(it, { one, other });
}

/** Time passes at the sender, tick by tick. */
async function passes({ clock, one }: ReturnType<typeof pair>, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 250) {
    await clock.advance(250);
    one.tick();
  }
}

Deno.test("Whispers tells the other node, and then the sender that it has come", async () => {
  const it = pair();
  assertEquals(await it.one.send(lisbon, { text: "小声" }), true);
  assertEquals(it.told, [{ text: "小声" }]);
});

Deno.test("Whispers sends what got lost again, and tells it once, whether the note or the answer was lost", async () => {
  for (const lost of ['"what"', '"hasCome"']) {
    const it = pair();
    let times = 2;
    it.loses = (text) => text.includes(lost) && times-- > 0;
    const came = it.one.send(lisbon, "once");
    await passes(it, 5000);
    assertEquals([await came, it.told], [true, ["once"]], lost);
  }
});

Deno.test("Whispers tells the sender that nobody was there any more, also where that answer was lost once", async () => {
  for (const times of [0, 1]) {
    const it = pair();
    it.takes = false;
    let lost = times;
    it.loses = (text) => text.includes('"hasCome"') && lost-- > 0;
    const came = it.one.send(lisbon, "for whoever has left");
    await passes(it, 2000);
    assertEquals([await came, it.told], [false, ["for whoever has left"]]);
  }
});

Deno.test("Whispers gives up after its patience, and never tells it then", async () => {
  const it = pair();
  it.loses = () => true;
  const came = it.one.send(lisbon, "too late");
  await passes(it, 10_000);
  assertEquals(await came, false);
  it.loses = () => false;
  await passes(it, 10_000);
  assertEquals(it.told, []);
});

Deno.test("Whispers waits until the other node knows as much as the sender knew", async () => {
  const it = pair();
  it.seqs[berlin] = 7;
  const came = it.one.send(lisbon, "behind 7");
  it.seqs[lisbon] = 6;
  it.other.read();
  assertEquals(it.told, []);
  it.seqs[lisbon] = 7;
  it.other.read();
  assertEquals([it.told, await came], [["behind 7"], true]);
});

Deno.test("Whispers is for one life: not for the next one of that node, nor for others", async () => {
  const it = pair();
  it.here = "lisbon/2" as Life;
  const came = it.one.send(lisbon, "for the first life");
  await passes(it, 10_000);
  assertEquals([await came, it.told], [false, []]);
});

Deno.test("Whispers takes no harm of what is no note", () => {
  const it = pair();
  for (
    const text of ["", "{", "null", "[]", "7", '{"to":"lisbon/1"}', '{"to":"lisbon/1","from":"x","nth":"1"}']
  ) {
    it.other.heard(text);
  }
  it.other.heard(JSON.stringify({ to: lisbon, from: berlin, nth: 1, what: "no place", seen: "x" }));
  assertEquals([it.told, it.sent], [[], []]);
});

Deno.test("Whispers bounds what is under way, and gives up all of it at its end", async () => {
  const it = pair();
  it.loses = () => true;
  const all = Array.from({ length: 1001 }, (_, i) => it.one.send(lisbon, i));
  assertEquals(await all[1000], false);
  it.one.end();
  assertEquals(new Set(await Promise.all(all)), new Set([false]));
});
