/**
 * Folders for stores: a fresh one each, gone at the end; and a disk that is small enough to fill.
 *
 * @module
 */

import { type OutsideTool, runs } from "./outside_tool.ts";

/** Whether this machine lets us mount small disks. */
export async function smallDisks(): Promise<OutsideTool> {
  await using disk = await DataFolder.onSmallDisk(64);
  return { remedy: "needs the right to mount a tmpfs: Linux, as root", isThere: disk !== undefined };
}

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
    const isMounted = await runs("mount", ["-t", "tmpfs", "-o", `size=${kibibytes}k`, "tmpfs", disk]);
    if (isMounted) return new DataFolder(disk, disk);
    await Deno.remove(disk);
    return undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#disk !== undefined) await runs("umount", ["-l", this.#disk]);
    await Deno.remove(this.path, { recursive: true });
  }
}
