// @ts-check
/**
 * What a text is made of: plain pieces, links, and the reader's own name. Pieces become text nodes, so no text ever
 * becomes markup; only http and https become links.
 */

/** @typedef {{ kind: "text" | "mention", text: string } | { kind: "link", text: string, href: string }} Piece */

/** Where a link may stand; signs of Chinese and quotation marks end it. */
const LINK = /\bhttps?:\/\/[^\s<>"`“”‘’「」『』《》（）【】，。；：！？、]+/giu;

/** What ends a sentence rather than a link. */
const END = /[.,;:!?'*_~]$/;

/** Scripts without spaces between words: a name in them may stand anywhere. */
const DENSE = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Mymr}]/u;

/**
 * @param {string} text
 * @param {string} name the reader's
 * @returns {Piece[]}
 */
export function piecesOf(text, name) {
  /** @type {Piece[]} */
  const pieces = [];
  let at = 0;
  for (const { 0: found, index } of text.matchAll(LINK)) {
    const link = withoutEnd(found), href = hrefOf(link);
    if (href === undefined) continue;
    pieces.push(...withMentions(text.slice(at, index), name), { kind: "link", text: link, href });
    at = index + link.length;
  }
  return [...pieces, ...withMentions(text.slice(at), name)];
}

/** @param {string} text @param {string} name */
export function mentions(text, name) {
  return piecesOf(text, name).some(({ kind }) => kind === "mention");
}

/** @param {string} link */
function withoutEnd(link) {
  for (;;) {
    const isUnpaired = /[)\]]$/.test(link) && !link.includes(link.endsWith(")") ? "(" : "[");
    if (!isUnpaired && !END.test(link)) return link;
    link = link.slice(0, -1);
  }
}

/** @param {string} link */
function hrefOf(link) {
  try {
    const { protocol, href } = new URL(link);
    return protocol === "http:" || protocol === "https:" ? href : undefined;
  } catch {
    return undefined;
  }
}

let patternName = "", pattern = /$^/;

/** @param {string} name */
function patternOf(name) {
  if (name === patternName) return pattern;
  const plain = name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const edge = "[\\p{L}\\p{N}\\p{M}_]";
  patternName = name;
  return pattern = new RegExp(DENSE.test(name) ? plain : `(?<!${edge})${plain}(?!${edge})`, "giu");
}

/** @param {string} text @param {string} name @returns {Piece[]} */
function withMentions(text, name) {
  /** @type {Piece[]} */
  const pieces = [];
  let at = 0;
  for (const { 0: found, index } of name === "" ? [] : text.matchAll(patternOf(name))) {
    if (index > at) pieces.push({ kind: "text", text: text.slice(at, index) });
    pieces.push({ kind: "mention", text: found });
    at = index + found.length;
  }
  if (at < text.length) pieces.push({ kind: "text", text: text.slice(at) });
  return pieces;
}
