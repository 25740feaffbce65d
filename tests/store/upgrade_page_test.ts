/** docs/upgrade.md, held against the file that this program writes. */

import { assertEquals, assertStringIncludes } from "@std/assert";
import { SCHEMA_VERSION } from "../../lib/store/sqlite/schema.ts";
import { ROOT } from "../support/folders.ts";

const page = await Deno.readTextFile(new URL("docs/upgrade.md", ROOT));

Deno.test("docs/upgrade.md names the version of the file that this program writes", () => {
  const versions = [...page.matchAll(/^\| [^|]+ \| (\d+) +\|$/gm)].map(([, version]) => Number(version));
  assertEquals(versions.at(-1), SCHEMA_VERSION);
  assertStringIncludes(
    page,
    `the file is of version ${SCHEMA_VERSION}, and this program knows versions up to 1`,
  );
});
