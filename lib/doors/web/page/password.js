// @ts-check
/** The password of a room: it is asked for in a dialog of its own, and kept nowhere. */

import { $ } from "./elements.js";
import { filled } from "./words.js";

/** @import { Asked, Line, Page, Words } from "./types.d.ts" */

/** Which password is all that is missing in what somebody typed, went to or unlocked. @param {Line} line @param {Asked} [asked] */
export function passwordWanted({ kind, reason, room, verb, given }, asked) {
  if (kind !== "refused") return undefined;
  const isSeen = asked?.text || asked?.isMove;
  if (reason === (isSeen ? "needs_password" : "wrong_password")) return { room, isNew: false };
  if (!isSeen) return undefined;
  const isNew = reason === "bad_argument" && verb === "room" && /^password$/i.test(given);
  return isNew && asked.tab?.[0] === "#" ? { room: asked.tab, isNew } : undefined;
}

/** Asks, unless another question is open: what is typed there is not for this one. @param {Words} words @param {Line} line @param {Asked | undefined} asked @param {Page["unlock"]} unlock */
export function asksPassword(words, line, asked, unlock) {
  const wanted = passwordWanted(line, asked), dialog = $("unlock"), field = $("secret");
  if (!wanted || dialog.open) return false;
  const { room, isNew } = wanted;
  field.labels[0].textContent = filled(isNew ? words.newPassword : words.password, { where: room });
  dialog.onclose = () => field.value = "";
  dialog.onsubmit = () => {
    const { value } = field;
    field.value = "";
    dialog.close();
    if (value.trim()) unlock(room, isNew, value);
  };
  dialog.showModal();
  return true;
}
