import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import {
  copyMode,
  exists,
  failure,
  link,
  makeFile,
  makeFolder,
  mayGrow,
  obstacleAt,
  remove,
  rename,
} from "../../../lib/store/sqlite/files.ts";
import { StoreFailure } from "../../../lib/store/store.ts";
import { DataFolder } from "../../support/data_folder.ts";

Deno.test("files are made, renamed and removed, for their owner only", async () => {
  await using folder = await DataFolder.make();
  const place = `${folder.path}/a/b`;
  makeFolder(place);
  makeFolder(place); // as often as one likes
  makeFile(`${place}/x`);
  assertEquals([Deno.statSync(place).mode! & 0o777, Deno.statSync(`${place}/x`).mode! & 0o777], [
    0o700,
    0o600,
  ]);
  rename(`${place}/x`, `${place}/y`);
  assertEquals([exists(`${place}/x`), exists(`${place}/y`)], [false, true]);
  remove(`${place}/y`);
  remove(`${place}/y`);
  assertEquals(exists(`${place}/y`), false);
});

Deno.test("what the file system refuses is told in words that name no path", async () => {
  await using folder = await DataFolder.make();
  const file = `${folder.path}/file`;
  makeFile(file);
  const refusals = [
    () => makeFile(file),
    () => makeFolder(`${file}/below`),
    () => makeFolder(file),
    () => makeFile(`${folder.path}/no/such`),
    () => rename(`${folder.path}/no`, `${folder.path}/yes`),
    () => remove(folder.path + "/."),
  ];
  for (const refused of refusals) {
    const { message } = assertThrows(refused, StoreFailure);
    assertMatch(message, /^the folder cannot be \w+: [a-z ]+$/);
    assert(!message.includes(folder.path), message);
  }
  assertEquals(exists(`${file}/below`), false);
});

Deno.test("failure() knows the system's words for what an operator can mend", () => {
  const words = (cause: unknown) => failure("be made", cause).message;
  assertEquals(words(new Deno.errors.PermissionDenied("x")), "the folder cannot be made: permission denied");
  const capable = new Deno.errors.NotCapable('Requires write access to "/x"');
  assertEquals(words(capable), "the folder cannot be made: the program was started without --allow-write");
  assertEquals(
    words(Object.assign(new Error("No space left on device (os error 28)"), { code: "ENOSPC" })),
    "the folder cannot be made: the disk is full",
  );
  assertEquals(
    words(Object.assign(new Error("Read-only file system (os error 30)"), { code: "EROFS" })),
    "the folder cannot be made: it may not be written",
  );
  assertEquals(words("what?"), "the folder cannot be made: the system refuses it");
  const known = new StoreFailure("the disk is full");
  assertEquals(failure("be made", known), known);
});

Deno.test("exists() fails in words where the system cannot tell", () => {
  assertThrows(() => exists("x".repeat(5000)), StoreFailure, "the folder cannot be looked into: ");
  const capable = new Deno.errors.NotCapable('Requires read access to "/x"');
  assertMatch(failure("be used", capable).message, /without --allow-read$/);
});

Deno.test("copyMode() gives a file the permissions of another, and minds no file that is not there", async () => {
  await using folder = await DataFolder.make();
  const [one, other] = [`${folder.path}/one`, `${folder.path}/other`];
  for (const [path, mode] of [[one, 0o640], [other, 0o400]] as const) {
    makeFile(path);
    Deno.chmodSync(path, mode);
  }
  copyMode(one, other);
  copyMode(one, `${other}.not`);
  assertEquals(Deno.statSync(other).mode! & 0o777, 0o640);
});

Deno.test("obstacleAt() tells what is in the place of a file", async () => {
  await using folder = await DataFolder.make();
  const path = `${folder.path}/x`;
  assertEquals(obstacleAt(path), undefined);
  Deno.symlinkSync(`${folder.path}/nowhere`, path);
  assertEquals(obstacleAt(path), "it is a link to nowhere");
  Deno.removeSync(path);
  Deno.mkdirSync(path);
  assertEquals(obstacleAt(path), "it is a folder");
  Deno.removeSync(path);
  makeFile(path);
  assertEquals(obstacleAt(path), undefined);
});

Deno.test("copyMode() leaves alone what a link leads to: it may be a device that everybody needs", async () => {
  await using folder = await DataFolder.make();
  const [one, other, way] = ["one", "other", "way"].map((name) => `${folder.path}/${name}`);
  for (const [path, mode] of [[one, 0o600], [other, 0o666]] as const) {
    Deno.writeTextFileSync(path!, "");
    Deno.chmodSync(path!, mode);
  }
  Deno.symlinkSync(other!, way!);
  copyMode(one!, way!);
  assertEquals(Deno.statSync(other!).mode! & 0o777, 0o666);
});

Deno.test("mayGrow() leaves nothing behind, and knows how long no file may be", async () => {
  await using folder = await DataFolder.make();
  assertEquals(mayGrow(`${folder.path}/x`, 1e6), true);
  assertEquals(mayGrow(`${folder.path}/x`, 2 ** 62), false);
  assertEquals(mayGrow(`${folder.path}/no/x`, 1e6), true); // something else is in the way
  assertEquals([...Deno.readDirSync(folder.path)], []);
});

Deno.test("link() gives a name that nothing else has", async () => {
  await using folder = await DataFolder.make();
  const [from, to] = [`${folder.path}/from`, `${folder.path}/to`];
  Deno.writeTextFileSync(from, "new");
  link(from, to);
  assertEquals(Deno.readTextFileSync(to), "new");
  Deno.writeTextFileSync(to, "something dear");
  Deno.removeSync(from);
  Deno.writeTextFileSync(from, "newer");
  assertThrows(() => link(from, to), StoreFailure);
  assertEquals(Deno.readTextFileSync(to), "something dear");
});
