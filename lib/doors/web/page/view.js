// @ts-check
/** Draws what stands around the log: the door, the tabs, the header, the title. */

import { $, h, hashOf } from "./elements.js";
import { filled } from "./words.js";

/** @import { Chat, Status } from "./types.d.ts" */

let shown = ""; // whose tab is in view

/** @param {Chat} chat @param {Status} status */
export function drawPage(chat, status) {
  const { words, current, unread, mentions, you } = chat;
  const sum = mentions > 0 ? `@${mentions} ` : unread > 0 ? `(${unread}) ` : "";
  document.title = `${sum}${current && `${current} · `}${words.chat}`;
  document.documentElement.lang = chat.language;
  for (const element of document.querySelectorAll("[data-word]")) {
    element.textContent = Object(words)[element.getAttribute("data-word") ?? ""];
  }
  $("where").textContent = current;
  $("topic").textContent = chat.tab?.topic;
  $("input").placeholder = $("input").ariaLabel = filled(words.input, { where: current });
  const news = words[status] ?? ""; // it is read out each time that it is set
  if ($("status").textContent !== news) $("status").textContent = news;
  drawTabs(chat);
  if ($("door").hidden !== (you !== "")) {
    $("door").hidden = you !== "";
    $("chat").hidden = you === "";
    $(you ? "input" : "name").focus();
  }
  const tab = $("tabs").querySelector("[aria-current]");
  if (current !== shown) tab?.scrollIntoView({ block: "nearest", inline: "nearest" });
  shown = current;
}

/** The elements stay: one of them may have the focus. @param {Chat} chat */
function drawTabs({ tabs, current, words }) {
  const list = $("tabs");
  [...tabs.values()].forEach(({ key, unread, mentions }, at) => {
    if (at === list.children.length) list.append(h("li", "", h("a", ""), h("button", "", "×")));
    const [link, close] = list.children[at].children, facts = { where: key, count: unread };
    link.replaceChildren(h("span", "", key));
    if (unread > 0) link.append(h("b", "count", `${mentions > 0 ? "@" : ""}${unread}`));
    link.href = hashOf(key);
    link.ariaCurrent = key === current ? "page" : null;
    link.ariaLabel = unread > 0 ? filled(words.unread, facts) : null;
    close.value = key;
    close.ariaLabel = filled(words.close, facts);
  });
  while (list.children.length > tabs.size) list.lastChild.remove();
}
