/**
 * A terminal whose lines are edited by the server, as commands see it: what they asked of it.
 *
 * @module
 */

import type { Terminal } from "../../lib/terminal/terminal.ts";

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

  hideNext(): void {
    this.asked.push("hide next");
  }
}
