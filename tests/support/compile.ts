/**
 * `deno task compile`: makes ./chat-server, the one file an operator needs, with the least permissions that work.
 *
 * What is compiled is a copy in the folder build/: our files as they are, so that logs and the console name their places,
 * and every npm package as one file. `deno compile` needs `denort`, which Deno downloads once from its own site. Where
 * that site is out of reach, set `DENORT_BIN` to a `denort` file, and `DENO_COMPILE` to a deno of the very same version.
 *
 * @module
 */

import { copyFolder, ROOT } from "./folders.ts";
import { bundlePackages } from "./packages.ts";

/** Where the binary is made. */
export const BINARY = new URL("chat-server", ROOT);

/** What the compiled server may do, each with its reason. `--no-prompt`: a server never stops to ask. */
const PERMISSIONS = [
  "--allow-net", // listen, and connect for `health`
  "--allow-env", // CHAT_... settings
  "--allow-read", // a config file anywhere, and the data folder
  "--allow-write", // the data folder, and what export and backup write
  "--no-prompt",
];

/**
 * Compiles main.ts; resolves with the exit code of `deno compile`, 1 where it did not come to that, and says why.
 *
 * Types are not checked here but by `deno task ok`: the compiling deno may bring an older TypeScript.
 */
export async function compile(): Promise<number> {
  await using stage = new Stage();
  try {
    await stage.fill();
  } catch (error) {
    console.error(
      `Cannot put the program together (with Deno ${Deno.version.deno}; it takes 2.5 or later): ${error}`,
    );
    return 1;
  }
  const deno = Deno.env.get("DENO_COMPILE") || Deno.execPath();
  const { code } = await new Deno.Command(deno, {
    args: [
      ...["compile", "--no-check", ...PERMISSIONS, "--output=../chat-server", "main.ts"],
    ],
    cwd: stage.folder,
    stdin: "null",
    stdout: "inherit",
    stderr: "inherit",
  }).output();
  if (code !== 0 && !Deno.env.has("DENORT_BIN")) {
    console.error(
      "Where Deno's download site is out of reach, set DENORT_BIN to a denort file, and DENO_COMPILE to a deno of the same version.",
    );
  }
  return code;
}

/** The copy that is compiled. Disposing it deletes it. */
class Stage implements AsyncDisposable {
  readonly #name = "build/";
  readonly folder = new URL(this.#name, ROOT);

  async fill(): Promise<void> {
    await this[Symbol.asyncDispose](); // what is left of one that was killed
    await copyFolder(new URL("lib/", ROOT), new URL("lib/", this.folder));
    await Deno.copyFile(new URL("main.ts", ROOT), new URL("main.ts", this.folder));
    const imports = await bundlePackages("main.ts", this.#name);
    const config = JSON.parse(await Deno.readTextFile(new URL("deno.json", ROOT)));
    const staged = { ...config, imports, tasks: {}, lock: false };
    await Deno.writeTextFile(new URL("deno.json", this.folder), JSON.stringify(staged));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.folder, { recursive: true }).catch((error) => {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    });
  }
}

if (import.meta.main) Deno.exit(await compile());
