import { assertEquals, assertStrictEquals } from "@std/assert";
import { nextBuffer } from "../../lib/wire/read_buffer.ts";

Deno.test("a read buffer grows by eight after a full read, up to the most, and is small again when little comes", () => {
  const sizes = [512, 4096, 16_384, 511, 512].reduce((sizes, count) => {
    const last = new Uint8Array(sizes.at(-1)!);
    return [...sizes, nextBuffer(last, count, 16_384).length];
  }, [512]);
  assertEquals(sizes, [512, 4096, 16_384, 16_384, 512, 4096]);
});

Deno.test("a read buffer stays the same as long as it fits", () => {
  for (const [size, count] of [[512, 1], [512, 511], [4096, 512], [16_384, 16_384]] as const) {
    const buffer = new Uint8Array(size);
    assertStrictEquals(nextBuffer(buffer, count, 16_384), buffer);
  }
});
