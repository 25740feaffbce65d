import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { LateHostKey, loadHostKey } from "../../lib/doors/late_host_key.ts";
import { Background } from "../../lib/runtime/background.ts";
import { DEFAULTS } from "../../lib/runtime/config.ts";
import { DataFolder } from "../support/data_folder.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { LogBook } from "../support/log_book.ts";

function late(settings: { readonly data: string; readonly sshHostKey?: string }) {
  const book = new LogBook(), clock = new FakeClock();
  const background = new Background((_, error) => {
    throw error;
  });
  const key = new LateHostKey({
    config: { ...DEFAULTS, ...settings },
    clock,
    background,
    log: book.log,
    load: loadHostKey,
  });
  return { key, clock, background, log: book.lines };
}

Deno.test("the host key is there a moment after the start, the log has its fingerprint once, and it stays the same", async () => {
  const { key, clock, background, log } = late({ data: "none" });
  using _key = key;
  key.beginSoon();
  await clock.advance(149);
  assertEquals([log, background.size], [[], 0]);
  await clock.advance(1);
  await background.settled();
  const { fingerprint } = await key.get();
  assertEquals((await key.get()).fingerprint, fingerprint);
  assertMatch(log[0]!, /in memory only/);
  assertEquals(log.slice(1), [`info: SSH on the same port, with the host key ${fingerprint}`]);
});

Deno.test("whoever wants the host key before has it sooner; nothing is made for a server that stops", async () => {
  const { key, clock, log } = late({ data: "none" });
  {
    using _key = key;
    key.beginSoon();
    await Promise.all([key.get(), key.get()]);
    assertEquals(log.length, 2);
  }
  await clock.advance(1000);
  assertEquals([log.length, clock.timers], [2, 0]);
});

Deno.test("a host key that cannot be used is told, and looked for again when somebody comes", async () => {
  await using folder = await DataFolder.make();
  const sshHostKey = `${folder.path}/key`,
    { key, clock, background, log } = late({ data: "none", sshHostKey });
  key.beginSoon();
  await clock.advance(150);
  await background.settled();
  const reason = `Cannot use "${sshHostKey}" as the SSH host key: there is no such file`;
  assertEquals(log, [`warning: No SSH, all else goes on: ${reason}`]);
  await assertRejects(() => key.get(), Error, reason);
  assertEquals(key.troubles(), [`SSH: ${reason}`]);
  const { text } = await late({ data: "none" }).key.get();
  await Deno.writeTextFile(sshHostKey, text);
  assert((await key.get()).text === text);
  assertEquals(key.troubles(), []);
});
