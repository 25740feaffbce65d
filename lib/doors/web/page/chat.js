// @ts-check
/** What the page knows: rooms and private conversations, their lines, and what is unread. It knows no screen. */

import { hear } from "./hear.js";
import { mentions } from "./pieces.js";
import { spoken } from "./typed.js";
import { wordsIn } from "./words.js";

/** @import { Chat, Line, Row, Tab } from "./types.d.ts" */

/** Most rows of a conversation, and how many of them outlast a reload: older ones are loaded again. */
const MAX_ROWS = 1500, ROWS_SAVED = 150;

export function createChat() {
  /** @type {Chat} */
  const chat = {
    ...{ you: "", language: "en", stamps: false, isHidden: false, current: "", target: "" },
    tabs: new Map(),
    get words() {
      return wordsIn(chat.language);
    },
    get tab() {
      return chat.tabs.get(chat.current);
    },
    get unread() {
      return all().reduce((sum, { unread }) => sum + unread, 0);
    },
    get mentions() {
      return all().reduce((sum, { mentions }) => sum + mentions, 0);
    },
    open(key) {
      const isWhole = key[0] === "@"; // nothing of it is kept
      const tab = chat.tabs.get(key) ?? { key, rows: [], topic: "", unread: 0, mentions: 0, isWhole };
      chat.tabs.set(key, tab);
      return tab;
    },
    look(key) {
      const { tab } = chat, next = chat.tabs.get(key);
      if (!next) return;
      if (tab !== next) delete tab?.fresh;
      chat.current = key;
      if (!chat.isHidden) next.unread = next.mentions = 0;
    },
    close(key) {
      chat.tabs.delete(key);
      if (!chat.tab) chat.look([chat.target, ...chat.tabs.keys()].find((key) => chat.tabs.has(key)) ?? "");
    },
    rename(from, to) {
      const tab = chat.tabs.get(from);
      if (chat.target === from) chat.target = to;
      if (!tab || chat.tabs.has(to)) return;
      tab.key = to;
      chat.tabs = new Map(all().map((tab) => [tab.key, tab]));
      if (chat.current === from) chat.current = to;
    },
    send(key, text, ref) {
      const row = spoken(text), tab = chat.open(key);
      delete tab.fresh;
      if (row) chat.put(tab, { ...row, from: chat.you, time: Date.now(), ref });
    },
    hear(line, asked) {
      if (line.ref) settle(line);
      hear(chat, line, asked);
    },
    rowOf({ kind, id, time, from, text }) {
      return { kind: kind === "acted" ? "acted" : "said", id, time: Date.parse(time), from, text };
    },
    receive(tab, line) {
      const row = chat.rowOf(line);
      chat.put(tab, row);
      if (row.from !== chat.you) delete tab.hasLeft; // they are known again
      if (row.from === chat.you || tab === chat.tab && !chat.isHidden) return;
      if (tab.unread++ === 0) tab.fresh = row;
      if (tab.key[0] === "@" || mentions(row.text, chat.you)) tab.mentions++;
    },
    note(text, kind, key = chat.current) {
      const tab = chat.tabs.get(key) ?? chat.tab;
      if (tab) chat.put(tab, { kind, text, time: Date.now() });
    },
    put(tab, row) {
      const { rows } = tab, at = row.ref ? -1 : rows.findIndex(({ ref, hasFailed }) => ref && !hasFailed);
      rows.splice(at < 0 ? rows.length : at, 0, row);
      if (rows.length > MAX_ROWS) Object.assign(tab, lastOf(tab, rows.slice(ROWS_SAVED)));
    },
    past(key, lines, wanted = 0) {
      const tab = chat.tabs.get(key), known = new Set(tab?.rows.map(({ id }) => id));
      if (!tab) return;
      const rows = lines.filter(({ id }) => !known.has(id)).map(chat.rowOf);
      const own = rows.filter(({ from }) => from === chat.you).map(({ text }) => text);
      tab.rows = [...rows, ...tab.rows.filter(({ hasFailed, text }) => !hasFailed || !own.includes(text))];
      if (wanted > 0) {
        Object.assign(tab, { isLoading: false, isWhole: rows.length === 0 || lines.length < wanted });
      }
    },
    oldest: ({ rows }) => rows.find(({ id }) => id !== undefined)?.id,
    startAnew(waiting) {
      for (const tab of all()) {
        delete tab.fresh;
        Object.assign(tab, lastOf(tab, tab.rows.filter(({ ref }) => ref || tab.key[0] === "@")));
        for (const row of tab.rows) if (row.ref && !waiting.has(row.ref)) row.hasFailed = true;
      }
    },
    get saved() {
      const { you, language, stamps, current, target } = chat;
      const tabs = all().map((tab) => lastOf(tab, tab.rows.slice(-ROWS_SAVED)));
      return { you, language, stamps, current, target, tabs };
    },
    restore(saved) {
      Object.assign(chat, saved, { tabs: new Map(saved.tabs.map((tab) => [tab.key, tab])) });
    },
  };
  const all = () => [...chat.tabs.values()];
  return chat;

  /** What was being said is said in its room, or comes back from the server, or is not said. @param {Line} line */
  function settle({ kind, id, ref }) {
    for (const { key, rows } of all()) {
      const at = rows.findIndex((row) => row.ref === ref), row = rows[at];
      if (row && kind === "done" && key[0] === "#" && id !== undefined) { // else there was nothing to say
        Object.assign(row, { id, ref: undefined, time: Date.now() });
      } else if (row) rows.splice(at, 1);
    }
  }
}

/** A conversation with some of its rows: the others can be loaded again, where they are kept. @param {Tab} tab @param {Row[]} rows */
const lastOf = (tab, rows) => ({ ...tab, rows, isLoading: false, isWhole: tab.key[0] === "@" });
