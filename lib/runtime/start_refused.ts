/**
 * What keeps the program from doing what it was asked for: a mistake in the settings, or something in its way. It ends
 * the program with exit code 2 and no stack trace; a bug is any other error.
 *
 * @module
 */

/** One sentence for the operator, with what to do. */
export class StartRefused extends Error {
  override readonly name = "StartRefused";
}

/** A server was asked to drain while it waited for others, before it let anybody in: it has ended. */
export class DrainedEarly extends Error {}
