import { assertEquals } from "@std/assert";
import { type Given, Reloader } from "../../lib/cli/reload.ts";
import { StartRefused } from "../../lib/runtime/start_refused.ts";
import { DEFAULTS } from "../../lib/runtime/config.ts";
import { type Changes, LiveConfig } from "../../lib/runtime/live_config.ts";
import { LogBook } from "../support/log_book.ts";

/** A reloader of settings that a test writes; each reading waits until it is let go. */
function bench() {
  const book = new LogBook();
  const live = new LiveConfig(DEFAULTS, []);
  const desk = {
    given: { config: DEFAULTS, motdLines: [] } as Given,
    mistake: undefined as Error | undefined,
    readings: 0,
    gate: Promise.resolve(),
  };
  const reloader = new Reloader({
    async read() {
      desk.readings++;
      await desk.gate;
      if (desk.mistake !== undefined) throw desk.mistake;
      return desk.given;
    },
    change: ({ config, motdLines }): Promise<Changes> => Promise.resolve(live.change(config, motdLines)),
    log: book.log,
  });
  return { desk, live, reloader, lines: () => book.lines.splice(0) };
}

Deno.test("Reloader says in one line what has changed and what wants a restart", async () => {
  const { desk, reloader, lines } = bench();
  await reloader.reload();
  assertEquals(lines(), ["info: Settings read again: nothing has changed"]);
  desk.given = { config: { ...DEFAULTS, maxGuests: 20, name: "Castle \x1b[31m", port: 4000 }, motdLines: [] };
  await reloader.reload();
  assertEquals(lines(), [
    'warning: Settings read again: name is "Castle \\u001b[31m", max-guests is 20; a restart is needed for port',
  ]);
});

Deno.test("Reloader never tells a secret", async () => {
  const { desk, reloader, lines } = bench();
  desk.given = { config: { ...DEFAULTS, adminToken: "0123456789abcdef" }, motdLines: [] };
  await reloader.reload();
  assertEquals(lines(), [
    "warning: Settings read again: nothing has changed; a restart is needed for admin-token",
  ]);
});

Deno.test("Reloader leaves everything as it was where there is a mistake, and says which", async () => {
  const { desk, live, reloader, lines } = bench();
  desk.mistake = new StartRefused('Cannot use "x" for port: it takes 0 to 65535');
  await reloader.reload();
  assertEquals(lines(), [
    'warning: Settings stay as they were: Cannot use "x" for port: it takes 0 to 65535',
  ]);
  assertEquals(live.inForce, { ...DEFAULTS, motdLines: [] });
});

Deno.test("Reloader reads one at a time, and once more for all that is asked meanwhile", async () => {
  const { desk, reloader, lines } = bench();
  const gate = Promise.withResolvers<void>();
  desk.gate = gate.promise;
  const first = reloader.reload();
  for (let i = 0; i < 10; i++) void reloader.reload();
  assertEquals(desk.readings, 1);
  gate.resolve();
  await first;
  assertEquals([desk.readings, lines().length], [2, 2]);
  await reloader.reload();
  assertEquals(desk.readings, 3);
});
