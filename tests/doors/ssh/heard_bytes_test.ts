import { assertEquals } from "@std/assert";
import { HeardBytes } from "../../../lib/doors/ssh/heard_bytes.ts";
import { Random } from "../../support/random.ts";

Deno.test("what is heard in any pieces is taken in any pieces, in order", () => {
  const random = new Random(1), heard = new HeardBytes(), taken: number[] = [];
  let next = 0;
  for (let turn = 0; turn < 2000; turn++) {
    if (random.below(2) === 0) heard.add(Uint8Array.from({ length: random.below(300) }, () => next++ % 251));
    else {
      const into = new Uint8Array(random.below(400));
      taken.push(...into.subarray(0, heard.take(into)));
    }
    assertEquals(heard.length, next - taken.length);
  }
  assertEquals(taken, taken.map((_, at) => at % 251));
});

Deno.test("nothing is taken where nothing was heard, and what was heard may change afterwards", () => {
  const heard = new HeardBytes(), bytes = Uint8Array.of(1, 2), into = new Uint8Array(4);
  assertEquals(heard.take(into), 0);
  heard.add(bytes);
  bytes.fill(9);
  assertEquals([heard.take(into), ...into], [2, 1, 2, 0, 0]);
});
