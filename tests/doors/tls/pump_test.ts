import { assertEquals, assertRejects } from "@std/assert";
import { pump, PumpFailure } from "../../../lib/doors/tls/pump.ts";
import { ChunkSource, SlowTarget } from "../../support/fake_socket.ts";
import { FakeClock, settled } from "../../support/fake_clock.ts";

Deno.test("a pump brings every byte, in order, to one who takes little at a time", async () => {
  const sent = Uint8Array.from({ length: 3000 }, (_, at) => at % 251);
  for (const size of [1, 7, 511, 512, 513, 3000]) {
    const chunks = [];
    for (let at = 0; at < sent.length; at += size) chunks.push(sent.subarray(at, at + size));
    const target = new SlowTarget(100);
    await pump(new ChunkSource(chunks), target, new FakeClock());
    assertEquals(target.taken, [...sent]);
  }
});

Deno.test("a pump reads more at a time while much comes, and little again afterwards", async () => {
  const source = new ChunkSource([new Uint8Array(20_000), new Uint8Array(10), new Uint8Array(10)]);
  await pump(source, new SlowTarget(), new FakeClock());
  assertEquals(source.bufferBytes, [512, 16_384, 16_384, 16_384, 512, 512]);
});

Deno.test("after 64 KiB a pump waits until all others had their turn", async () => {
  const clock = new FakeClock(), target = new SlowTarget();
  const pumping = pump(new ChunkSource([new Uint8Array(200_000)]), target, clock);
  await settled();
  assertEquals(target.taken.length, 66_048);
  await clock.advance(10);
  await pumping;
  assertEquals(target.taken.length, 200_000);
});

Deno.test("a pump tells which half has failed", async () => {
  const broken = new ChunkSource([Uint8Array.of(1)], new Error("reset"));
  const reading = await assertRejects(() => pump(broken, new SlowTarget(), new FakeClock()), PumpFailure);
  const full = new SlowTarget(1, 0);
  const writing = await assertRejects(
    () => pump(new ChunkSource([Uint8Array.of(1)]), full, new FakeClock()),
    PumpFailure,
  );
  assertEquals([reading.isReading, writing.isReading], [true, false]);
});
