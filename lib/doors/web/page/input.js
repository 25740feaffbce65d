// @ts-check
/** Where lines are typed: Enter sends, Tab completes, Up brings back what was sent. */

import { $ } from "./elements.js";
import { hasPassword } from "./typed.js";

/** @import { Line, Page } from "./types.d.ts" */

/** How many lines Up brings back, and how many half typed ones are kept. */
const MAX_SENT = 50;

/** The code of keys that choose a Chinese word: Safari tells nothing else of such an Enter. */
const OF_COMPOSER = 229;

/** @type {HTMLTextAreaElement} */
const area = $("input");
/** @type {string[]} */
const sent = [];
let at = 0; // which of them is shown
let asked = ""; // what Tab was pressed behind

/** @param {string} text @param {number} [cursor] */
function put(text, cursor = text.length) {
  area.value = text;
  area.setSelectionRange(cursor, cursor);
  $("offers").textContent = "";
  area.focus();
}

/** @type {Map<string, string>} */
const begun = new Map(); // what is half typed, by its conversation
let place = ""; // the conversation that is looked at

/** What is half typed stays with its conversation: Enter tells it nowhere else. @param {string} key */
export function turnTo(key) {
  if (place && key !== place) {
    begun.delete(place); // to the end
    if (area.value) begun.set(place, area.value);
    for (const [oldest] of begun) if (begun.size > MAX_SENT) begun.delete(oldest);
    area.value = begun.get(key) ?? "";
  }
  place = key;
}

/** The next person here finds nothing of the last one. */
export function forget() {
  begun.clear();
  at = sent.length = 0;
  area.value = place = "";
}

/** What is half typed goes along. @param {string} key */
export const goAlong = (key) => void (place = key);

/** @param {string} text not sent */
export function giveBack(text) {
  if (!area.value) put(text);
}

/** Shows what Tab found, unless something else was typed meanwhile. @param {Line} line */
export function complete({ line, candidates }) {
  const { value, selectionStart } = area;
  if (value.slice(0, selectionStart) !== asked) return;
  if (line !== asked) put(line + value.slice(selectionStart), line.length);
  if (line === asked || candidates.length > 1) $("offers").textContent = candidates.join("  ");
}

/** @param {Page} page */
export function listen(page) {
  area.oninput = () => $("offers").textContent = "";
  area.onkeydown = (event) => {
    const { key, keyCode, altKey, ctrlKey, metaKey, shiftKey } = event, { value, selectionStart } = area;
    const by = key === "ArrowUp" ? -1 : key === "ArrowDown" ? 1 : 0;
    if (event.isComposing || keyCode === OF_COMPOSER || ctrlKey || metaKey) return;
    if (key === "Escape") return area.blur(); // from here Tab goes on through the page
    if (key === "Enter" && !shiftKey) $("talk").requestSubmit();
    else if (key === "Tab" && !shiftKey && value) page.complete(asked = value.slice(0, selectionStart));
    else if (by && altKey) page.move(by);
    else if (by && (!value || value === sent[at])) {
      at = Math.min(Math.max(at + by, 0), sent.length);
      put(sent[at] ?? "");
    } else return;
    event.preventDefault();
  };
  $("talk").onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const text = area.value;
    if (!text.trim()) return;
    const rest = page.say(text);
    if (rest !== text && !hasPassword(text)) sent.push(text);
    if (sent.length > MAX_SENT) sent.shift();
    at = sent.length;
    put(rest);
    if (rest) $("offers").textContent = page.busy;
  };
  document.onkeydown = ({ key, ctrlKey, metaKey, altKey, target }) => {
    const isTyped = key.length === 1 && key !== " " && !ctrlKey && !metaKey && !altKey;
    if (isTyped && !(target instanceof HTMLInputElement)) area.focus();
  };
}
