/**
 * Everything the server says, in English: the catalogue.
 *
 * @module
 */

import type { Catalogue } from "../catalogue.ts";
import { past } from "./past.ts";
import { people } from "./people.ts";
import { rooms } from "./rooms.ts";
import { talk } from "./talk.ts";
import { count, nameProblems, reason, roomKinds, seconds, topics } from "./words.ts";
import { you } from "./you.ts";

/** The English catalogue. */
export const en: Catalogue = {
  notices: { ...talk.notices, ...rooms.notices, ...past.notices, ...people.notices, ...you.notices },
  refusals: { ...talk.refusals, ...rooms.refusals, ...past.refusals, ...people.refusals, ...you.refusals },
  help: { ...talk.help, ...rooms.help, ...past.help, ...people.help, ...you.help },
  farewells: {
    quit: () => "Goodbye!",
    hung_up: () => "Goodbye!",
    vanished: ({ silentMs }) => `Goodbye: your connection did not answer for ${seconds(silentMs)}.`,
    too_slow: ({ stalledMs }) => `Goodbye: your connection read nothing for ${seconds(stalledMs)}.`,
    nameless: ({ nameMs }) =>
      `Goodbye: no name came within ${seconds(nameMs)}. You are welcome to try again.`,
    too_many_tries: ({ nameTries }) =>
      `Goodbye: none of ${count(nameTries, "name")} could be used. You are welcome to try again.`,
    stranger: ({ spoke }) => en.strangers[spoke],
    kicked: () => "Goodbye: the operator of this server ended your connection.",
    stopping: () => "Goodbye: the server is stopping.",
    bug: () => "Goodbye: something went wrong on our side, and it was logged. You are welcome to come back.",
  },
  events: {
    renamed: ({ name, to }) => `${name} is now known as ${to}`,
    removed: ({ room, name, by, text }) => `${name} was removed from ${room} by ${by}${reason(text)}`,
    topic: ({ room, name, text }) =>
      text === "" ? `${name} took away the topic of ${room}` : `${name} set the topic of ${room}: ${text}`,
    room_kind: ({ room, name, roomKind }) => `${name} made ${room} ${roomKinds[roomKind]}`,
    room_history: ({ room, name, isKept }) =>
      isKept
        ? `what is said in ${room} is kept from now on (${name})`
        : `what is said in ${room} is not kept any more, and what was kept is erased (${name})`,
    owner: ({ room, name, to }) => `${name} made ${to} an owner of ${room}`,
  },
  nameProblems,
  strangers: {
    tls: "This is a plain-text chat and you started TLS: connect without it (telnet, nc).",
    http: "This is a chat for telnet and nc, not a web server: connect with telnet to this port.",
    ssh: "This is a plain-text chat, not an SSH server: connect with telnet or nc to this port.",
    irc: "This is a chat for telnet and nc, not an IRC server: connect with telnet to this port.",
    proxy: "A proxy sent a PROXY header, which this chat does not read: turn it off at the proxy.",
    utf16: "This chat speaks UTF-8 and your text is UTF-16: change its encoding and connect again.",
    program: "This is a plain-text chat and your program speaks another protocol: connect with telnet or nc.",
  },
  roomKinds,
  topics,
};
