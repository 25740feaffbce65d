import { assertEquals, assertRejects } from "@std/assert";
import { Player, StageClock, StageDoor } from "../../../lib/doors/rehearsal/stage.ts";

const decoder = new TextDecoder();

/** What somebody reads next of a player, in pieces of some bytes; undefined at the end. */
async function next(player: Player, bytes = 100): Promise<string | undefined> {
  const into = new Uint8Array(bytes), count = await player.read(into);
  return count === null ? undefined : decoder.decode(into.subarray(0, count));
}

Deno.test("on the stage time passes only by hand, and what is due then runs", () => {
  const clock = new StageClock(1000), ran: string[] = [];
  clock.after(10, () => ran.push("ten"));
  clock.after(5, () => ran.push("five")).cancel();
  clock.after(11, () => ran.push("eleven"));
  clock.soon(() => clock.soon(() => ran.push("the turn after")));
  clock.soon(() => ran.push("soon"));
  clock.pass(10);
  assertEquals([ran, clock.now(), clock.time()], [["soon", "ten"], 10, 1010]);
  clock.pass(1);
  assertEquals(ran.slice(2), ["the turn after", "eleven"]);
  clock.pass(100);
  assertEquals(ran.length, 4);
});

Deno.test("a player is read line by line, in pieces as small as they are asked for, and to the end", async () => {
  const player = new Player(1);
  player.say("hello");
  assertEquals([await next(player, 4), await next(player, 4)], ["hell", "o\n"]);
  const waiting = next(player);
  player.say("again");
  player.say("and again");
  assertEquals(await waiting, "again\nand again\n");
  const last = next(player);
  player.leave();
  assertEquals([await last, await next(player)], [undefined, undefined]);
  assertEquals(await player.write(new Uint8Array(7)), 7);
  assertEquals(player.heardBytes, 7);
});

Deno.test("players come in by the door in their order, whether it waits for them or not", async () => {
  const door = new StageDoor(), [a, b, c] = [1, 2, 3].map((port) => new Player(port));
  door.bring(a!);
  door.bring(b!);
  assertEquals([await door.accept(), await door.accept()], [a, b]);
  const waiting = door.accept();
  door.bring(c!);
  assertEquals(await waiting, c);
  const never = door.accept();
  door.close();
  await assertRejects(() => never, Error, "the play is over");
});
