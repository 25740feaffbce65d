import { assertEquals } from "@std/assert";
import type { Bytes } from "../../lib/delivery/backlog.ts";
import { countAs, linesIn, Tail } from "../../lib/delivery/tail.ts";
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

/** What a client has not seen: numbers are lines that are missing. */
function behind(tail: Tail, seen: number, waiting: readonly Bytes[] = []): (string | number)[] | undefined {
  return tail.behind(seen, waiting)?.map((part) => typeof part === "number" ? part : textOf(part));
}

/** Delivers pieces and, behind them, so many lines that are skipped; writes them; returns what is told as skipped. */
function write(tail: Tail, pieces: readonly Bytes[], missed = 0): number {
  for (const piece of pieces) tail.count += linesIn(piece);
  tail.count += missed;
  return tail.record(pieces, missed);
}

Deno.test("Tail counts the lines behind its mark, and cuts pieces where its client has seen a part", () => {
  const { tail } = tailOf();
  write(tail, [MARK, bytes("1\n2\n3\n")]);
  write(tail, [bytes("4\n")]);
  const all = [["1\n2\n3\n", "4\n"], ["2\n3\n", "4\n"], ["3\n", "4\n"], ["4\n"], [], undefined];
  assertEquals(all.map((_, seen) => behind(tail, seen)), all);
});

Deno.test("Tail counts nothing that goes out ahead of its mark", () => {
  const { tail } = tailOf();
  tail.count++; // the mark waits
  assertEquals(tail.record([bytes("before\n")], 0), 0);
  assertEquals(behind(tail, 0, [MARK]), []);
  tail.record([bytes("before too\n"), MARK], 0);
  write(tail, [bytes("1\n")]);
  assertEquals(behind(tail, 0), ["1\n"]);
});

Deno.test("Tail takes what waits for written: a client may have seen it on a connection that it gave up", () => {
  const { tail } = tailOf();
  tail.count += 4;
  const waiting = [MARK, bytes("1\n2\n"), bytes("3\n")];
  assertEquals(behind(tail, 2, waiting), ["3\n"]);
  assertEquals(behind(tail, 4, waiting), undefined);
  tail.count += 5; // skipped behind them
  assertEquals([2, 4, 8].map((seen) => behind(tail, seen, waiting)), [["3\n", 5], [4], []]);
});

Deno.test("Tail counts on from what was seen on the connection before", () => {
  const { tail } = tailOf(100, 57);
  write(tail, [MARK, bytes("58\n59\n")]);
  assertEquals(behind(tail, 57), ["58\n59\n"]);
  assertEquals(behind(tail, 58), ["59\n"]);
  assertEquals(behind(tail, 55), [2, "58\n59\n"]);
  assertEquals(behind(tail, 60), undefined);
});

Deno.test("Tail counts skipped lines too, so that what was seen elsewhere means the same lines", () => {
  const { tail } = tailOf();
  assertEquals(write(tail, [MARK, bytes("1\n2\n")], 7), 7);
  write(tail, [bytes("10\n11\n")]);
  assertEquals([0, 2, 5, 9, 10, 12].map((seen) => behind(tail, seen)), [
    ["1\n2\n", 7, "10\n11\n"],
    [7, "10\n11\n"],
    [4, "10\n11\n"],
    ["10\n11\n"],
    ["11\n"],
    undefined,
  ]);
});

Deno.test("Tail counts a line that tells of a gap as all lines in it, also where it is skipped itself", () => {
  const { tail } = tailOf(), gap = bytes("5 lines were skipped\n");
  countAs(gap, 5);
  write(tail, [MARK, bytes("1\n"), gap, bytes("7\n")]);
  assertEquals([1, 3, 6].map((seen) => behind(tail, seen)), [[5, "7\n"], [3, "7\n"], ["7\n"]]);
  tail.count += 5;
  assertEquals(tail.record([], 1), 5);
  assertEquals(behind(tail, 7), [5]);
});

Deno.test("Tail counts what was skipped behind its mark where that is in the gap too, and tells of the whole gap", () => {
  const { tail } = tailOf(100, 10);
  tail.count += 3; // the mark and two more
  assertEquals(tail.record([bytes("before\n")], 4), 4);
  write(tail, [bytes("more\n")]);
  assertEquals([10, 12].map((seen) => behind(tail, seen)), [[2, "more\n"], ["more\n"]]);
});

Deno.test("Tail lets go of its oldest pieces, tells how many lines that were, and keeps the last write whole", () => {
  const { tail, claimed } = tailOf(10);
  write(tail, [MARK, bytes("1\n2\n"), bytes("3\n")]);
  write(tail, [bytes("4444444\n")]);
  assertEquals(behind(tail, 0), [2, "3\n", "4444444\n"]);
  write(tail, [bytes("5555555555\n"), bytes("6666666666\n")]);
  assertEquals(behind(tail, 0), [4, "5555555555\n", "6666666666\n"]);
  assertEquals(claimed(), 22);
  tail[Symbol.dispose]();
  assertEquals(claimed(), 0);
});

Deno.test("Tail keeps at most 1,024 pieces", () => {
  const { tail } = tailOf(100_000, 0, 1_000_000);
  write(tail, [MARK]);
  for (let i = 0; i < 2000; i++) write(tail, [bytes("x\n")]);
  assertEquals(tail.behind(0)![0], 976);
});

Deno.test("TailSpace counts a piece that many have once, and gives it back with the last of them", () => {
  const { tails, tail } = tailOf(), other = new Tail(tails, 100, MARK, 0);
  const shared = bytes("shared\n");
  for (const each of [tail, other]) write(each, [MARK, shared]);
  assertEquals(tails.bytes, 7);
  tail[Symbol.dispose]();
  assertEquals(tails.bytes, 7);
  other[Symbol.dispose]();
  assertEquals(tails.bytes, 0);
});

Deno.test("TailSpace has the quietest tail go where there is no room, but none whose client is away", () => {
  const { tails, tail: held } = tailOf(100, 0, 8 * 20), quiet = new Tail(tails, 100, MARK, 0);
  const busy = new Tail(tails, 100, MARK, 0);
  write(held, [MARK, bytes("held 89\n")]);
  held.isHeld = true;
  write(quiet, [MARK, bytes("quiet 9\n")]);
  write(busy, [MARK, bytes("busy 89\n")]);
  assertEquals([held, quiet, busy].map((tail) => behind(tail, 0)), [["held 89\n"], [1], ["busy 89\n"]]);
  write(quiet, [bytes("x".repeat(15) + "\n")]); // no room at all: it keeps nothing, and knows how much
  assertEquals(behind(quiet, 0), [2]);
});
