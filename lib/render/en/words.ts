/**
 * English words that several sentences need: what things are called, how they are counted.
 *
 * @module
 */

import { NAME_MAX_CHARACTERS } from "../../model/name.ts";
import { type Catalogue, nameList } from "../catalogue.ts";

/** Things counted: `1 line`, `2,000 lines`. */
export const count = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
/** A time span: `30 seconds`. */
export const seconds = (ms: number): string => count(Math.round(ms / 1000), "second");

/** Names in a row. */
export const names = (list: readonly string[]): string =>
  nameList(list, ", ", (count) => `and ${count} more`);

/** Why a name is refused, as the end of a sentence. */
export const nameProblems: Catalogue["nameProblems"] = {
  blank: "a name needs at least one letter or digit",
  too_long: `a name has at most ${NAME_MAX_CHARACTERS} characters`,
  bad_character: "a name is made of letters, digits, dots, _ and -",
  loose_mark: "it begins with a mark that belongs on a letter",
  too_many_marks: "one of its letters has more marks than any script puts on one",
  mixed_scripts: "a name is written in one script, and this mixes several",
  reserved: "it is reserved for the server",
  taken: "somebody here has it, or one that looks the same",
  not_text: "it is not valid UTF-8 text",
};

/** What the kinds of rooms are called. */
export const roomKinds: Catalogue["roomKinds"] = {
  public: "public",
  private: "private (not listed)",
  "invite-only": "invite-only",
  password: "password-protected",
  announce: "announce (only owners speak)",
};

/** What `/help` calls its topics. */
export const topics: Catalogue["topics"] = {
  talk: "talk",
  rooms: "rooms",
  yours: "your room",
  past: "the past",
  people: "people",
  you: "you",
  more: "more",
};

/** What each command does. */
export const help: Catalogue["help"] = {
  me: "say what you do: * you wave",
  msg: "write to one person, whatever room they are in; short: /w",
  reply: "write to who wrote to you last; short: /r",
  join:
    "go into a room, or back to it; a new name makes a new room: you own it,\n  and a password with it makes it password-protected",
  leave: "leave this room, or another one; an owner gives it up by that",
  rooms: "all rooms: how many people, what kind, what about",
  who: "who is here, or in a room",
  topic: "what this room is about; its owners change it",
  room:
    "for owners: who may come in (private: not listed) and speak (announce:\n  owners only), and whether lines are kept; alone: how it is now",
  invite: "open this room's door to somebody",
  kick: "for owners: put somebody out of this room",
  owner: "for owners: make somebody an owner too",
  history: "the last lines of this room or another one of yours; 20, or up to 500",
  since: "what was said in your rooms since you last left,\n  under this name and from this address",
  search:
    "lines of your rooms with all these words, the newest 20;\n  since takes minutes, hours, days (30m, 2h, 7d)",
  forget: "erase all you said since you came, under every name you had",
  whois: "somebody's rooms, and how long they have been here and quiet",
  away: "tell who writes to you that you are away, and why; your next line ends it",
  ignore: "get no lines from somebody; they are not told. Alone: whom you ignore",
  unignore: "get their lines again",
  nick: "change your name",
  color: "colours on or off, for you",
  lang: "English or 中文, for you",
  tz: "your time zone, as Europe/Berlin or +8, for times you see",
  set: "how many past lines you see on entering a room; alone: all your settings",
  json: "one JSON object a line from now on, for programs (docs/protocol.md)",
  help: "this, or more about one command",
  motd: "the message of the day, which the operator wrote",
  health: "whether the server is well",
  quit: "leave (Ctrl-D on an empty line does too)",
};
