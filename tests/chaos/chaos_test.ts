/** A short run of `deno task chaos`: real processes, each on a machine of its own, of which some fail. */

import { assertEquals } from "@std/assert";
import { testWith } from "../support/outside_tool.ts";
import { inside, wallsThere } from "./walls.ts";

testWith(
  await wallsThere(),
  "every promise is kept while nodes, workers, NATS and the ways between them fail",
  async () => {
    const child = inside(
      ["--stories", "node-killed,cut-back,workers-killed", "--seconds", "0", "--seed", "1"],
      "piped",
    );
    const { code, stdout, stderr } = await child.output();
    assertEquals(code, 0, new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr));
  },
);
