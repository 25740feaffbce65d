/**
 * What others build on is documented whole: the ports, the commands, the protocol, the world. Elsewhere a doc stands where
 * it says more than name and type do, so a missing one is no fault there.
 *
 * @module
 */

import { assertEquals, assertMatch } from "@std/assert";
import { filesIn, ROOT } from "./support/folders.ts";

/** The published faces: files, or what their paths begin with. */
const FACES = [
  "lib/server.ts",
  "lib/world.ts",
  "lib/chat/seats.ts",
  "lib/cluster/bus.ts",
  "lib/observe/activity.ts",
  "lib/store/store.ts",
  "lib/doors/connection.ts",
  "lib/commands/command.ts",
  "lib/model/event.ts",
  "lib/model/message.ts",
  "lib/model/notice",
  "lib/model/refusal",
  "lib/model/farewell.ts",
  "lib/model/dialect.ts",
  "tests/explorer/mod.ts",
];

/** What `deno doc --lint` says of a face. All files are looked at, since a face may name a type of any of them. */
async function complaints(files: readonly string[], faces: readonly string[]): Promise<string[]> {
  const { stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["doc", "--lint", ...files],
    cwd: ROOT,
    env: { NO_COLOR: "1" },
  }).output();
  const said = new TextDecoder().decode(stderr).split(/\n(?=error)/);
  return said.filter((complaint) => faces.some((face) => complaint.includes(`/${face}`)));
}

Deno.test("every published face is documented whole", async () => {
  const files = await Array.fromAsync(filesIn("lib/"));
  assertEquals(await complaints([...files, "tests/explorer/mod.ts"], FACES), []);
});

Deno.test("a face without a doc is seen", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/face.ts`, "export const bare = 1;\n");
    const [complaint] = await complaints([`${folder}/face.ts`], ["face.ts"]);
    assertMatch(complaint ?? "nothing", /missing-jsdoc/);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
