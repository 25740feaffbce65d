import { assertEquals, assertStrictEquals } from "@std/assert";
import { Joiner } from "../lib/joiner.ts";

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
  joiner.forget();
  assertEquals(text([a, c]), "ac");
});
