import { assertEquals, assertThrows } from "@std/assert";
import { noJournal, openJournal } from "../../lib/console/journal.ts";
import { FakeClock } from "../support/fake_clock.ts";

Deno.test("openJournal() appends events with their time, each on a line of its own", async () => {
  const path = await Deno.makeTempFile();
  await Deno.writeTextFile(path, "before\n");
  const clock = new FakeClock();
  const write = openJournal(path, clock);
  write("One.");
  await clock.advance(1500);
  write("Two\x1b[31m\nlines.");
  assertEquals(
    await Deno.readTextFile(path),
    "before\n2026-01-01T12:00:00.000Z One.\n2026-01-01T12:00:01.500Z Two [31m lines.\n",
  );
  await Deno.remove(path);
});

Deno.test("openJournal() throws where nothing can be written; later that is no reason to stop", async () => {
  const folder = await Deno.makeTempDir();
  assertThrows(() => openJournal(`${folder}/no/log`, new FakeClock()), Deno.errors.NotFound);
  await Deno.mkdir(`${folder}/logs`);
  const write = openJournal(`${folder}/logs/log`, new FakeClock());
  await Deno.remove(`${folder}/logs`, { recursive: true });
  write("lost");
  noJournal("lost, too");
  await Deno.remove(folder, { recursive: true });
});
