// @ts-check
/** Finds, makes and places elements. Whatever somebody typed becomes a text node. */

/** @param {string} id @returns {any} */
export const $ = (id) => document.getElementById(id);

/** @param {string} tag @param {string} className @param {...(Node | string | false | undefined)} children @returns {any} */
export function h(tag, className, ...children) {
  const element = document.createElement(tag);
  element.className = className;
  for (const child of children) if (child) element.append(child);
  return element;
}

/** Those that stay are not touched: nobody hears them again. @param {Element} parent @param {Element[]} wanted */
export function fill(parent, wanted) {
  const stays = new Set(wanted);
  for (const child of [...parent.children]) if (!stays.has(child)) child.remove();
  wanted.forEach((element, at) => {
    const there = parent.children[at];
    if (there !== element) parent.insertBefore(element, there ?? null);
  });
}

/** The address of a conversation. @param {string} key `#room` or `@name` */
export const hashOf = (key) => `#${encodeURIComponent(key.replace("#", "")).replace("%40", "@")}`;

/** The conversation of an address. @param {string} hash */
export function keyOf(hash) {
  const name = new URLSearchParams(`name=${hash.slice(1)}`).get("name") || "lobby";
  return name[0] === "@" ? name : `#${name}`;
}

/** A name leads to the conversation with that person. @param {string} name @param {string} you */
export function nameOf(name, you) {
  const link = h("a", "name", name);
  if (name !== you) link.href = hashOf(`@${name}`);
  const hue = [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0) * 137) % 360, 0);
  link.style.setProperty("--hue", hue);
  link.dataset.face = [...name][0]?.toUpperCase();
  return link;
}
