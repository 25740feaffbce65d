import { assert, assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import { SharedBuffer } from "../../lib/wire/shared_buffer.ts";

Deno.test("SharedBuffer gives nobody bytes that another one has (property)", () => {
  fc.assert(fc.property(fc.array(fc.nat(40)), (lengths) => {
    const buffer = new SharedBuffer(32);
    const taken = lengths.map((length) => buffer.take(length));
    for (const [at, bytes] of taken.entries()) {
      assert(bytes.every((byte) => byte === 0));
      bytes.fill(at + 1);
    }
    for (const [at, bytes] of taken.entries()) assert(bytes.every((byte) => byte === at + 1));
    assertEquals(taken.map(({ length }) => length), lengths);
  }));
});

Deno.test("SharedBuffer cuts as many arrays out of a buffer as go in", () => {
  const buffer = new SharedBuffer(32);
  const buffers = [16, 16, 16, 40, 8].map((length) => buffer.take(length).buffer);
  assertEquals(buffers.map((each) => buffers.indexOf(each)), [0, 0, 2, 3, 2]);
});
