// @ts-check
/** What the lines of the server change in what the page knows (docs/protocol.md). */

import { filled } from "./words.js";

/** @import { Change, Chat, Line } from "./types.d.ts" */

/** How many lines of the past are asked for at a time. */
export const PAGE = 50;

/** @type {Change} */
export function hear(chat, line, asked) {
  const { kind, text, from, to, room } = line, tab = chat.tabs.get(room);
  if (kind === "notice") noticed(chat, line, asked);
  else if (kind === "refused") refused(chat, line, asked);
  else if (kind === "whispered") chat.receive(chat.open(`@${from === chat.you ? to : from}`), line);
  else if (kind === "said" || kind === "acted") tab && chat.receive(tab, line);
  else if (kind === "skipped") {
    chat.note(text, "event");
    for (const tab of chat.tabs.values()) tab.isWhole = tab.key[0] === "@";
  } else if (kind === "goodbye") chat.note(text, "event");
  else happened(chat, line);
}

/** @type {Change} */
function refused(chat, { text }, asked) {
  const tab = chat.tabs.get(asked?.tab ?? "");
  if (tab && asked?.verb === "history") tab.isWhole = true;
  if (tab && asked?.isQuiet && asked.verb === "join") chat.close(tab.key);
  else if (asked?.isQuiet) return;
  chat.note(text, "refused", tab?.key);
}

/** @type {Change} */
function happened(chat, line) {
  const { kind, from, to, room, text, time, isKept, isOn = isKept, roomKind } = line;
  const { events, kinds } = chat.words, isOff = !(isOn ?? text);
  if (!Object.hasOwn(events, kind)) return; // of a later version
  const sentence = isOff && events[`${kind}_off`] || events[kind] || "";
  const facts = { ...line, roomKind: kinds[roomKind] ?? roomKind };
  for (const key of room ? [room] : ["#lobby", `@${from}`]) {
    const tab = chat.tabs.get(key);
    if (tab) chat.put(tab, { kind: "event", text: filled(sentence, facts), time: Date.parse(time) });
    if (tab && kind === "topic") tab.topic = text;
  }
  if (kind === "left") part(chat, from);
  if (kind === "renamed") chat.rename(`@${from}`, `@${to}`);
}

/** @type {Change} */
function noticed(chat, line, asked) {
  const { about = "", text, messages = [] } = line;
  const change = Object.hasOwn(CHANGES, about) ? CHANGES[about] : undefined;
  const key = change?.(chat, line, asked) ?? asked?.tab;
  if (!asked?.isQuiet && !SILENT.includes(about)) {
    chat.note([text, ...messages.map(textOf)].join("\n"), "answer", key);
  }
}

/** Notices that are not shown: here each line goes where it is typed, whatever the query is. */
const SILENT = ["replay", "query_over"];

/** What a notice changes; and where it is told, if not where it was asked. @type {Record<string, Change>} */
const CHANGES = {
  greeting(chat, line) {
    chat.you = line.name;
    return enter(chat, { ...line, room: "#lobby", name: undefined });
  },
  room_made: enter,
  room_entered: enter,
  room_current: enter,
  query: enter,
  query_over(chat, { name, room }) {
    chat.target = room;
    part(chat, name);
  },
  room_left: leave,
  removed_you: leave,
  room_topic(chat, { room, topic }) {
    Object.assign(chat.tabs.get(room) ?? {}, { topic });
  },
  renamed_you(chat, { to }) {
    chat.rename(`@${chat.you}`, `@${to}`);
    chat.you = to;
  },
  settings: choose,
  dialect: choose,
  replay(chat, { room, messages }) {
    chat.past(room, messages);
  },
  history(chat, { room, messages }, asked) {
    if (asked?.isQuiet) chat.past(room, messages, PAGE);
  },
};

/** @type {Change} */
function enter(chat, { room, name, topic }, asked) {
  const key = name === undefined ? room : `@${name}`, tab = chat.open(key);
  tab.topic = topic ?? tab.topic;
  chat.target = key;
  if (!asked?.isQuiet) chat.look(key);
  return key;
}

/** Whoever has this name next is somebody else, perhaps. @param {Chat} chat @param {string} name */
function part(chat, name) {
  const tab = chat.tabs.get(`@${name}`);
  if (tab) tab.hasLeft = true;
}

/** @type {Change} */
function leave(chat, { room, current }) {
  chat.target = current;
  chat.close(room);
}

/** @type {Change} */
function choose(chat, { language, stamps = chat.stamps }) {
  Object.assign(chat, { language, stamps });
}

/** A line of the past in an answer. @param {Line} line */
function textOf({ kind, time, room, from, text }) {
  return `${new Date(time).toLocaleString()} ${room} ${kind === "acted" ? `* ${from}` : `${from}:`} ${text}`;
}
