/** File descriptors, of which a process and a machine have so many. @module */

/** Takes a descriptor until it is closed; throws where there is none. */
export type TakeDescriptor = () => { close(): void };

/** Opens a file that every system has. Nobody at a terminal is asked whether it may. */
export function takeDescriptor(): { close(): void } {
  const path = Deno.build.os === "windows" ? "NUL" : "/dev/null";
  if (Deno.permissions.querySync({ name: "read", path }).state !== "granted") {
    throw new Deno.errors.NotCapable(
      "Cannot find out how many files can be opened: the program was started without --allow-read",
    );
  }
  return Deno.openSync(path);
}

/** Whether a failure says that this process, or the machine, has no descriptor left. */
export function isOutOfDescriptors(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "EMFILE" || code === "ENFILE";
}

/** Whether there is one more now; also where that cannot be found out. */
export function hasDescriptor(take: TakeDescriptor = takeDescriptor): boolean {
  try {
    take().close();
    return true;
  } catch (error) {
    return !isOutOfDescriptors(error);
  }
}
