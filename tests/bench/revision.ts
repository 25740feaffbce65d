/**
 * An earlier revision of the program, in a temporary work tree of git; it is gone at the end.
 *
 * @module
 */

import { Mistake } from "./mistake.ts";

export class Revision implements AsyncDisposable {
  /** The folder where its files are. */
  readonly folder: string;
  /** As it was asked for, with the short name of its commit. */
  readonly name: string;
  readonly #checkout: string;

  private constructor(checkout: string, folder: string, name: string) {
    this.#checkout = checkout;
    this.folder = folder;
    this.name = name;
  }

  /**
   * Checks out a revision.
   * @param checkout the folder of the project
   * @param wanted anything that git takes for a commit
   * @throws {Mistake} where there is no git, no checkout or no such revision
   */
  static async checkOut(checkout: string, wanted: string): Promise<Revision> {
    const top = await git(checkout, "rev-parse", "--show-toplevel");
    if (top === undefined || await Deno.realPath(top) !== await Deno.realPath(checkout)) {
      throw new Mistake(`Cannot compare with "${wanted}": ${checkout} is no git checkout; clone it with git`);
    }
    const commit = await git(
      checkout,
      "rev-parse",
      "--verify",
      "--quiet",
      "--end-of-options",
      `${wanted}^{commit}`,
    );
    if (commit === undefined) {
      throw new Mistake(
        `Cannot compare with "${wanted}": git knows no such revision here (a shallow clone knows few: git fetch --unshallow)`,
      );
    }
    const short = await git(checkout, "rev-parse", "--short", commit) ?? commit;
    const revision = new Revision(
      checkout,
      await Deno.makeTempDir({ prefix: "chat-revision-" }),
      short.startsWith(wanted) ? wanted : `${wanted} (${short})`,
    );
    if (
      await git(checkout, "worktree", "add", "--quiet", "--detach", revision.folder, commit) === undefined
    ) {
      await revision[Symbol.asyncDispose]();
      throw new Mistake(`Cannot compare with "${wanted}": git worktree add failed`);
    }
    return revision;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.folder, { recursive: true });
    await git(this.#checkout, "worktree", "prune"); // forgets the folder that is gone
  }
}

/** What git prints, or undefined where it fails. */
async function git(folder: string, ...args: readonly string[]): Promise<string | undefined> {
  try {
    const command = new Deno.Command("git", { args: ["-C", folder, ...args], stdin: "null" });
    const { success, stdout } = await command.output();
    return success ? new TextDecoder().decode(stdout).trim() : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) throw new Mistake("Cannot compare: git is not installed");
    throw error;
  }
}
