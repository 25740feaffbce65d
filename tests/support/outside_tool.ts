/**
 * Tests that want something the project does not bring: a program, or the right to mount a disk. Where it is missing,
 * they are skipped by name, and the name says what to install. The gate has all of it and counts a skip as a failure.
 *
 * @module
 */

/** Something from outside. */
export interface OutsideTool {
  /** What is missing where it is missing, and what to do about it. */
  readonly remedy: string;
  /** Whether it is there. */
  readonly isThere: boolean;
}

/** A program, asked for its version; `debianPackage` brings it. */
export async function outsideProgram(
  program: string,
  debianPackage: string,
  asking = ["--version"],
): Promise<OutsideTool> {
  const remedy = `needs ${program}: apt-get install ${debianPackage}`;
  return { remedy, isThere: await runs(program, asking) };
}

/** Registers a test that uses the tool; one that is skipped where there is none. */
export function testWith(
  { remedy, isThere }: OutsideTool,
  name: string,
  fn: () => void | Promise<void>,
): void {
  Deno.test({ name: isThere ? name : `${name} (${remedy})`, ignore: !isThere, fn });
}

/** Runs a program to its end; whether there is one and it succeeds. */
export async function runs(program: string, args: readonly string[]): Promise<boolean> {
  try {
    const command = new Deno.Command(program, { args: [...args], stdout: "null", stderr: "null" });
    return (await command.output()).success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false; // thrown at once by Deno 2.9, as a rejection by 2.4
    throw error;
  }
}
