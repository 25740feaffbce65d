// @ts-check
/// <reference lib="dom" />
/** Where lines are typed: Enter sends, Tab completes, Up brings back what was sent. */

import { hasPassword } from "./password.js";
import { $ } from "./view.js";

/** @import { Line } from "./types.d.ts" */

/** How many lines Up brings back. */
const MAX_KEPT = 50;

export class Input {
  /** @type {HTMLTextAreaElement} */ #area = $("input");
  /** @type {string[]} */ #kept = [];
  #at = 0;
  #asked = ""; // what Tab was pressed behind

  /** @param {{ say(text: string): boolean, complete(text: string): void, move(by: number): void }} page */
  constructor(page) {
    this.page = page;
    this.#area.addEventListener("keydown", (event) => this.#press(event));
    this.#area.addEventListener("input", () => this.#changed());
    $("talk").addEventListener("submit", (/** @type {Event} */ event) => {
      event.preventDefault();
      this.#send();
    });
    document.addEventListener("keydown", ({ key, ctrlKey, metaKey, altKey, target }) => {
      const isTyped = key.length === 1 && key !== " " && !ctrlKey && !metaKey && !altKey;
      if (isTyped && !(target instanceof HTMLInputElement) && !$("chat").hidden) this.focus();
    });
  }

  focus() {
    ($("unlock").hidden ? this.#area : $("secret")).focus();
  }

  /** Puts a text back that was not sent. @param {string} text */
  giveBack(text) {
    if (this.#area.value === "") this.#put(text);
  }

  /** Shows what Tab found. @param {Line} line */
  complete({ line, candidates }) {
    const { value, selectionStart } = this.#area;
    if (value.slice(0, selectionStart) !== this.#asked) return; // something else was typed meanwhile
    const isDone = line !== this.#asked;
    if (isDone) this.#put(line + value.slice(selectionStart), line.length);
    $("offers").textContent = isDone && candidates.length < 2 ? "" : candidates.join("  ");
  }

  /** @param {string} text @param {number} [cursor] */
  #put(text, cursor = text.length) {
    this.#area.value = text;
    this.#area.setSelectionRange(cursor, cursor);
    this.#changed();
    this.focus();
  }

  /** It is as high as what is in it. */
  #changed() {
    const area = this.#area;
    $("offers").textContent = "";
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight}px`;
  }

  #send() {
    const text = this.#area.value;
    if (text.trim() === "" || !this.page.say(text)) return;
    if (!hasPassword(text)) this.#kept.push(text);
    if (this.#kept.length > MAX_KEPT) this.#kept.shift();
    this.#at = this.#kept.length;
    this.#put("");
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const { key, altKey, ctrlKey, metaKey, shiftKey, isComposing } = event;
    const { value, selectionStart, selectionEnd } = this.#area;
    if (isComposing || ctrlKey || metaKey) return;
    const isUp = key === "ArrowUp", isDown = key === "ArrowDown";
    if (altKey && (isUp || isDown)) this.page.move(isUp ? -1 : 1);
    else if (altKey) return;
    else if (key === "Enter" && !shiftKey) this.#send();
    else if (key === "Tab" && !shiftKey && value !== "" && selectionStart === selectionEnd) {
      this.page.complete(this.#asked = value.slice(0, selectionStart));
    } else if (key === "Escape") {
      this.#area.blur(); // from here Tab goes on through the page
      return;
    } else if (isUp && selectionEnd === 0 || isUp && value === this.#kept[this.#at]) this.#recall(-1);
    else if (isDown && value === this.#kept[this.#at]) this.#recall(1);
    else if (key === "PageUp" || key === "PageDown") {
      const log = $("logs").querySelector(".log:not([hidden])");
      log?.scrollBy(0, (key === "PageUp" ? -0.9 : 0.9) * log.clientHeight);
    } else return;
    event.preventDefault();
  }

  /** @param {number} by */
  #recall(by) {
    const at = this.#at + by;
    if (at < 0 || at > this.#kept.length) return;
    this.#at = at;
    this.#put(this.#kept[at] ?? "");
  }
}
