/**
 * `deno task chaos --stories NAME,NAME --seconds N --seed S`: plays stories in which machines and networks fail, with real
 * processes, each in a network of its own. Exits with 1 where a promise was broken.
 *
 * @module
 */

import { optionsFrom } from "./options.ts";
import { inside, wallsThere } from "./walls.ts";

async function chaos(): Promise<number> {
  const options = optionsFrom(Deno.args);
  if (typeof options === "string") {
    console.error(options);
    return 2;
  }
  const { isThere, remedy } = await wallsThere();
  if (isThere) return (await inside(Deno.args, "inherit").status).code;
  console.error(`Cannot play chaos: it ${remedy}`);
  return 2;
}

Deno.exit(await chaos());
