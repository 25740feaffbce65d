/** Loading what SSH needs: late, in steps, and as often as it takes. */

import { assert, assertEquals, assertRejects } from "@std/assert";
import { loadSshDoor } from "../../lib/doors/late_ssh.ts";
import { OutOfDescriptors } from "../../lib/doors/spare_descriptors.ts";
import { systemClock } from "../../lib/runtime/clock.ts";
import { FewFiles, PLENTY } from "../support/few_files.ts";
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
  const after = (ms: number, run: () => void) => (turns++, systemClock.after(ms, run));
  const clock = { ...systemClock, after };
  const { openSshDoor } = await loadSshDoor(clock, PLENTY);
  assertEquals(typeof openSshDoor, "function");
  assert(turns >= 10, String(turns));
});

Deno.test("where no file can be opened in the middle of the loading it ends there, and goes on when somebody comes again", async () => {
  const files = new FewFiles();
  let turns = 0;
  const after = (ms: number, run: () => void) => {
    if (++turns === 6) files.hasSome = false;
    return systemClock.after(ms, run);
  };
  files.hasSome = true;
  await assertRejects(() => loadSshDoor({ ...systemClock, after }, files), OutOfDescriptors);
  assertEquals(turns, 6);
  files.hasSome = true;
  assertEquals(typeof (await loadSshDoor({ ...systemClock, after }, files)).openSshDoor, "function");
});
