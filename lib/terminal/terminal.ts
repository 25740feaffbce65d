/**
 * A connection's terminal, as commands ask something of it.
 *
 * @module
 */

export interface Terminal {
  /** Whether lines are edited here, and not at the client: only then can what is typed be hidden, or the screen cleared. */
  readonly isEditing: boolean;
  /** Has lines edited here, or at the client again; a telnet client may refuse. */
  edit(isOn: boolean): void;
  /** Shows an empty screen, where lines are edited here. */
  clear(): void;
  /**
   * Has the next line typed unseen, where lines are edited here; it comes as a signal (`SECRET` of `signal.ts`) and the text.
   * @param seen a clean line that was sent before for all to see, and may be the secret: it is remembered no more
   */
  hideNext(seen?: string): void;
}

/** Where no lines are edited: nothing is drawn, and there is nothing to hide. */
export const NO_TERMINAL: Terminal = { isEditing: false, edit() {}, clear() {}, hideNext() {} };
