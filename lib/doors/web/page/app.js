// @ts-check
/// <reference lib="dom" />
/** Ties the page together: the connection, what is known, what is drawn, and what somebody does. */

import { Chat } from "./chat.js";
import { Input } from "./input.js";
import { Link } from "./link.js";
import { hasPassword, PasswordField, passwordWanted } from "./password.js";
import { $, hashOf, View } from "./view.js";

/** @import { Asked, Line, Status } from "./types.d.ts" */

/** Where a reload finds what there was. Each tab of a browser has its own: two of them are two guests. */
const STORE = "chat";

/** How long an old connection may keep our name, and how often it is tried again, in milliseconds. */
const NAME_MS = 30_000, NAME_EVERY_MS = 5000;

/** How often a connection is asked while the page is looked at, in milliseconds: a silent one may be dead. */
const ASK_EVERY_MS = 45_000;

/** How near the top the past is loaded, in pixels; and how many lines of it at a time. */
const NEAR_PX = 300, PAGE = 50;

/** A private command behind a sign that is not its slash: the server says what it looks like, and says it to nobody. */
const SLIP =
  /^(?:\s+[/\u2044\u2215](?:msg|w|reply|r|join|room)|\s*\\(?:msg|reply|join|room)|\s*[、・](?:msg|w|reply|r|join|room))\s+\S/iu;

const saved = restored();
const chat = new Chat();
chat.language = navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
if (saved?.chat) chat.restore(saved.chat);
const view = new View(chat, scrolled);
const input = new Input({ complete, say, move });
const field = new PasswordField(() => input.focus());
const link = new Link(location.href.replace(/^http/, "ws").replace(/\/?(?:[?#].*)?$/, "/ws"), {
  hear,
  come,
  tell,
}, saved?.link);
/** @type {Status} */
let status = "connecting";
let shown = ""; // the conversation that the address names
let isMoving = false; // whether the address is ahead of what is shown
let name = chat.you || saved?.name || "";
let nameTriedFrom = 0;
let isLoading = false;
let isDue = false;

/** What the page before this one knew: taken out, so that a copy of this tab is another guest. */
function restored() {
  try {
    const text = sessionStorage.getItem(STORE);
    sessionStorage.removeItem(STORE);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function save() {
  try {
    const isOver = status === "ended";
    sessionStorage.setItem(
      STORE,
      JSON.stringify(
        isOver ? {} : { chat: chat.you === "" ? undefined : chat.saved, link: link.saved, name },
      ),
    );
  } catch {
    // No place for it: a reload begins anew.
  }
}

/** Draws soon, once for all that happens now. */
function draw() {
  if (isDue) return;
  isDue = true;
  queueMicrotask(() => {
    isDue = false;
    drawDoor();
    view.draw();
    if (!isMoving && chat.current !== "" && chat.you !== "") {
      const hash = hashOf(chat.current);
      if (location.hash !== hash) {
        history[chat.tabs.has(shown) ? "pushState" : "replaceState"](null, "", hash);
      }
      shown = chat.current;
    }
    loadPast();
  });
}

function drawDoor() {
  const { words } = chat, isIn = chat.you !== "";
  if (isIn === $("chat").hidden) {
    $("chat").hidden = !isIn;
    $("door").hidden = isIn;
    if (isIn) input.focus();
    else $("name").focus();
  }
  $("hall").textContent = chat.server || words.chat;
  for (
    const [id, text]
      of /** @type {const} */ ([["hint", words.hint], ["keys", words.keys], ["newest", `↓ ${words.newest}`], [
        "send",
        words.send,
      ], ["off", words.callOff]])
  ) {
    $(id).textContent = text;
  }
  $("enter").querySelector("label").textContent = words.name;
  $("enter").querySelector("button").textContent = words.enter;
  $("unlock").querySelector("button").textContent = words.send;
  const said = status === "in"
    ? nameTriedFrom > 0 && chat.you !== "" ? words.nameHeld : ""
    : words.status[status];
  if ($("status").textContent !== said) $("status").textContent = said;
  if (!isIn && status !== "in" && status !== "ended" && !$("problem").textContent) {
    $("problem").textContent = words.status[status];
  }
}

/** @param {Status} now */
function tell(now) {
  status = now === "lost" && !navigator.onLine ? "offline" : now;
  if (now !== "in") isLoading = false;
  draw();
}

/** The server is there. @param {boolean} isAnew whether it wants a name */
function come(isAnew) {
  $("problem").textContent = "";
  if (isAnew) {
    chat.startAnew(link.forget());
    status = "in";
    if (name !== "") enter();
  }
  draw();
}

/** Gives the server a name, and tells it language and time zone. */
function enter() {
  link.askAtOnce({ verb: "lang", argument: chat.language }, "lang");
  link.askAtOnce({ verb: "tz", argument: Intl.DateTimeFormat().resolvedOptions().timeZone }, "tz");
  link.askAtOnce({ verb: "nick", argument: name }, "nick");
}

/** @param {Line} line @param {Asked} [asked] */
function hear(line, asked) {
  if (line.ref === "nick" && line.kind === "refused") return nameRefused(line);
  if (line.about === "greeting") return greeted(line);
  if (line.ref !== undefined && line.ref !== "nick" && !/^\d/.test(line.ref)) asked = ownRequest(line.ref);
  if (line.kind === "goodbye") return goodbye(line);
  if (line.about === "completed") return asked?.isQuiet || input.complete(line);
  if (asked?.verb === "history" && asked.isQuiet) isLoading = false;
  if (asked?.isMove) {
    isMoving = false;
    if (line.kind === "refused") shown = "";
  }
  if (!asksPassword(line, asked)) {
    if (line.kind === "refused" && asked?.text !== undefined) input.giveBack(asked.text);
    chat.hear(line, asked);
  }
  draw();
}

/** Asks for the password that a room wants, if that is all that is missing. @param {Line} line @param {Asked} [asked] */
function asksPassword(line, asked) {
  const wanted = passwordWanted(line, asked);
  if (wanted === undefined) return false;
  const { room, isNew } = wanted, tab = asked?.tab ?? chat.current;
  return field.ask(chat.words.password(room, isNew), (password) => {
    if (isNew) focus(room);
    const request = isNew
      ? { verb: "room", argument: `password ${password}` }
      : { verb: "join", argument: `${room} ${password}` };
    link.ask({ ...request, tab, isSecret: true });
  });
}

/** What the page asked by itself, by its `ref`: nobody has to see the answer. @param {string} ref @returns {Asked} */
function ownRequest(ref) {
  const [verb = "", tab = ""] = ref.split(" ");
  return { verb, tab, isQuiet: true };
}

/** @param {Line} line */
function greeted(line) {
  const before = chat.current,
    rooms = [...chat.tabs.keys()].filter((key) => key[0] === "#" && key !== "#lobby");
  const { joins, stamps } = chat;
  nameTriedFrom = 0;
  chat.hear(line);
  if (chat.tabs.has(before)) chat.look(before);
  for (const key of rooms) link.askAtOnce({ verb: "join", argument: key }, `join ${key}`);
  if (joins !== "on") link.askAtOnce({ verb: "set", argument: `joins ${joins}` }, "set");
  if (stamps) link.askAtOnce({ verb: "set", argument: "stamps on" }, "set");
  link.enter();
  navigate();
  draw();
}

/** @param {Line} line */
function nameRefused({ problem, text }) {
  const isOurs = problem === "taken" && chat.you !== "";
  nameTriedFrom ||= Date.now();
  if (isOurs && Date.now() - nameTriedFrom < NAME_MS) setTimeout(enter, NAME_EVERY_MS);
  else {
    nameTriedFrom = 0;
    leave();
    $("name").value = name;
    $("problem").textContent = text;
    $("name").focus();
    name = "";
  }
  draw();
}

/** @param {Line} line */
function goodbye({ reason, text }) {
  if (reason !== "quit" && reason !== "kicked") return chat.note(text, "event");
  link.forget();
  link.end();
  leave();
  name = "";
  $("problem").textContent = text;
  tell("ended");
}

function leave() {
  field.callOff();
  chat.you = "";
  chat.tabs.clear();
  chat.current = shown = "";
}

/** Goes to the conversation that the address names. */
function navigate() {
  if (chat.you === "") return;
  let named = "";
  try {
    named = decodeURIComponent(location.hash.slice(1));
  } catch {
    // No address of ours.
  }
  const key = named.startsWith("@") ? named : `#${named || "lobby"}`;
  const tab = chat.find(key);
  isMoving = tab === undefined;
  if (tab) chat.look(tab.key);
  else {link.ask({
      verb: key[0] === "@" ? "query" : "join",
      argument: key[0] === "@" ? key.slice(1) : key,
      tab: chat.current,
      isMove: true,
    });}
  $("people").hidePopover?.();
  draw();
}

/** Loads older lines when somebody looks for them. */
function loadPast() {
  const { tab } = chat, log = view.log;
  if (!tab || !log || !link.isIn || isLoading) return;
  const ask = (/** @type {Asked} */ asked) => link.ask({ ...asked, tab: tab.key, isQuiet: true });
  if (!tab.isAsked) {
    tab.isAsked = isLoading = true;
    ask({ verb: "history", argument: `${PAGE} ${tab.key}`, before: chat.oldest(tab) });
    ask({ verb: "who", argument: tab.key });
  } else if (!tab.isWhole && log.element.scrollTop < NEAR_PX) {
    isLoading = true;
    ask({ verb: "history", argument: `${PAGE} ${tab.key}`, before: chat.oldest(tab) });
  }
  log.element.ariaBusy = String(isLoading);
}

function scrolled() {
  $("newest").hidden = view.log?.isAtEnd ?? true;
  loadPast();
}

/** Says what was typed, line by line; false where too much waits for an answer. @param {string} text */
function say(text) {
  const { tab } = chat;
  if (tab === undefined) return false;
  for (const line of text.split("\n")) {
    if (line.trim() !== "" && !sayLine(tab.key, line)) return false;
  }
  const log = view.log;
  if (log) log.isAtEnd = true;
  draw();
  return true;
}

/** @param {string} key @param {string} text */
function sayLine(key, text) {
  if (/^\/clear\s*$/.test(text)) {
    Object.assign(chat.open(key), { rows: [], isWhole: true });
    return true;
  }
  const isSaid = /^(?![/\uff0f\u2044\u2215])|^[/\uff0f\u2044\u2215]{2}|^[/\uff0f]me\s/.test(text);
  const isAlone = key[0] === "@" && isSaid && !SLIP.test(text.normalize("NFKC"));
  if (!isSaid) focus(key);
  const ref = link.ask({
    ...(isAlone
      ? { verb: "msg", argument: `${key.slice(1)} ${saidAlone(text)}` }
      : { verb: "line", argument: text }),
    ...(key[0] === "#" && { room: key }),
    tab: key,
    text,
    isSecret: hasPassword(text),
  });
  if (ref !== undefined && isSaid) chat.send(key, text, ref);
  return ref !== undefined;
}

/** As the server tells one person alone. A request names them: nothing goes astray while a query begins or ends. @param {string} text */
function saidAlone(text) {
  return text.replace(/^[/\uff0f\u2044\u2215]{2}/, "/").replace(/^[/\uff0f]me\s+/, `* ${chat.you} `);
}

/** Makes a room the current one of the server too, for what commands mean by it. @param {string} key */
function focus(key) {
  if (key[0] === "#" && key !== chat.target) link.ask({ verb: "join", argument: key, isQuiet: true });
}

/** @param {string} text up to the cursor */
function complete(text) {
  const { current, target } = chat;
  if (current[0] === "#" && current !== target) link.ask({ verb: "join", argument: current, isQuiet: true });
  link.ask({ verb: "complete", argument: text });
}

/** @param {number} by how many conversations further */
function move(by) {
  const keys = [...chat.tabs.keys()], key = keys.at((keys.indexOf(chat.current) + by) % keys.length);
  if (key !== undefined) chat.look(key);
  draw();
}

function looked() {
  chat.isHidden = document.hidden;
  if (document.hidden) return save();
  restored();
  chat.look(chat.current);
  if (status !== "ended") link.wake();
  draw();
}

$("enter").addEventListener("submit", (/** @type {Event} */ event) => {
  event.preventDefault();
  name = $("name").value.trim();
  if (name === "") return;
  $("problem").textContent = "";
  if (link.isOpen) enter();
  else {
    tell("connecting");
    link.wake();
  }
});
$("tabs").addEventListener("click", (/** @type {Event} */ { target }) => {
  const key = target instanceof HTMLElement ? target.dataset.key : undefined;
  if (key === undefined) return;
  if (key[0] === "@") chat.close(key);
  else link.ask({ verb: "leave", argument: key, tab: chat.current });
  draw();
});
$("logs").addEventListener("click", (/** @type {Event} */ { target }) => {
  const ref = target instanceof HTMLElement ? target.dataset.ref : undefined;
  const row = ref && chat.tab?.rows.find((row) => row.ref === ref);
  if (!row || !chat.tab) return;
  chat.tab.rows.splice(chat.tab.rows.indexOf(row), 1);
  input.giveBack(row.text);
  draw();
});
$("newest").addEventListener("click", () => {
  const log = view.log;
  if (log) log.isAtEnd = true, log.settle();
  input.focus();
});
addEventListener("hashchange", navigate);
addEventListener("pagehide", save);
addEventListener("pageshow", looked);
addEventListener("online", looked);
addEventListener("offline", () => tell("lost"));
document.addEventListener("visibilitychange", looked);
setInterval(() => link.isIn && !document.hidden && link.wake(), ASK_EVERY_MS);
draw();
link.open();
