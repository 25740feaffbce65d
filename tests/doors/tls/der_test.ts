import { assertEquals, assertThrows } from "@std/assert";
import fc from "../../support/fast_check.ts";
import {
  bits,
  element,
  elementsIn,
  identifier,
  integer,
  sequence,
  TAG,
  time,
  timeOf,
} from "../../../lib/doors/tls/der.ts";
import { hex } from "../../support/bytes.ts";

Deno.test("an element has its length in one byte, or in as many as it takes", () => {
  assertEquals(element(TAG.octets, hex("01 02")), hex("04 02 01 02"));
  assertEquals(element(TAG.octets, new Uint8Array(127)).subarray(0, 2), hex("04 7f"));
  assertEquals(element(TAG.octets, new Uint8Array(128)).subarray(0, 3), hex("04 81 80"));
  assertEquals(element(TAG.octets, new Uint8Array(256)).subarray(0, 4), hex("04 82 01 00"));
});

Deno.test("a number has no zeros before it, but for one that keeps it positive", () => {
  assertEquals(integer(hex("00 00 01")), hex("02 01 01"));
  assertEquals(integer(hex("80")), hex("02 02 00 80"));
  assertEquals(integer(hex("00 00")), hex("02 01 00"));
});

Deno.test("an identifier has its numbers in groups of seven bits", () => {
  assertEquals(identifier("1.2.840.10045.4.3.2"), hex("06 08 2a 86 48 ce 3d 04 03 02"));
  assertEquals(identifier("2.5.29.19"), hex("06 03 55 1d 13"));
});

Deno.test("a bit string tells how many of its last bits do not count", () => {
  assertEquals(bits(hex("80"), 7), hex("03 02 07 80"));
});

Deno.test("a moment keeps its seconds; from 2050 on its year has four digits", () => {
  const [late, far] = [Date.UTC(2049, 11, 31, 23, 59, 59), Date.UTC(2050, 0, 1)];
  assertEquals([time(late)[0], time(far)[0]], [TAG.utcTime, TAG.generalizedTime]);
  for (const at of [0, late, far]) assertEquals(timeOf(elementsIn(time(at))[0]!), at);
});

Deno.test("what was put into elements is read out of them", () => {
  fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 300 })), (parts) => {
    const [whole, ...more] = elementsIn(sequence(...parts.map((part) => element(TAG.octets, part))));
    assertEquals([whole?.tag, more], [TAG.sequence, []]);
    assertEquals(
      elementsIn(whole!.content).map(({ content }) => [...content]),
      parts.map((part) => [...part]),
    );
  }));
});

Deno.test("bytes that are cut, or have a length without bounds, are no elements", () => {
  const whole = sequence(integer(hex("01")), element(TAG.octets, new Uint8Array(200)));
  for (let length = 1; length < whole.length; length++) {
    assertThrows(() => elementsIn(whole.slice(0, length)), TypeError);
  }
  for (const wrong of ["30 80 00 00", "30 84 00 00 00 01 00", "04"]) {
    assertThrows(() => elementsIn(hex(wrong)), TypeError);
  }
});
