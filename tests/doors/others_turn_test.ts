import { assertEquals } from "@std/assert";
import { othersTurn } from "../../lib/doors/others_turn.ts";
import { FakeClock } from "../support/fake_clock.ts";

Deno.test("a turn of the others is over by a timer, behind all that was to be done soon", async () => {
  const clock = new FakeClock(), done: string[] = [];
  const turn = othersTurn(clock).then(() => done.push("the next step"));
  clock.soon(() => done.push("what others wanted"));
  await clock.advance(1);
  await turn;
  assertEquals(clock.timers, 0);
  assertEquals(done, ["what others wanted", "the next step"]);
});
