/** Loading what SSH needs: late, in steps, and as often as it takes. */

import { assert, assertEquals } from "@std/assert";
import { loadSshDoor } from "../../lib/doors/late_ssh.ts";
import { systemClock } from "../../lib/runtime/clock.ts";
import { loadedWith, modulesFrom } from "../support/module_graph.ts";

Deno.test("a start loads nothing that only SSH needs", async () => {
  const modules = await modulesFrom("main.ts");
  const isOfIt = (url: string) => url.includes("ssh2") || url.includes("/doors/ssh/ssh_");
  assertEquals(loadedWith("/main.ts", modules).filter(isOfIt), []);
  // the same question must find them where they are
  assert(loadedWith("/lib/doors/ssh/ssh_door.ts", modules).filter(isOfIt).length > 5);
});

Deno.test("everybody else has a turn after each step of the loading", async () => {
  let turns = 0;
  const clock = { ...systemClock, soon: (run: () => void) => void (turns++, systemClock.soon(run)) };
  const { openSshDoor } = await loadSshDoor(clock);
  assertEquals(typeof openSshDoor, "function");
  assert(turns >= 10, String(turns));
});
