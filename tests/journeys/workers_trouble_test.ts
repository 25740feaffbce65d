/** The store of a server with several workers is in trouble: what people see on all of them. */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { DataFolder, smallDisks } from "../support/data_folder.ts";
import { testWith } from "../support/outside_tool.ts";
import { WorkerServer } from "../support/worker_server.ts";

const AT_ONCE = "--greet-after-ms=0";

const FULL_DISK = "a full disk: the chat goes on across workers, all say so, and saving is taken up again";
testWith(await smallDisks(), FULL_DISK, async () => {
  await using folder = await DataFolder.onSmallDisk(900);
  assert(folder !== undefined);
  await using server = await WorkerServer.start([AT_ONCE, `--data=${folder.path}`]);
  await using anna = await server.join(1, "anna");
  await using ben = await server.join(2, "ben");
  const says = async (text: string) => {
    await anna.say(text);
    await ben.hearUntil(`anna: ${text}`);
  };
  await says("while there is room");
  await Deno.writeFile(`${folder.path}/ballast`, new Uint8Array(800 * 1024)).catch(() => {}); // as much as fits
  for (let n = 0; !ben.text.includes("not being saved"); n++) {
    assert(n < 200, "the disk did not fill");
    await says(`${n} ${"x".repeat(3000)}`);
    await ben.say("/health");
    await ben.hearUntil(/^The server is/);
  }
  assertMatch(await server.ask("/readyz"), /^store: .*full/);
  await says("said in hard times");
  await Deno.remove(`${folder.path}/ballast`);
  for (const guest of [anna, ben]) {
    for (let n = 0; !guest.text.endsWith("The server is well.\n"); n++) {
      assert(n < 300, "saving was not taken up again");
      await new Promise((resolve) => setTimeout(resolve, 100)); // the server tries again every five seconds
      await guest.say("/health");
      await guest.hearUntil(/^The server is/);
    }
    await guest.say("/search hard");
    await guest.hearUntil(/anna: said in \*hard\* times/);
  }
  assertEquals(await server.ask("/readyz"), "ready\n");
});

Deno.test("a folder that is moved away while nobody talks: all workers go on in the new one, and say what was lost", async () => {
  await using folder = await DataFolder.make();
  const data = `${folder.path}/data`;
  await using server = await WorkerServer.start([AT_ONCE, `--data=${data}`]);
  await using anna = await server.join(1, "anna");
  await using ben = await server.join(2, "ben");
  await anna.say("before");
  await ben.hearUntil("anna: before");
  await Deno.rename(data, `${folder.path}/moved`);
  const lost = /^The server is up and saves new lines, but some kept lines may be lost: the file was missing/;
  for (const guest of [anna, ben]) {
    for (let n = 0; !lost.test(guest.text.split("\n").at(-2)!); n++) {
      assert(n < 300, "the loss was not told");
      await new Promise((resolve) => setTimeout(resolve, 100)); // the server looks every second, and tries again after five
      await guest.say("/health");
      await guest.hearUntil(/^The server is/);
    }
  }
  await anna.say("found afterwards");
  await ben.hearUntil("anna: found afterwards");
  for (const guest of [anna, ben]) {
    await guest.say("/search afterwards");
    await guest.hearUntil(/anna: found \*afterwards\*/);
  }
});

Deno.test("a file that was damaged before the start: all workers say so", async () => {
  await using folder = await DataFolder.make();
  await Deno.writeTextFile(`${folder.path}/chat.sqlite`, "no store at all\n".repeat(1000));
  await using server = await WorkerServer.start([AT_ONCE, `--data=${folder.path}`]);
  for (const worker of [1, 2]) {
    await using guest = await server.join(worker, `guest${worker}`);
    for (let n = 0; !guest.text.includes("the file was damaged and put aside"); n++) {
      assert(n < 100, `worker ${worker} does not know of it`);
      await new Promise((resolve) => setTimeout(resolve, 100)); // workers are told every second
      await guest.say("/health");
      await guest.hearUntil(/^The server is/);
    }
  }
});

Deno.test("without a usable folder, a server with workers does not start, and says why", async () => {
  await using folder = await DataFolder.make();
  await Deno.writeTextFile(`${folder.path}/file`, "");
  const { code, stderr } = await WorkerServer.output([`--data=${folder.path}/file`]);
  assertEquals(code, 2);
  assertMatch(stderr, /^Cannot share the chat, with other nodes or among workers, without the data folder/);
});
