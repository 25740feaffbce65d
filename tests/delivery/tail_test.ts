import { assertEquals } from "@std/assert";
import type { Bytes } from "../../lib/delivery/backlog.ts";
import { Tail } from "../../lib/delivery/tail.ts";
import { TailSpace } from "../../lib/delivery/tail_space.ts";
import { textOf } from "../support/bytes.ts";

const bytes = (text: string) => new TextEncoder().encode(text) as Bytes;

const MARK = bytes("token\n");

/** A tail of up to so many bytes, in a space of its own. */
function tailOf(maxBytes = 100, seen = 0, maxSpace = 8000) {
  let claimed = 0;
  const tails = new TailSpace({
    maxBytes: maxSpace,
    claim: (count) => {
      claimed += count;
      return true;
    },
    release: (count) => void (claimed -= count),
  });
  return { tails, tail: new Tail(tails, maxBytes, MARK, seen), claimed: () => claimed };
}

/** What a client has not seen: how many lines are lost, and the others. */
function behind(tail: Tail, seen: number): [number, string] | undefined {
  const unseen = tail.behind(seen);
  return unseen && [unseen.lost, unseen.pieces.map(textOf).join("")];
}

Deno.test("Tail counts the lines behind its mark, and cuts pieces where its client has seen a part", () => {
  const { tail } = tailOf();
  tail.record([bytes("before\n")], false);
  assertEquals(behind(tail, 0), [0, ""]);
  tail.record([bytes("before too\n"), MARK, bytes("1\n2\n3\n")], false);
  tail.record([bytes("4\n")], false);
  const all = ["1\n2\n3\n4\n", "2\n3\n4\n", "3\n4\n", "4\n", ""];
  assertEquals(all.map((_, seen) => behind(tail, seen)), all.map((text): [number, string] => [0, text]));
  assertEquals(behind(tail, 5), undefined);
});

Deno.test("Tail takes what waits for written: a client may have seen it on a connection that it gave up", () => {
  const { tail } = tailOf();
  const waiting = [MARK, bytes("1\n2\n"), bytes("3\n")];
  assertEquals(tail.behind(2, waiting)?.pieces.map(textOf), ["3\n"]);
  assertEquals(tail.behind(4, waiting), undefined);
});

Deno.test("Tail counts on from what was seen on the connection before", () => {
  const { tail } = tailOf(100, 57);
  tail.record([MARK, bytes("58\n59\n")], false);
  assertEquals(behind(tail, 57), [0, "58\n59\n"]);
  assertEquals(behind(tail, 58), [0, "59\n"]);
  assertEquals(behind(tail, 55), [2, "58\n59\n"]);
  assertEquals(behind(tail, 60), undefined);
});

Deno.test("Tail lets go of its oldest pieces, tells how many lines that were, and keeps the last write whole", () => {
  const { tail, claimed } = tailOf(10);
  tail.record([MARK, bytes("1\n2\n"), bytes("3\n")], false);
  tail.record([bytes("4444444\n")], false);
  assertEquals(behind(tail, 0), [2, "3\n4444444\n"]);
  tail.record([bytes("5555555555\n"), bytes("6666666666\n")], false);
  assertEquals(behind(tail, 0), [4, "5555555555\n6666666666\n"]);
  assertEquals(claimed(), 22);
  tail[Symbol.dispose]();
  assertEquals(claimed(), 0);
});

Deno.test("Tail keeps at most 1,024 pieces", () => {
  const { tail } = tailOf(100_000, 0, 1_000_000);
  tail.record([MARK], false);
  for (let i = 0; i < 2000; i++) tail.record([bytes("x\n")], false);
  assertEquals(tail.behind(0)!.lost, 976);
});

Deno.test("Tail counts what tells of a gap where its mark is in the gap", () => {
  const { tail } = tailOf();
  tail.record([bytes("before\n"), bytes("2 lines were skipped\n")], true);
  tail.record([bytes("more\n")], false);
  assertEquals(behind(tail, 0), [0, "2 lines were skipped\nmore\n"]);
});

Deno.test("TailSpace counts a piece that many have once, and gives it back with the last of them", () => {
  const { tails, tail } = tailOf(), other = new Tail(tails, 100, MARK, 0);
  const shared = bytes("shared\n");
  for (const each of [tail, other]) each.record([MARK, shared], false);
  assertEquals(tails.bytes, 7);
  tail[Symbol.dispose]();
  assertEquals(tails.bytes, 7);
  other[Symbol.dispose]();
  assertEquals(tails.bytes, 0);
});

Deno.test("TailSpace has the quietest tail go where there is no room, but none whose client is away", () => {
  const { tails, tail: held } = tailOf(100, 0, 8 * 20), quiet = new Tail(tails, 100, MARK, 0);
  const busy = new Tail(tails, 100, MARK, 0);
  held.record([MARK, bytes("held 89\n")], false);
  held.isHeld = true;
  quiet.record([MARK, bytes("quiet 9\n")], false);
  busy.record([MARK, bytes("busy 89\n")], false);
  assertEquals([held, quiet, busy].map((tail) => behind(tail, 0)), [[0, "held 89\n"], [1, ""], [
    0,
    "busy 89\n",
  ]]);
  quiet.record([bytes("x".repeat(15) + "\n")], false); // no room at all: it keeps nothing, and knows how much
  assertEquals(behind(quiet, 0), [2, ""]);
});
