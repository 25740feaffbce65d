/**
 * A file that a setting names: what it may be before it is read.
 *
 * @module
 */

/**
 * Makes sure that it is a file, and a short one.
 * @param most its largest size, in bytes
 * @param refuse makes the error for a reason
 * @throws what `refuse` makes, and what `Deno.stat` throws
 */
export async function demandShortFile(
  path: string,
  most: number,
  refuse: (reason: string) => Error,
): Promise<void> {
  const { isFile, isDirectory, size } = await Deno.stat(path);
  if (isDirectory) throw refuse("that is a folder");
  if (!isFile) throw refuse("that is not a file"); // a pipe, say, which would block
  if (size > most) throw refuse(`it has ${size} bytes, and may have at most ${most}`);
}
