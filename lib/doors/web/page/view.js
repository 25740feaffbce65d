// @ts-check
/// <reference lib="dom" />
/** Draws what the page knows. Whatever somebody typed becomes text nodes only. */

import { piecesOf } from "./pieces.js";

/** @import { Chat } from "./chat.js" */
/** @import { Row, Tab } from "./types.d.ts" */

/** Lines of one person within this time stand together, in milliseconds. */
const TOGETHER_MS = 300_000;

/** How near its end a log is read to the end, in pixels. */
const NEAR_PX = 48;

/** How many colours names have. */
const HUES = 8;

/**
 * An element with its content.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {string} className @param {...(Node | string)} children
 */
export function h(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className !== "") element.className = className;
  element.append(...children);
  return element;
}

/** @param {string} id @returns {any} */
export function $(id) {
  return document.getElementById(id);
}

/** The address of a conversation. @param {string} key `#room` or `@name` */
export function hashOf(key) {
  return key.startsWith("@")
    ? `#@${encodeURIComponent(key.slice(1))}`
    : `#${encodeURIComponent(key.slice(1))}`;
}

/** @param {string} name */
function hueOf(name) {
  let sum = 0;
  for (const letter of name) sum = (sum * 37 + (letter.codePointAt(0) ?? 0) * 11) % 10_007;
  return `n${sum % HUES}`;
}

/** Puts nodes into an element; those that stay are not touched. @param {Element} parent @param {Node[]} nodes */
function fill(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.childNodes]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, at) => {
    const there = parent.childNodes[at] ?? null;
    if (there !== node) parent.insertBefore(node, there);
  });
}

/** @param {Row} row */
function clock({ time, isPast }) {
  const date = new Date(time), isOld = date.toDateString() !== new Date().toDateString();
  const day = isOld && isPast
    ? `${date.toLocaleDateString(undefined, { month: "short", day: "numeric" })} `
    : "";
  const shown = date.toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const element = h("time", "", day + shown);
  element.dateTime = date.toISOString();
  element.title = date.toLocaleString();
  return element;
}

/** The log of one conversation. */
class Log {
  /** @type {WeakMap<Row, { look: string, nodes: Node[] }>} */ #drawn = new WeakMap();
  #top = 0;
  isAtEnd = true;

  /** @param {Tab} tab @param {Chat} chat @param {() => void} onScroll */
  constructor(tab, chat, onScroll) {
    this.tab = tab;
    this.chat = chat;
    const log = this.element = h("div", "log");
    log.role = "log";
    log.tabIndex = 0;
    log.addEventListener("scroll", () => {
      if (log.hidden) return;
      this.#top = log.scrollTop;
      this.isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_PX;
      onScroll();
    });
    new ResizeObserver(() => this.settle()).observe(log);
  }

  /** Stays at the end, or where it was. */
  settle() {
    this.element.scrollTop = this.isAtEnd ? this.element.scrollHeight : this.#top;
  }

  draw() {
    const { element: log, tab, chat } = this, first = log.children[1];
    const before = first instanceof HTMLElement ? first.offsetTop : 0;
    log.ariaLabel = chat.words.lines(tab.key);
    const nodes = tab.rows.flatMap((row, at) => this.#nodesOf(row, tab.rows[at - 1]));
    const top = tab.isWhole ? tab.key[0] === "@" ? chat.words.alone : chat.words.begins : "…";
    const note = log.firstElementChild ?? h("p", "top");
    if (note.textContent !== top) note.textContent = top;
    fill(log, [note, ...nodes]);
    if (first instanceof HTMLElement && first.isConnected) this.#top += first.offsetTop - before;
    this.settle();
  }

  /** @param {Row} row @param {Row | undefined} last */
  #nodesOf(row, last) {
    const { tab, chat } = this, day = new Date(row.time).toDateString();
    const isNewDay = !row.isPast && !last?.isPast && day !== new Date(last?.time ?? 0).toDateString() &&
      (last !== undefined || day !== new Date().toDateString());
    const isFresh = row === tab.fresh;
    const isFirst = isNewDay || row.isPast !== last?.isPast || isFresh || row.kind !== last?.kind ||
      row.from !== last.from ||
      row.room !== last.room || row.time - last.time > TOGETHER_MS;
    const look = [row.text, row.ref, row.hasFailed, isNewDay, isFresh, isFirst, chat.stamps, chat.language]
      .join();
    const drawn = this.#drawn.get(row);
    if (drawn?.look === look) return drawn.nodes;
    const nodes = [this.#rowOf(row, isFirst)];
    if (isFresh) nodes.unshift(h("p", "fresh", h("span", "", chat.words.fresh)));
    if (isNewDay) {
      const named = new Date(row.time).toLocaleDateString(chat.language, { dateStyle: "full" });
      nodes.unshift(h("p", "day", h("span", "", named)));
    }
    this.#drawn.set(row, { look, nodes });
    return nodes;
  }

  /** @param {Row} row @param {boolean} isFirst @returns {HTMLElement} */
  #rowOf(row, isFirst) {
    const { chat, tab } = this, { from = "", kind } = row;
    const isSaid = kind === "said" || kind === "acted";
    const text = h("p", "text", ...this.#text(row.text, isSaid ? chat.you : ""));
    if (!isSaid) {
      const element = h("div", `row ${kind}`, ...(chat.stamps ? [clock(row)] : []), text);
      if (row.text.includes("\n")) element.classList.add("block");
      return element;
    }
    const name = from === chat.you ? h("b", "name", from) : h("a", "name", from);
    if (name instanceof HTMLAnchorElement) name.href = hashOf(`@${from}`);
    name.classList.add(hueOf(from));
    const isElsewhere = row.room !== undefined && row.room !== tab.key;
    const where = isElsewhere ? [h("span", "from", row.room ?? "")] : [];
    const states = row.ref === undefined ? [] : [this.#state(row)];
    const classes = `row said ${isFirst ? "first" : ""} ${
      row.isMention && tab.key[0] === "#" ? "mention" : ""
    } ${row.ref ? "sending" : ""} ${row.isPast ? "past" : ""}`;
    if (kind === "acted") {
      text.prepend("* ", name, " ");
      return h("div", `${classes} acted`, text, ...where, ...states, clock(row));
    }
    text.append(...states);
    if (!isFirst) {
      name.className = "unseen";
      name.tabIndex = -1;
      text.prepend(h("span", "unseen", `${from}: `));
      return h("div", classes, text, ...(chat.stamps ? [clock(row)] : []));
    }
    const face = h("span", `face ${hueOf(from)}`, [...from][0]?.toUpperCase() ?? "");
    face.ariaHidden = "true";
    return h("div", classes, face, h("p", "head", name, ...where, clock(row)), text);
  }

  /** @param {Row} row */
  #state({ hasFailed, ref = "" }) {
    const { words } = this.chat;
    if (!hasFailed) return h("span", "state", words.sending);
    const again = h("button", "state", `${words.failed} ↺`);
    again.type = "button";
    again.dataset.ref = ref;
    return again;
  }

  /** @param {string} text @param {string} name that is marked */
  #text(text, name) {
    return piecesOf(text, name).map((piece) => {
      if (piece.kind !== "link") return piece.kind === "text" ? piece.text : h("mark", "", piece.text);
      const link = h("a", "", piece.text);
      link.href = piece.href;
      link.rel = "noopener noreferrer";
      link.target = "_blank";
      return link;
    });
  }
}

/** The whole page behind the name. */
export class View {
  /** @type {Map<Tab, Log>} */ #logs = new Map();
  /** @type {Map<Tab, HTMLLIElement>} */ #items = new Map();

  /** @param {Chat} chat @param {() => void} onScroll */
  constructor(chat, onScroll) {
    this.chat = chat;
    this.onScroll = onScroll;
  }

  /** The log that is looked at. */
  get log() {
    return this.chat.tab && this.#logs.get(this.chat.tab);
  }

  draw() {
    const { chat } = this, { words, tab, unread, mentions } = chat, tabs = [...chat.tabs.values()];
    const place = chat.server || words.chat;
    document.title = `${mentions > 0 ? `@${mentions} ` : unread > 0 ? `(${unread}) ` : ""}${
      tab ? `${tab.key} · ` : ""
    }${place}`;
    document.documentElement.lang = chat.language;
    if (tab === undefined) return;
    $("tabs").ariaLabel = words.rooms;
    fill($("tabs").firstElementChild, tabs.map((tab) => this.#item(tab)));
    $("where").textContent = tab.key;
    $("topic").textContent = tab.topic;
    const label = words.input(tab.key);
    if ($("input").placeholder !== label) {
      $("input").placeholder = $("talk").querySelector("label").textContent = label;
    }
    this.#drawPeople(tab);
    for (const [there, log] of this.#logs) {
      if (!tabs.includes(there)) this.#logs.delete(there), log.element.remove();
      else log.element.hidden = there !== tab;
    }
    let log = this.#logs.get(tab);
    if (log === undefined) {
      this.#logs.set(tab, log = new Log(tab, chat, this.onScroll));
      $("logs").append(log.element);
    }
    log.draw();
    $("newest").hidden = log.isAtEnd;
  }

  /** @param {Tab} tab */
  #drawPeople({ people, key }) {
    const { words, you } = this.chat;
    $("count").hidden = people.length === 0 || key[0] === "@";
    $("count").textContent = words.people(people.length);
    const names = people.toSorted((a, b) => a.localeCompare(b)).map((name) => {
      const item = name === you ? h("b", hueOf(name), name) : h("a", hueOf(name), name);
      if (item instanceof HTMLAnchorElement) item.href = hashOf(`@${name}`);
      return h("li", "", item);
    });
    $("people").replaceChildren(h("ul", "", ...names));
  }

  /** @param {Tab} tab */
  #item(tab) {
    const { words, current } = this.chat, { key, unread, mentions } = tab;
    let item = this.#items.get(tab);
    if (item === undefined) {
      const close = h("button", "close", "×");
      close.type = "button";
      this.#items.set(tab, item = h("li", "", h("a", ""), close));
    }
    const [link, close] = item.children;
    if (!(link instanceof HTMLAnchorElement) || !(close instanceof HTMLButtonElement)) return item;
    link.href = hashOf(key);
    link.ariaCurrent = key === current ? "page" : null;
    link.className = unread > 0 ? "unread" : "";
    close.dataset.key = key;
    close.ariaLabel = words.close(key);
    const count = h("span", "count", `${mentions > 0 ? "@" : ""}${unread}`);
    const said = h("span", "unseen", ` ${words.unread(unread)}`);
    count.ariaHidden = "true";
    link.replaceChildren(h("span", "", key), ...(unread > 0 ? [count, said] : []));
    return item;
  }
}
