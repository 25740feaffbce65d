/** What is kept of an authority: a file for the server's user only, and nothing of use where it is damaged. */

import { assertEquals, assertRejects } from "@std/assert";
import { acmeKeeping } from "../../../lib/doors/tls/acme_file.ts";
import { DataFolder } from "../../support/data_folder.ts";

const KEPT = { accountKey: "account", issued: { authority: "https://a.example/", cert: "c", key: "k" } };

Deno.test("what is written is read again, by nobody but the server's user", async () => {
  await using folder = await DataFolder.make();
  const keeping = acmeKeeping(folder.path), path = `${folder.path}/acme.json`;
  assertEquals(await keeping.read(), undefined);
  await Deno.writeTextFile(`${path}.new`, "of a server that was killed", { mode: 0o644 });
  await keeping.write({ accountKey: "account" });
  assertEquals(await keeping.read(), { accountKey: "account", issued: undefined });
  await keeping.write(KEPT);
  assertEquals(await acmeKeeping(folder.path).read(), KEPT);
  assertEquals((await Deno.stat(path)).mode! & 0o777, 0o600);
  assertEquals(Array.from(Deno.readDirSync(folder.path), ({ name }) => name), ["acme.json"]);
});

Deno.test("a damaged file is nothing of use, cut at every byte", async () => {
  await using folder = await DataFolder.make();
  const keeping = acmeKeeping(folder.path), path = `${folder.path}/acme.json`, text = JSON.stringify(KEPT);
  for (let length = 0; length < text.length; length++) {
    await Deno.writeTextFile(path, text.slice(0, length));
    assertEquals(await keeping.read(), undefined);
  }
  for (const issued of [null, 7, [], {}, { ...KEPT.issued, key: 7 }]) {
    await Deno.writeTextFile(path, JSON.stringify({ ...KEPT, issued }));
    assertEquals(await keeping.read(), { accountKey: "account", issued: undefined });
  }
});

Deno.test("without a data folder nothing is written; a folder that is none is told", async () => {
  const nowhere = acmeKeeping("none");
  await nowhere.write(KEPT);
  assertEquals(await nowhere.read(), undefined);
  await using folder = await DataFolder.make();
  await Deno.writeTextFile(`${folder.path}/file`, "");
  await assertRejects(() => acmeKeeping(`${folder.path}/file`).write(KEPT));
});
