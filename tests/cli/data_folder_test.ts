import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { demandFolder, orRefuse } from "../../lib/cli/data_folder.ts";
import { StartRefused } from "../../lib/runtime/start_refused.ts";

Deno.test("demandFolder() tells in one sentence why there is no folder to work with", async () => {
  const file = await Deno.makeTempFile();
  const refused = async (data: string) =>
    (await assertRejects(() => demandFolder("export from", data), StartRefused)).message;
  assertMatch(await refused("none"), /data is "none"/);
  assertMatch(await refused(`${file}.not`), /there is no such folder/);
  assertMatch(await refused(file), /that is a file/);
  assertMatch(await refused("x".repeat(5000)), /": (?!there|that).+$/); // the system's own words
  await Deno.remove(file);
});

Deno.test("orRefuse() makes a sentence of what the system refuses, and lets bugs through", async () => {
  const capable = new Deno.errors.NotCapable(
    'Requires write access to "x", run again with the --allow-write flag',
  );
  const refusing = (error: unknown) => () => orRefuse("export", () => Promise.reject(error));
  assertEquals(
    (await assertRejects(refusing(capable), StartRefused)).message,
    "Cannot export: the program was started without --allow-write",
  );
  await assertRejects(refusing(new TypeError("a bug")), TypeError);
});
