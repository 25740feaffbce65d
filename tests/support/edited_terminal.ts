/**
 * Terminals as commands see them: one whose lines are edited by the server, and what they asked of it; and none.
 *
 * @module
 */

import type { Terminal } from "../../lib/terminal/terminal.ts";

export { NO_TERMINAL } from "../../lib/terminal/terminal.ts";

export class EditedTerminal implements Terminal {
  isEditing = true;
  /** What was asked, in order. */
  readonly asked: string[] = [];

  edit(isOn: boolean): void {
    this.isEditing = isOn;
    this.asked.push(isOn ? "edit" : "edit no more");
  }

  clear(): void {
    this.asked.push("clear");
  }

  hideNext(seen?: string): void {
    this.asked.push(seen === undefined ? "hide next" : `hide next, forget ${seen}`);
  }
}
