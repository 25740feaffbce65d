// @ts-check
/// <reference lib="dom" />
/** The password of a room: it is asked for in a field of its own, and kept nowhere. */

import { $ } from "./view.js";

/** @import { Asked, Line } from "./types.d.ts" */

/** A command with a password in it, behind a slash or what a slip of the finger makes of one. */
const SECRET = /^\s*[/\uff0f\u2044\u2215\\、・]\s*(?:join\s+\S+|room\s+password)\s+\S/iu;

/** Whether a line has a password that is typed visibly. @param {string} text */
export function hasPassword(text) {
  return SECRET.test(text.normalize("NFKC"));
}

/**
 * Which password somebody is to be asked for, by the answer to what they typed, or went to by the address.
 * @param {Line} line @param {Asked} [asked]
 * @returns {{ room: string, isNew: boolean } | undefined}
 */
export function passwordWanted({ kind, reason, room, verb, given }, asked) {
  if (kind !== "refused" || asked?.text === undefined && !asked?.isMove) return undefined;
  if (reason === "needs_password") return { room, isNew: false };
  const isNew = reason === "bad_argument" && verb === "room" && /^password$/i.test(given);
  return isNew && asked.tab?.[0] === "#" ? { room: asked.tab, isNew } : undefined;
}

/** The field: it takes the place of the input until there is an answer. */
export class PasswordField {
  /** @type {((password: string) => void) | undefined} */ #take;

  /** @param {() => void} onEnd the focus goes back */
  constructor(onEnd) {
    this.onEnd = onEnd;
    $("unlock").addEventListener("submit", (/** @type {Event} */ event) => {
      event.preventDefault();
      this.#end($("secret").value);
    });
    $("secret").addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Escape" && !event.isComposing) this.callOff();
    });
  }

  /** Asks; false where another question is open: what is typed there is not for this one. @param {string} label @param {(password: string) => void} take */
  ask(label, take) {
    if (this.#take !== undefined) return false;
    this.#take = take;
    $("unlock").querySelector("label").textContent = label;
    this.#show(true);
    $("secret").focus();
    return true;
  }

  callOff() {
    this.#end("");
  }

  /** @param {string} password */
  #end(password) {
    const take = this.#take;
    if (take === undefined) return;
    this.#take = undefined;
    $("secret").value = "";
    this.#show(false);
    this.onEnd();
    if (password.trim() !== "") take(password);
  }

  /** @param {boolean} isAsking */
  #show(isAsking) {
    $("unlock").hidden = !isAsking;
    $("talk").hidden = isAsking;
  }
}
