import { assertEquals } from "@std/assert";
import { ByPort } from "../../../lib/doors/tls/by_port.ts";
import { FakeClock, settled } from "../../support/fake_clock.ts";

Deno.test("who was announced is found, whichever comes first, and once", async () => {
  const clock = new FakeClock(), callers = new ByPort<string>(clock);
  callers.announce(1, "ann");
  assertEquals(await callers.find(1), "ann");
  const found = callers.find(2);
  callers.announce(2, "bob");
  assertEquals(await found, "bob");
  const again = callers.find(1);
  await clock.advance(1000);
  assertEquals([await again, clock.timers], [undefined, 0]);
});

Deno.test("who calls without being announced is let go of after a second, or at once where many wait", async () => {
  const clock = new FakeClock(), callers = new ByPort<string>(clock);
  const answers: (string | undefined)[] = [];
  for (let port = 0; port < 65; port++) callers.find(port).then((answer) => void answers.push(answer));
  await settled();
  assertEquals(answers, [undefined]);
  await clock.advance(999);
  assertEquals(answers.length, 1);
  await clock.advance(1);
  assertEquals([answers.length, clock.timers], [65, 0]);
});

Deno.test("a port that calls again has lost its first call; what is forgotten is not found", async () => {
  const clock = new FakeClock(), callers = new ByPort<string>(clock);
  const first = callers.find(7), second = callers.find(7);
  assertEquals(await first, undefined);
  callers.announce(7, "ann");
  assertEquals(await second, "ann");
  callers.announce(8, "bob");
  callers.forget(8);
  const forgotten = callers.find(8);
  callers[Symbol.dispose]();
  assertEquals([await forgotten, clock.timers], [undefined, 0]);
});
