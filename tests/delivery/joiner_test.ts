import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { Joiner } from "../../lib/delivery/joiner.ts";

const [a, b, c] = ["a", "bb", "c"].map((text) => new TextEncoder().encode(text)) as [
  Uint8Array<ArrayBuffer>,
  Uint8Array<ArrayBuffer>,
  Uint8Array<ArrayBuffer>,
];

Deno.test("Joiner joins pieces in their order", () => {
  assertEquals(new TextDecoder().decode(new Joiner().join([a, b, c])), "abbc");
});

Deno.test("Joiner hands out a single piece as it is, and equal joins only once", () => {
  const joiner = new Joiner();
  assertStrictEquals(joiner.join([b]), b);
  assertStrictEquals(joiner.join([a, b]), joiner.join([a, b]));
});

Deno.test("Joiner tells joins apart that differ in any piece", () => {
  const joiner = new Joiner();
  const text = (pieces: Uint8Array<ArrayBuffer>[]) => new TextDecoder().decode(joiner.join(pieces));
  assertEquals(text([a, b, c, a, c]), "abbcac");
  assertEquals(text([a, c, c, a, c]), "accac");
  assertEquals(text([a, c, c, b, c]), "accbbc");
  assertEquals(text([a, c]), "ac"); // as the last one begins
  assertEquals(text([a, c, b]), "acbb");
});

Deno.test("Joiner.forget() lets go of the last join: the same pieces are joined anew", () => {
  const joiner = new Joiner();
  const first = joiner.join([a, b]);
  joiner.forget();
  const second = joiner.join([a, b]);
  assertEquals([first, second].map((bytes) => new TextDecoder().decode(bytes)), ["abb", "abb"]);
  assert(first !== second);
});

Deno.test("Joiner makes nothing of no pieces, at first and after others were joined and forgotten", () => {
  const joiner = new Joiner();
  assertEquals(joiner.join([]).length, 0);
  joiner.join([a, b]);
  joiner.forget();
  assertEquals(joiner.join([]).length, 0);
});
