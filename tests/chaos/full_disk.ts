/**
 * Fills a small disk to its last byte.
 *
 * @module
 */

/** What is written at a time, in bytes: a page of the disk. */
const PIECE = new Uint8Array(4096);

/** @returns what makes room again */
export async function fillDisk(folder: string): Promise<() => Promise<void>> {
  const path = `${folder}/filling`;
  using file = await Deno.open(path, { write: true, create: true });
  try {
    for (;;) await file.write(PIECE);
  } catch (error) {
    if (!(error instanceof Error && /no space/i.test(error.message))) throw error;
  }
  return () => Deno.remove(path);
}
