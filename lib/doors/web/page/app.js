// @ts-check
/** Ties the page together: the connection, what is known, what is drawn, and what somebody does. */

import { createChat } from "./chat.js";
import { $, hashOf, keyOf } from "./elements.js";
import { PAGE } from "./hear.js";
import * as input from "./input.js";
import { createLink } from "./link.js";
import * as log from "./log.js";
import { asksPassword } from "./password.js";
import { requestOf, spoken } from "./typed.js";
import { drawPage } from "./view.js";
import { filled } from "./words.js";

/** @import { Line, Page, Status } from "./types.d.ts" */

/** A silent connection may be dead: how often it is asked. */
const ASK_EVERY_MS = 45_000;

/** How near the top older lines are loaded. */
const NEAR_PX = 300;

/** How often a seat is taken back: an early try may come late, but a copy of this tab goes on. */
const MAX_MOVES = 3;

/** @type {Page} */
const page = {
  tell(now) {
    status = now;
    draw();
  },
  come(isAnew) {
    $("problem").textContent = "";
    page.tell("in");
    if (!isAnew) return;
    name = chat.you || name;
    chat.startAnew(link.forget());
    if (name) enter();
  },
  hear(line, asked) {
    const { kind, about, ref, reason, text } = line, isRefused = kind === "refused";
    if (about === "greeting") greeted(line);
    else if (about === "completed") input.complete(line);
    else if (ref === "nick" && isRefused) leave(text);
    else if (kind === "goodbye" && isLast(reason)) {
      status = "ended";
      link.end();
      if (chat.you) {
        chat.tabs.clear();
        input.forget();
      }
      leave(reason === "nameless" ? "" : text);
    } else if (!asksPassword(chat.words, line, asked, page.unlock) || reason === "wrong_password") {
      if (isRefused && asked?.text) input.giveBack(asked.text);
      chat.hear(line, asked ?? (ref ? { verb: "join", tab: ref, isQuiet: true } : undefined));
      if (asked?.text || kind === "renamed") input.goAlong(chat.current);
    }
    draw();
  },
  unlock(room, isNew, password) {
    if (isNew) focus(room);
    const [verb, word] = isNew ? ["room", "password"] : ["join", room];
    link.ask({ verb, argument: `${word} ${password}`, tab: chat.current, isSecret: true });
  },
  say(text) {
    const key = chat.current, lines = text.split("\n");
    log.goToEnd();
    const at = lines.findIndex((line) => line.trim() && !sayLine(key, line));
    draw();
    return at < 0 ? "" : lines.slice(at).join("\n");
  },
  get busy() {
    return link.saved.waiting.length > 0 ? chat.words.sending : "";
  },
  complete(argument) {
    focus(chat.current);
    link.ask({ verb: "complete", argument });
  },
  move(by) {
    const keys = [...chat.tabs.keys()];
    chat.look(keys.at((keys.indexOf(chat.current) + by) % keys.length) ?? "");
    draw();
  },
};

const chat = createChat(), saved = takeSaved();
/** @type {Status} */
let status = "connecting";
let name = ""; // that the server is asked for
let shown = ""; // the conversation that was drawn last
let moves = 0; // of the seat to another connection, since somebody looked
chat.language = navigator.language.startsWith("zh") ? "zh" : "en";
if (saved) chat.restore(saved.chat);
const link = createLink(`${location.origin.replace("http", "ws")}/ws`, page, saved?.link);

function draw() {
  const { current } = chat, hash = hashOf(current);
  drawPage(chat, status);
  if (!current) return;
  log.drawLog(chat);
  if (location.hash !== hash) {
    history[shown && shown !== current ? "pushState" : "replaceState"](null, "", hash);
  }
  shown = current;
  input.turnTo(current);
  loadPast();
}

function loadPast() {
  const { tab } = chat;
  $("newest").hidden = log.isAtEnd;
  if (!tab || !link.isIn || tab.isLoading || tab.isWhole || $("log").scrollTop > NEAR_PX) return;
  const argument = `${PAGE} ${tab.key}`, before = chat.oldest(tab);
  tab.isLoading = Boolean(link.ask({ verb: "history", argument, before, tab: tab.key, isQuiet: true }));
}

function enter() {
  link.send({ verb: "lang", argument: chat.language }, "lang");
  link.send({ verb: "nick", argument: name }, "nick");
}

/** Joins the rooms of before, and then says what waits there. @param {Line} line */
function greeted(line) {
  const rooms = [...chat.tabs.keys()].filter((key) => key[0] === "#" && key !== "#lobby");
  chat.hear(line);
  for (const key of rooms) link.send({ verb: "join", argument: key }, key);
  navigate(location.href);
  link.enter();
}

/** Whether the page waits for somebody then. @param {string} reason */
function isLast(reason) {
  if (reason === "resumed") return ++moves > MAX_MOVES;
  return reason === "quit" || reason === "kicked" || !chat.you && !name;
}

/** Back to the door. @param {string} problem */
function leave(problem) {
  $("unlock").close();
  $("name").value ||= name;
  $("problem").textContent = problem;
  chat.you = name = "";
}

/** Goes where it leads. @param {string} url */
function navigate(url) {
  const key = keyOf(new URL(url).hash), verb = key[0] === "@" ? "query" : "join";
  if (chat.tabs.has(key)) chat.look(key);
  else link.ask({ verb, argument: key.replace("@", ""), tab: chat.current, isMove: true });
  draw();
}

/** @param {string} key @param {string} text */
function sayLine(key, text) {
  const command = text.replace("／", "/").trimEnd().toLowerCase();
  if (command === "/clear") Object.assign(chat.open(key), { rows: [], isWhole: true });
  else if (command === "/leave" && key[0] === "@") chat.close(key); // no room: none is looked at
  else return sendLine(key, text);
  return true;
}

/** @param {string} key @param {string} text */
function sendLine(key, text) {
  const tab = chat.open(key), isSaid = spoken(text);
  if (link.isLeading && isSaid) return false;
  if (tab.hasLeft && isSaid) {
    delete tab.hasLeft;
    chat.note(filled(chat.words.parted, { where: key }), "refused");
    return false;
  }
  if (!isSaid) focus(key);
  const ref = link.ask(requestOf(key, text, chat.you));
  if (ref) chat.send(key, text, ref);
  return Boolean(ref);
}

/** Makes a room the current one of the server too, for what commands mean by it. @param {string} key */
function focus(key) {
  if (key[0] === "#" && key !== chat.target) link.ask({ verb: "join", argument: key, isQuiet: true });
}

function save() {
  try {
    sessionStorage["chat"] = JSON.stringify({ chat: chat.saved, link: link.saved });
  } catch {
    // No place for it: a reload begins anew.
  }
}

/** What the page before this one knew: taken out, so that a copy of this tab is another guest. */
function takeSaved() {
  try {
    const text = sessionStorage["chat"];
    delete sessionStorage["chat"];
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Somebody looks at the page, or no longer does. */
function looked() {
  chat.isHidden = document.hidden;
  if (document.hidden) return save();
  takeSaved();
  moves = 0;
  chat.look(chat.current);
  if (status !== "ended") link.wake();
  draw();
}

input.listen(page);
$("enter").onsubmit = (/** @type {Event} */ event) => {
  event.preventDefault();
  name = $("name").value.trim();
  enter();
  link.wake();
};
document.onclick = ({ target }) => {
  if (!(target instanceof HTMLButtonElement)) return;
  const { value } = target; // a command to give, or a conversation to leave
  if (value[0] === "/") page.say(value);
  if (value[0] === "#") link.ask({ verb: "leave", argument: value, tab: chat.current });
  if (value[0] === "@") chat.close(value);
  draw();
};
$("log").addEventListener("scroll", loadPast);
$("newest").onclick = log.goToEnd;
// A line drawn meanwhile may have put the old one back.
addEventListener("hashchange", ({ newURL }) => chat.you && navigate(newURL));
addEventListener("pagehide", save);
for (const event of ["pageshow", "online", "offline"]) addEventListener(event, looked);
document.onvisibilitychange = looked;
setInterval(() => link.isIn && !document.hidden && link.wake(), ASK_EVERY_MS);
draw();
link.open();
