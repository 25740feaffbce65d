// @ts-check
/** What a text is made of: plain pieces, links to http and https, and the reader's own name. */

/** @import { Piece } from "./types.d.ts" */

/** Signs of Chinese and quotation marks end a link. */
const LINK = String.raw`\bhttps?:\/\/[^\s<>"\x60“”‘’「」『』《》（）【】，。；：！？、]+`;

/** @param {string} text @param {string} name the reader's @returns {Piece[]} */
export function piecesOf(text, name) {
  /** @type {Piece[]} */
  const pieces = [];
  let at = 0;
  for (const { 0: found, 1: mention, index } of text.matchAll(patternOf(name))) {
    const shown = mention ?? withoutEnd(found), kind = mention ? "mention" : "link";
    if (!mention && !URL.canParse(shown)) continue;
    const href = mention ? undefined : new URL(shown).href;
    pieces.push({ kind: "text", text: text.slice(at, index) }, { kind, text: shown, href });
    at = index + shown.length;
  }
  return [...pieces, { kind: "text", text: text.slice(at) }];
}

/** @param {string} text @param {string} name */
export const mentions = (text, name) => piecesOf(text, name).some(({ kind }) => kind === "mention");

/** A name is a whole word, and ann not in ann-marie; in scripts without letter case words may stand together. @param {string} name */
function patternOf(name) {
  const plain = name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"), edge = "[\\p{L}\\p{N}\\p{M}_]";
  const either = `(?:${plain}|${plain.normalize("NFD")})`;
  const word = /\p{Lo}/u.test(name) ? either : `(?<!${edge}[-.]?)${either}(?![-.]?${edge})`;
  return new RegExp(name ? `${LINK}|(${word})` : LINK, "giu");
}

/** Without the end of its sentence. @param {string} link @returns {string} */
function withoutEnd(link) {
  const isUnpaired = /[)\]]$/.test(link) && !link.includes(link.endsWith(")") ? "(" : "[");
  return isUnpaired || /[.,;:!?'*_~]$/.test(link) ? withoutEnd(link.slice(0, -1)) : link;
}
