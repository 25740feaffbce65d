/**
 * Why there can be no admin door as it was asked for: a mistake in the settings, or something in its way.
 *
 * @module
 */

/** One sentence that tells the operator what to do; the server does not start. */
export class AdminRefused extends Error {
  /** As it is printed. */
  override readonly name = "AdminRefused";
}
