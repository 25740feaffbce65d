import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { outsideProgram, testWith } from "../support/outside_tool.ts";
import { Mistake } from "./mistake.ts";
import { Revision } from "./revision.ts";

const git = await outsideProgram("git", "git");

async function run(folder: string, ...args: readonly string[]): Promise<string> {
  const identity = ["-c", "user.name=ann", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false"];
  const { success, stdout, stderr } = await new Deno.Command("git", {
    args: ["-C", folder, ...identity, ...args],
  }).output();
  const decoder = new TextDecoder();
  if (!success) throw new Error(decoder.decode(stderr));
  return decoder.decode(stdout).trim();
}

/** A checkout with two commits of one file: `first`, then `second`; changed since to `third`. */
async function checkout(): Promise<AsyncDisposable & { readonly folder: string }> {
  const folder = await Deno.makeTempDir({ prefix: "chat-checkout-" });
  await run(folder, "init", "--quiet");
  for (const text of ["first", "second"]) {
    await Deno.writeTextFile(`${folder}/file`, text);
    await run(folder, "add", "file");
    await run(folder, "commit", "--quiet", "--message", text);
  }
  await Deno.writeTextFile(`${folder}/file`, "third");
  return { folder, [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }) };
}

testWith(git, "a revision stands in a folder of its own, and leaves nothing behind", async () => {
  await using here = await checkout();
  let folder: string;
  {
    await using revision = await Revision.checkOut(here.folder, "HEAD~1");
    folder = revision.folder;
    assertEquals(await Deno.readTextFile(`${folder}/file`), "first");
    assertEquals(revision.name, `HEAD~1 (${await run(here.folder, "rev-parse", "--short", "HEAD~1")})`);
  }
  await assertRejects(() => Deno.stat(folder), Deno.errors.NotFound);
  assertEquals((await run(here.folder, "worktree", "list")).split("\n").length, 1);
  assertEquals(await Deno.readTextFile(`${here.folder}/file`), "third");
});

testWith(git, "a revision that is asked for by its commit is called so", async () => {
  await using here = await checkout();
  const commit = await run(here.folder, "rev-parse", "--short", "HEAD");
  await using revision = await Revision.checkOut(here.folder, commit);
  assertEquals(revision.name, commit);
});

testWith(git, "it is gone when the bench fails, too", async () => {
  await using here = await checkout();
  const failing = async () => {
    await using _ = await Revision.checkOut(here.folder, "HEAD");
    throw new Error("The load client failed");
  };
  await assertRejects(failing, Error, "The load client failed");
  assertEquals((await run(here.folder, "worktree", "list")).split("\n").length, 1);
});

testWith(git, "an unknown revision, and a folder without git, are told in a sentence", async () => {
  await using here = await checkout();
  for (const unknown of ["no-such-branch", "HEAD~9", "--help", "HEAD:file"]) {
    const { message } = await assertRejects(() => Revision.checkOut(here.folder, unknown), Mistake);
    assertStringIncludes(message, `Cannot compare with "${unknown}": git knows no such revision here`);
  }
  const bare = await Deno.makeTempDir();
  const inside = `${here.folder}/copy`; // a copy of the project in the checkout of another one
  await Deno.mkdir(inside);
  for (const folder of [bare, inside]) {
    const { message } = await assertRejects(() => Revision.checkOut(folder, "HEAD"), Mistake);
    assertStringIncludes(message, "is no git checkout; clone it with git");
  }
  await Deno.remove(bare);
});
