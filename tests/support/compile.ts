/**
 * `deno task compile`: makes ./chat-server, the one file an operator needs, with the least permissions that work.
 *
 * `deno compile` needs `denort`, which Deno downloads once from its own site. Where that site is out of reach, set
 * `DENORT_BIN` to a `denort` file, and `DENO_COMPILE` to a deno of the very same version.
 *
 * @module
 */

import { ROOT } from "./folders.ts";
import { packagesOf } from "./packages.ts";

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
 * Compiles main.ts; resolves with the exit code of `deno compile`.
 *
 * Types are not checked here but by `deno task ok`: the compiling deno may bring an older TypeScript.
 */
export async function compile(): Promise<number> {
  const deno = Deno.env.get("DENO_COMPILE") || Deno.execPath();
  // An older deno leaves a file in each package whose scripts it did not run, once for each folder that a project lies in.
  // It does so now: what a package has is listed next, and nothing that comes later would stay out of the binary.
  await new Deno.Command(deno, { args: ["cache", "--quiet", "--frozen", "main.ts"], cwd: ROOT }).output();
  const { lock, unread } = await packagesOf("main.ts");
  const lockFile = await Deno.makeTempFile({ prefix: "chat-server-", suffix: ".lock" });
  try {
    await Deno.writeTextFile(lockFile, lock);
    const { code } = await new Deno.Command(deno, {
      args: [
        // A code cache would be a file in the folder for temporary files, where everybody may have written it.
        ...["compile", "--no-check", "--no-code-cache", ...PERMISSIONS, `--lock=${lockFile}`],
        ...unread.map((path) => `--exclude=${path}`),
        ...["--output=chat-server", "main.ts"],
      ],
      cwd: ROOT,
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
  } finally {
    await Deno.remove(lockFile);
  }
}

if (import.meta.main) Deno.exit(await compile());
