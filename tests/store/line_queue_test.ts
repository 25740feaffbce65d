import { assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import { LineQueue } from "../../lib/store/line_queue.ts";
import { line } from "../contracts/samples.ts";

Deno.test("LineQueue has what an array would, whatever comes and goes (property)", () => {
  const steps = fc.array(fc.tuple(fc.boolean(), fc.nat(60)), { maxLength: 20 });
  fc.assert(fc.property(steps, (steps) => {
    const queue = new LineQueue();
    let kept: number[] = [], lastId = 0;
    for (const [isComing, count] of steps) {
      for (let i = 0; i < count; i++) {
        if (isComing) {
          queue.push(line(++lastId));
          kept.push(lastId);
        } else {
          assertEquals(queue.shift()?.id, kept[0]);
          kept = kept.slice(1);
        }
      }
      assertEquals(Array.from(queue, ({ id }) => id), kept);
      assertEquals(Array.from(queue.newestFirst(), ({ id }) => id), kept.toReversed());
      for (const before of [0, kept[0] ?? 1, lastId >> 1, lastId + 1]) {
        const older = kept.filter((id) => id < before).toReversed();
        assertEquals(Array.from(queue.newestFirst(before), ({ id }) => id), older);
      }
      assertEquals([queue.length, queue.oldest?.id, queue.newest?.id], [kept.length, kept[0], kept.at(-1)]);
    }
  }));
});
