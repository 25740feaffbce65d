import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { SharedConcat } from "../../lib/delivery/shared_concat.ts";

const [a, b, c] = ["a", "bb", "c"].map((text) => new TextEncoder().encode(text)) as [
  Uint8Array<ArrayBuffer>,
  Uint8Array<ArrayBuffer>,
  Uint8Array<ArrayBuffer>,
];

Deno.test("SharedConcat joins pieces in their order", () => {
  assertEquals(new TextDecoder().decode(new SharedConcat().join([a, b, c])), "abbc");
});

Deno.test("SharedConcat hands out a single piece as it is, and equal joins only once", () => {
  const concat = new SharedConcat();
  assertStrictEquals(concat.join([b]), b);
  assertStrictEquals(concat.join([a, b]), concat.join([a, b]));
});

Deno.test("SharedConcat tells joins apart that differ in any piece", () => {
  const concat = new SharedConcat();
  const text = (pieces: Uint8Array<ArrayBuffer>[]) => new TextDecoder().decode(concat.join(pieces));
  assertEquals(text([a, b, c, a, c]), "abbcac");
  assertEquals(text([a, c, c, a, c]), "accac");
  assertEquals(text([a, c, c, b, c]), "accbbc");
  assertEquals(text([a, c]), "ac"); // as the last one begins
  assertEquals(text([a, c, b]), "acbb");
});

Deno.test("SharedConcat.forget() lets go of the last join: the same pieces are joined anew", () => {
  const concat = new SharedConcat();
  const first = concat.join([a, b]);
  concat.forget();
  const second = concat.join([a, b]);
  assertEquals([first, second].map((bytes) => new TextDecoder().decode(bytes)), ["abb", "abb"]);
  assert(first !== second);
});

Deno.test("SharedConcat makes nothing of no pieces, at first and after others were joined and forgotten", () => {
  const concat = new SharedConcat();
  assertEquals(concat.join([]).length, 0);
  concat.join([a, b]);
  concat.forget();
  assertEquals(concat.join([]).length, 0);
});
