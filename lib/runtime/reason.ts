/** Why the system does not do something, as the end of a sentence for the operator. @module */

/** Reasons by the name that Deno gives an error, or by the system's code for it. */
export type Reasons = Readonly<Record<string, string>>;

const REASONS: Reasons = {
  NotFound: "there is no such file",
  NotADirectory: "there is no such file",
  IsADirectory: "that is a folder",
  AlreadyExists: "it exists already, and nothing is overwritten",
  PermissionDenied: "permission denied",
};

/** What anything says that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * The reason in an error.
 * @param own reasons that go before the usual ones; `other` is for whatever has none
 */
export function reasonOf(error: unknown, own: Reasons = {}): string {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const reasons = { ...REASONS, ...own };
  const reason = reasons[name] ?? reasons[codeOf(error) ?? ""];
  if (reason !== undefined) return reason;
  if (name === "NotCapable") {
    const [, kind] = /Requires (\w+) access/.exec(message) ?? [];
    return `the program was started without ${kind === undefined ? "the permission" : `--allow-${kind}`}`;
  }
  return own["other"] ?? message.replace(/ \(os error \d+\)/, "");
}

/** Whether the system, or Deno's permissions, are to blame for an error: it is no bug. */
export function isFromSystem(error: unknown): error is Error {
  return error instanceof Error && (error.name === "NotCapable" || /^E[A-Z]+$/.test(codeOf(error) ?? ""));
}

/** The system's code, such as `ENOSPC`: both `node:fs` and Deno have it. */
function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
