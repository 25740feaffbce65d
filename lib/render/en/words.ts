/** English words that several sentences need: what things are called, how they are counted. @module */

import type { Stranger } from "../../model/farewell.ts";
import { NAME_MAX_CHARACTERS, type NameProblem } from "../../model/name.ts";
import type { ListedPerson } from "../../model/notices/people.ts";
import type { RoomKind } from "../../model/room_rules.ts";
import type { Topic } from "../../model/verb.ts";
import { nameList } from "../catalogue.ts";

/** Things counted: `1 line`, `2,000 lines`. */
export const count = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
/** A time span: `30 seconds`. */
export const seconds = (ms: number): string => count(Math.round(ms / 1000), "second");

/** A time as somebody tells it: no smaller parts than it needs. */
export const span = (ms: number): string => {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return "less than a minute";
  if (minutes < 120) return count(minutes, "minute");
  return minutes < 2880 ? count(Math.floor(minutes / 60), "hour") : count(Math.floor(minutes / 1440), "day");
};

/** What somebody gave as their reason, if anything. */
export const reason = (text: string): string => text === "" ? "" : `: ${text}`;

/** Somebody in a list. The sign tells what encrypts, TLS or SSH, and is the same in all languages. */
export const person = ({ name, isBot, isEncrypted, isSsh, isAway }: ListedPerson): string =>
  name + (isBot ? " [bot]" : "") + (isSsh ? " [ssh]" : isEncrypted ? " [tls]" : "") +
  (isAway ? " (away)" : "");

export const names = (list: readonly string[], more = 0): string =>
  nameList(list, ", ", (count) => `and ${count} more`, more);

/** Why a name is refused, as the end of a sentence. */
export const nameProblems: Readonly<Record<NameProblem, string>> = {
  blank: "a name needs at least one letter or digit",
  too_long: `a name has at most ${NAME_MAX_CHARACTERS} characters`,
  bad_character: "a name is made of letters, digits, dots, _ and -",
  loose_mark: "it begins with a mark that belongs on a letter",
  too_many_marks: "one of its letters has more marks than any script puts on one",
  mixed_scripts: "a name is written in one script, and this mixes several",
  reserved: "it is reserved for the server",
  taken: "somebody here has this name, or one that looks the same",
  not_text: "it is not valid UTF-8 text",
};

export const roomKinds: Readonly<Record<RoomKind, string>> = {
  public: "public",
  private: "private (not listed)",
  "invite-only": "invite-only",
  password: "password-protected",
  announce: "announce (only owners speak)",
};

/** What `/help` calls its topics. */
export const topics: Readonly<Record<Topic, string>> = {
  talk: "talk",
  rooms: "rooms",
  yours: "your room",
  past: "the past",
  people: "people",
  you: "you",
  more: "more",
};

/** What this port is, for programs that speak something else. */
export const strangers: Readonly<Record<Stranger, string>> = {
  tls: "This is a plain-text chat and you started TLS: connect without TLS (telnet, nc).",
  http: "This is a chat for telnet and nc, not a web server: connect with telnet to this port.",
  late_tls:
    "This connection began as a chat, so it is too late for TLS: connect again, and start TLS at once.",
  late_http: "This connection began as a chat, so it is too late for a web page: ask for it again, at once.",
  late_ssh: "This connection began as a chat, so it is too late for SSH: connect again.",
  ssh: "This is a plain-text chat, not an SSH server: connect with telnet or nc to this port.",
  irc: "This is a chat for telnet and nc, not an IRC server: connect with telnet to this port.",
  proxy: "This chat does not know the proxy that sent a PROXY header: ask the operator to add it to proxies.",
  utf16: "This chat speaks UTF-8 and your text is UTF-16: change its encoding and connect again.",
  program: "This is a plain-text chat and your program speaks another protocol: connect with telnet or nc.",
};
