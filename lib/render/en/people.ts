/** What is said about other people, in English. @module */

import type { Parts } from "../catalogue.ts";
import { count, names, person, reason, span } from "./words.ts";

export const people: Parts["people"] = {
  whois: ({ person: who, rooms, hereMs, quietMs, awayText, node }) =>
    `${person({ ...who, isAway: false })} has been here for ${span(hereMs)}, said nothing for ${
      span(quietMs)
    }` +
    (rooms.length === 0 ? "" : `, is in ${names(rooms)}`) +
    (node === undefined ? "" : `, is at the node ${node}`) +
    (who.isAway ? `, is away${reason(awayText)}` : "") + ".",
  whois_hook: ({ person: who, by, room, quietMs }) =>
    `${person(who)} is a webhook${room === undefined ? "" : ` of ${room}`}, made by ${by}; it ${
      quietMs === undefined
        ? "has said nothing since the server started"
        : `said nothing for ${span(quietMs)}`
    }.`,
  away: ({ text }) => `You are away${reason(text)}. Saying a line, or /away again, brings you back.`,
  back: () => "You are back.",
  ignoring: ({ name }) => `You get no lines from ${name} any more; /unignore ${name} undoes this.`,
  heeding: ({ name }) => `You get lines from ${name} again.`,
  ignored: ({ names: list }) => list.length === 0 ? "You ignore nobody." : `You ignore ${names(list)}.`,
  unknown_person: ({ given }) => `Nobody here is called "${given}": /who lists everybody who is here.`,
  is_hook: ({ name }) => `${name} is a webhook: it speaks for a program, and reads nothing.`,
  yourself: ({ verb }) => `/${verb} is for other people, and that is your own name.`,
  not_ignored: ({ given }) =>
    `You do not ignore "${given}": /ignore without a name lists the people you ignore.`,
  too_many_ignored: ({ names }) => `You already ignore ${count(names, "name")}: /unignore one of them first.`,
  "/whois": "somebody's rooms, how long they have been here, and how long they said nothing",
  "/away": "people who write to you are told that you are away, and why;\n  your next line ends it",
  "/ignore": "get no lines from somebody; they are not told.\n  /ignore alone lists the people you ignore",
  "/unignore": "get somebody's lines again",
};
