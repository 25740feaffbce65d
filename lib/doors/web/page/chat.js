// @ts-check
/**
 * What the page knows: rooms and private conversations, their lines, and what is unread. It is made of what the server
 * tells, line by line, and knows no screen.
 */

import { mentions } from "./pieces.js";
import { wordsIn } from "./words.js";

/** @import { Asked, Line, Row, Tab } from "./types.d.ts" */

/** Most rows of a conversation: older ones are loaded again when somebody scrolls up. */
const MAX_ROWS = 1500, ROWS_LEFT = 1000;

/** For how long somebody who spoke is worth a line when they come or go, in milliseconds. */
const LATELY_MS = 3_600_000;

/** How many rows of how many conversations outlast a reload. */
const SAVED_ROWS = 150, SAVED_TABS = 20;

export class Chat {
  you = "";
  server = "";
  language = "en";
  joins = "on";
  stamps = false;
  isHidden = false; // whether nobody looks at the page
  current = ""; // what is looked at
  target = ""; // where the server sends plain lines
  /** @type {Map<string, Tab>} */
  tabs = new Map();
  /** @type {Map<string, number>} */ #spoke = new Map();

  get words() {
    return wordsIn(this.language);
  }

  get tab() {
    return this.tabs.get(this.current);
  }

  /** @param {string} key @returns {Tab} */
  open(key) {
    const there = this.find(key);
    if (there !== undefined) return there;
    const isPerson = key.startsWith("@");
    /** @type {Tab} */
    const tab = {
      ...{ key, rows: [], topic: "", people: [], unread: 0, mentions: 0, fresh: undefined },
      ...{ isWhole: isPerson, isAsked: isPerson },
    };
    this.tabs.set(key, tab);
    return tab;
  }

  /** @param {string} key in any letter case */
  find(key) {
    const low = key.toLowerCase();
    return this.tabs.get(key) ?? [...this.tabs.values()].find((tab) => tab.key.toLowerCase() === low);
  }

  /** Looks at a conversation. @param {string} key */
  look(key) {
    const tab = this.tabs.get(key);
    if (tab === undefined) return;
    if (key !== this.current && this.tab) this.tab.fresh = undefined;
    this.current = key;
    if (!this.isHidden) tab.unread = tab.mentions = 0;
  }

  /** @param {string} key */
  close(key) {
    this.tabs.delete(key);
    if (key !== this.current) return;
    const next = this.tabs.has(this.target) ? this.target : this.tabs.keys().next().value;
    if (next !== undefined) this.look(next);
  }

  get unread() {
    return [...this.tabs.values()].reduce((sum, { unread }) => sum + unread, 0);
  }

  get mentions() {
    return [...this.tabs.values()].reduce((sum, { mentions }) => sum + mentions, 0);
  }

  /** A row that is being said: it stays below the others until the server tells its place. @param {string} key @param {string} text @param {string} ref */
  send(key, text, ref) {
    const [, deed] = /^[/\uff0f]me\s+(.*)/s.exec(text) ?? [];
    const kind = deed === undefined ? "said" : "acted";
    const shown = deed ?? text.replace(/^[/\uff0f\u2044\u2215]{2}/, "/");
    this.open(key).fresh = undefined;
    this.#put(this.open(key), { kind, text: shown, from: this.you, time: Date.now(), ref });
  }

  /** @param {string} ref @returns {[Tab, Row] | undefined} */
  #sending(ref) {
    for (const tab of this.tabs.values()) {
      const row = tab.rows.find((row) => row.ref === ref);
      if (row !== undefined) return [tab, row];
    }
  }

  /** @param {Line} line @param {Asked} [asked] the request that it answers */
  hear(line, asked) {
    if (line.ref !== undefined) this.#settle(line, String(line.ref));
    switch (line.kind) {
      case "said":
      case "acted": {
        const tab = this.tabs.get(line.room);
        if (tab) this.#receive(tab, this.#rowOf(line), mentions(line.text, this.you));
        return;
      }
      case "whispered":
        return this.#whispered(line);
      case "notice":
        return this.#noticed(line, asked);
      case "refused":
        return this.#refused(line, asked);
      case "skipped":
        this.note(line.text, "event");
        for (const tab of this.tabs.values()) tab.isWhole = tab.key[0] === "@";
        return;
      case "done":
      case "prompt":
      case "hello":
      case "goodbye":
        return;
      default:
        this.#happened(line);
    }
  }

  /** @param {Line} line @param {Asked} [asked] */
  #refused({ text }, asked) {
    if (!asked?.isQuiet) return this.note(text, "refused", asked?.tab);
    const tab = this.tabs.get(asked.tab ?? "");
    if (tab && asked.verb === "history") tab.isWhole = true;
    if (tab && asked.verb === "join") {
      this.close(tab.key);
      this.note(text, "refused");
    }
  }

  /** A row that is for the reader alone. @param {string} text @param {Row["kind"]} [kind] @param {string} [key] */
  note(text, kind = "answer", key = this.current) {
    const tab = this.tabs.get(key) ?? this.tab;
    if (tab !== undefined) this.#put(tab, { kind, text, time: Date.now() });
  }

  /** What was being said is said, or is not. @param {Line} line @param {string} ref */
  #settle(line, ref) {
    const [tab, row] = this.#sending(ref) ?? [];
    if (tab === undefined || row === undefined) return;
    const at = tab.rows.indexOf(row);
    if (line.kind === "done" && line.id !== undefined && tab.key.startsWith("#")) {
      delete row.ref;
      row.id = line.id;
      row.time = Date.now();
      this.#spoke.set(this.you, row.time);
    } else if (line.kind === "done" || line.kind === "refused" || line.kind === "notice") {
      tab.rows.splice(at, 1);
    }
  }

  /** @param {Line} line @returns {Row} */
  #rowOf({ kind, id, time, from, text, room }) {
    return { kind: kind === "acted" ? "acted" : "said", id, time: Date.parse(time), from, text, room };
  }

  /** @param {Line} line */
  #whispered(line) {
    const isOwn = line.from === this.you, other = isOwn ? line.to : line.from;
    const tab = this.open(`@${other}`);
    const row = this.#rowOf(line);
    const mine = isOwn ? tab.rows.find(({ ref }) => ref !== undefined) : undefined;
    if (mine === undefined) return this.#receive(tab, row, !isOwn);
    delete mine.ref;
    Object.assign(mine, row);
  }

  /** @param {Tab} tab @param {Row} row @param {boolean} isMention */
  #receive(tab, row, isMention) {
    if (isMention) row.isMention = true;
    this.#spoke.set(row.from ?? "", row.time);
    this.#put(tab, row);
    if (row.from === this.you || tab.key === this.current && !this.isHidden) return;
    if (tab.unread++ === 0) tab.fresh = row;
    if (isMention) tab.mentions++;
  }

  /** Behind all that was said, and before what is being said. @param {Tab} tab @param {Row} row */
  #put(tab, row) {
    const { rows } = tab;
    const at = row.ref === undefined ? rows.findIndex(({ ref }) => ref !== undefined) : -1;
    if (at < 0) rows.push(row);
    else rows.splice(at, 0, row);
    if (rows.length <= MAX_ROWS) return;
    rows.splice(0, rows.length - ROWS_LEFT);
    tab.isWhole = tab.key.startsWith("@");
  }

  /** @param {Line} line */
  #happened(line) {
    const { events } = this.words;
    const tell = Object.hasOwn(events, line.kind) ? events[line.kind] : undefined;
    if (tell === undefined) return; // of a later version
    const { kind, from, to, room } = line, time = Date.parse(line.time);
    const about = this.#tabsOf(line);
    const isSeen = this.joins === "on" ||
      this.joins === "few" && time - (this.#spoke.get(from) ?? 0) < LATELY_MS;
    const isComing = ["joined", "left", "entered", "exited"].includes(kind);
    if (isSeen || !isComing) {
      for (const tab of about) this.#put(tab, { kind: "event", text: tell(line), time });
    }
    if (kind === "topic") this.open(room).topic = line.text;
    if (kind === "renamed") this.#rename(from, to);
    for (const tab of this.tabs.values()) {
      if (kind === "left" || tab.key === room && (kind === "exited" || kind === "removed")) {
        tab.people = tab.people.filter((name) => name !== from);
      } else if (tab.key === (kind === "joined" ? "#lobby" : kind === "entered" ? room : undefined)) {
        if (!tab.people.includes(from)) tab.people.push(from);
      }
    }
  }

  /** @param {Line} line */
  #tabsOf({ kind, room, from }) {
    if (room !== undefined) return [...this.tabs.values()].filter(({ key }) => key === room);
    return [...this.tabs.values()].filter(({ key, people }) =>
      key === `@${from}` || people.includes(from) || kind === "joined" && key === "#lobby"
    );
  }

  /** @param {string} from @param {string} to */
  #rename(from, to) {
    for (const tab of this.tabs.values()) {
      tab.people = tab.people.map((name) => name === from ? to : name);
    }
    if (this.target === `@${from}`) this.target = `@${to}`;
    const tab = this.tabs.get(`@${from}`);
    if (tab === undefined || this.tabs.has(`@${to}`)) return;
    tab.key = `@${to}`;
    this.tabs = new Map([...this.tabs.values()].map((tab) => [tab.key, tab]));
    if (this.current === `@${from}`) this.current = tab.key;
  }

  /** @param {Line} line @param {Asked} [asked] */
  #noticed(line, asked) {
    const { about, room } = line;
    if (about === "replay") return this.#past(room, line.messages);
    if (about === "history" && asked?.isQuiet) {
      const tab = this.tabs.get(room), isNew = this.#past(room, line.messages);
      if (tab && (!isNew || line.messages.length < 50)) tab.isWhole = true;
      return;
    }
    if (about === "who" && asked?.isQuiet) {
      const tab = this.tabs.get(room);
      if (tab) tab.people = line.people.map((/** @type {{ name: string }} */ { name }) => name);
      return;
    }
    let key = asked?.tab;
    switch (about) {
      case "greeting":
        this.you = line.name;
        this.server = line.server ?? "";
        this.target = "#lobby";
        this.open("#lobby");
        this.look("#lobby");
        break;
      case "room_made":
      case "room_entered":
      case "room_current":
      case "query":
        key = this.target = about === "query" ? `@${line.name}` : room;
        this.open(this.target).topic = line.topic ?? this.open(this.target).topic;
        if (!asked?.isQuiet) this.look(this.target);
        if (about === "room_current" || about === "query") return;
        break;
      case "room_left":
      case "removed_you":
        this.target = line.query === undefined ? line.current : `@${line.query}`;
        this.close(room);
        key = undefined;
        break;
      case "query_over":
        key = `@${line.name}`;
        this.target = room;
        break;
      case "room_topic":
        if (this.tabs.has(room)) this.open(room).topic = line.topic;
        break;
      case "renamed_you":
        this.#rename(this.you, line.to);
        this.you = line.to;
        break;
      case "settings":
        ({ joins: this.joins, stamps: this.stamps, language: this.language } = line);
        break;
      case "dialect":
        this.language = line.language;
        break;
    }
    if (asked?.isQuiet) return;
    this.note(line.text, "answer", key);
    const tab = this.tabs.get(key ?? this.current) ?? this.tab;
    for (const message of line.messages ?? []) {
      if (tab) this.#put(tab, { ...this.#rowOf(message), id: undefined, isPast: true });
    }
  }

  /** Lines of the past go before those that are there. Whether there are new ones. @param {string} key @param {Line[]} messages */
  #past(key, messages) {
    const tab = this.tabs.get(key), known = new Set(tab?.rows.map(({ id }) => id));
    const rows = messages.filter(({ id }) => !known.has(id)).map((line) => this.#rowOf(line));
    for (const row of rows) row.isMention = row.from !== this.you && mentions(row.text, this.you);
    if (tab === undefined) return false;
    // What seemed lost was said after all.
    tab.rows = tab.rows.filter((row) =>
      !row.hasFailed || !rows.some(({ from, text }) => from === this.you && text === row.text)
    );
    tab.rows.unshift(...rows);
    return rows.length > 0;
  }

  /** The id before which the past is to be loaded. @param {Tab} tab */
  oldest(tab) {
    return tab.rows.find(({ id, kind }) => id !== undefined && (kind === "said" || kind === "acted"))?.id;
  }

  /** The server knows nothing of before: rooms are joined again, and their past is loaded again. @param {Map<string, Asked>} waiting what is still to be sent */
  startAnew(waiting) {
    for (const tab of this.tabs.values()) {
      tab.rows = tab.rows.filter((row) => tab.key.startsWith("@") || row.ref !== undefined);
      for (const row of tab.rows) if (row.ref !== undefined && !waiting.has(row.ref)) row.hasFailed = true;
      tab.isAsked = tab.isWhole = tab.key.startsWith("@");
      tab.fresh = undefined;
    }
  }

  /** What outlasts a reload. */
  get saved() {
    const { you, server, language, joins, stamps, current, target } = this;
    const tabs = [...this.tabs.values()].slice(0, SAVED_TABS).map((tab) => ({
      ...tab,
      rows: tab.rows.slice(-SAVED_ROWS),
      isWhole: tab.key.startsWith("@") || tab.isWhole && tab.rows.length <= SAVED_ROWS,
      fresh: undefined,
    }));
    return { you, server, language, joins, stamps, current, target, tabs };
  }

  /** @param {Chat["saved"]} saved */
  restore({ tabs, ...rest }) {
    Object.assign(this, rest);
    this.tabs = new Map(tabs.map((tab) => [tab.key, tab]));
  }
}
