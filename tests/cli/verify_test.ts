/** `verify`, `recover` and `backup` as an operator runs them on a file that is whole, and on one that is not. */

import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { hurtMiddle } from "../store/hurt.ts";
import { handMade, ProgramFolder } from "./program.ts";

const KEPT = ["--keep-days", "36500"];

/** A folder with many lines in it. */
async function filled(): Promise<ProgramFolder> {
  const folder = new ProgramFolder();
  await folder.write(
    "lines.jsonl",
    Array.from({ length: 2000 }, (_, at) => handMade("#lobby", "anna", `line ${at} ${"x".repeat(50)}`, at)),
  );
  await folder.prints(["import", "lines.jsonl", ...KEPT]);
  return folder;
}

Deno.test("verify tells what the store and its backup hold, beside a server too", async () => {
  await using folder = await filled();
  await using server = await folder.serve(KEPT);
  const holding = "is whole: 2,000 lines in 1 room, from 2026-01-05 14:00 to 2026-01-06 23:19, version";
  assertStringIncludes(
    await folder.prints(["verify", "--time-zone", "UTC"]),
    `"./data/chat.sqlite" ${holding}`,
  );
  await folder.prints(["backup", "copy"]);
  assertStringIncludes(await folder.prints(["verify", "copy", "--time-zone", "UTC"]), `"copy" ${holding}`);
  assertEquals([...Deno.readDirSync(folder.path)].map(({ name }) => name).sort(), [
    "copy",
    "data",
    "lines.jsonl",
  ]);
  assertEquals(await server.end(), 0);
});

Deno.test("verify finds a damaged file, backup and export refuse it, recover saves what can be read", async () => {
  await using folder = await filled();
  hurtMiddle(`${folder.path}/data/chat.sqlite`);
  const { code, out } = await folder.run(["verify"]);
  assertEquals(code, 1);
  assertMatch(
    out,
    /^"\.\/data\/chat\.sqlite" is damaged: .*"chat-server recover FILE NEW" copies what can still be read\.\n$/,
  );
  const help = /: the file is damaged: "chat-server recover \.\/data\/chat\.sqlite \w+" copies what can/;
  await folder.refuses(["backup", "copy"], help);
  const exported = await folder.run(["export", "--format", "jsonl"]);
  assertEquals(exported.code, 2);
  assertMatch(exported.err, help);
  const recovered = await folder.prints(["recover", "data/chat.sqlite", "new"]);
  const [, lines] = /^Wrote "new": (1,[89]\d\d) lines in 1 room, all that can be read of/.exec(recovered)!;
  assertStringIncludes(await folder.prints(["verify", "new"]), `${lines} lines in 1 room`);
});

Deno.test("verify and recover refuse what they cannot look at", async () => {
  await using folder = new ProgramFolder();
  await folder.write("diary", "Dear diary, ".repeat(1000));
  await folder.refuses(["verify"], /^Cannot verify "\.\/data": there is no such folder/);
  await folder.refuses(["verify", "nowhere"], /^Cannot verify "nowhere": there is no "nowhere"$/m);
  await folder.refuses(["verify", "diary"], /^Cannot verify "diary": it is not the file of a chat-server$/m);
  await folder.refuses(["recover", "diary", "new"], /^Cannot recover "diary" into "new": nothing in it/);
  await folder.refuses(["recover", "nowhere", "new"], /^Cannot recover "nowhere" into "new": /);
  await folder.refuses(["recover", "diary", "diary"], /^Cannot write "diary": it exists already/);
});

Deno.test("backup does not take a name that is the store's own", async () => {
  await using folder = await filled();
  for (const name of ["chat.sqlite-wal", "chat.sqlite-shm", "chat.sqlite.unfinished"]) {
    await folder.refuses(
      ["backup", `data/${name}`],
      /a server would use a file of that name as its own; choose another name/,
    );
  }
});
