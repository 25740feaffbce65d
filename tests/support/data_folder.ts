/**
 * Folders for stores: a fresh one each, gone at the end; and a disk that is small enough to fill.
 *
 * @module
 */

/** A folder that exists as long as the test. */
export class DataFolder implements AsyncDisposable {
  readonly path: string;
  readonly #disk: string | undefined;

  private constructor(path: string, disk?: string) {
    this.path = path;
    this.#disk = disk;
  }

  /** An empty folder. */
  static async make(): Promise<DataFolder> {
    return new DataFolder(await Deno.makeTempDir({ prefix: "chat-data-" }));
  }

  /** An empty folder on a disk of its own, of so many kibibytes; undefined where this machine does not allow that. */
  static async onSmallDisk(kibibytes: number): Promise<DataFolder | undefined> {
    const disk = await Deno.makeTempDir({ prefix: "chat-disk-" });
    const isMounted = await run("mount", ["-t", "tmpfs", "-o", `size=${kibibytes}k`, "tmpfs", disk]);
    if (isMounted) return new DataFolder(disk, disk);
    await Deno.remove(disk);
    return undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#disk !== undefined) await run("umount", ["-l", this.#disk]);
    await Deno.remove(this.path, { recursive: true });
  }
}

async function run(program: string, args: string[]): Promise<boolean> {
  try {
    const { success } = await new Deno.Command(program, { args, stdout: "null", stderr: "null" }).output();
    return success;
  } catch {
    return false; // there is no such program
  }
}
