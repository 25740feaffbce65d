/**
 * Readers that stop, and readers that go on: the first cost nobody anything, the second lose nothing.
 */

import { assert, assertEquals } from "@std/assert";
import { CountingReader, flood, joined } from "../support/flood.ts";
import { startTestServer } from "../support/journey.ts";

const LINES = 40_000;

Deno.test("a reader that stops costs the others nothing, and learns what it missed when it reads again", async () => {
  await using server = await startTestServer();
  await using quick = await CountingReader.join(server, "quick");
  const stopped = await joined(server, "stopped");
  using sender = await joined(server, "sender");
  await flood(sender, LINES, 500); // 20 MB: more than the system and the outbox hold for one reader
  await quick.until(() => quick.lines === LINES, 30_000);
  assertEquals([quick.gaps, quick.skipped], [0, 0]);
  await using late = CountingReader.continue(stopped);
  await late.until(() => late.skipped > 0, 30_000);
  await flood(sender, 1, 500);
  await late.until(() => late.lines + late.skipped === LINES + 1, 30_000);
  assert(late.gaps <= 2, "only where lines were skipped, and where the sender's numbers begin again");
});

Deno.test("readers that keep reading lose nothing at saturation, fast ones and slow ones", async () => {
  await using server = await startTestServer();
  await using one = await CountingReader.join(server, "one");
  await using two = await CountingReader.join(server, "two");
  await using slow = await CountingReader.join(server, "slow", { pauseMs: 2, readBytes: 64 * 1024 }); // about 20 MB/s
  const senders = await Promise.all(["a", "b", "c"].map((name) => joined(server, name)));
  for (const sender of senders) void sender.readable.pipeTo(new WritableStream()).catch(() => {});
  await Promise.all(senders.map((sender) => flood(sender, LINES, 200))); // 24 MB for each reader
  const all = LINES * senders.length;
  for (const reader of [one, two, slow]) {
    await reader.until(() => reader.lines + reader.skipped >= all, 60_000);
    assertEquals([reader.lines, reader.gaps, reader.skipped], [all, 0, 0]);
  }
  for (const sender of senders) sender[Symbol.dispose]();
});

Deno.test("a reader that accepts nothing for stalledMs is dropped, and the others hear that it left", async () => {
  await using server = await startTestServer({ stalledMs: 1000 });
  await using quick = await CountingReader.join(server, "quick");
  using _stuck = await joined(server, "stuck");
  using sender = await joined(server, "sender");
  await flood(sender, LINES, 500);
  await quick.until(() => quick.left.has("stuck") && quick.lines === LINES, 20_000);
  assertEquals([quick.gaps, quick.skipped], [0, 0]);
});
