/** What is said about other people, in English. @module */

import type { Parts } from "../catalogue.ts";
import { count, names, person, reason, span } from "./words.ts";

export const people: Parts["people"] = {
  whois: ({ person: who, rooms, hereMs, quietMs, awayText }) =>
    `${person({ ...who, isAway: false })} has been here for ${span(hereMs)}, said nothing for ${
      span(quietMs)
    }` +
    (rooms.length === 0 ? "" : `, is in ${names(rooms)}`) +
    (who.isAway ? `, is away${reason(awayText)}` : "") + ".",
  away: ({ text }) => `You are away${reason(text)}. Saying a line, or /away again, brings you back.`,
  back: () => "You are back.",
  ignoring: ({ name }) => `You get no lines from ${name} any more; /unignore ${name} takes that back.`,
  heeding: ({ name }) => `You get lines from ${name} again.`,
  ignored: ({ names: list }) => list.length === 0 ? "You ignore nobody." : `You ignore ${names(list)}.`,
  unknown_person: ({ given }) => `There is nobody called "${given}" here: /who tells who is.`,
  yourself: ({ verb }) => `/${verb} is for others, and that is you.`,
  not_ignored: ({ given }) => `You do not ignore "${given}": /ignore alone lists whom you do.`,
  too_many_ignored: ({ names }) => `You ignore ${count(names, "name")} already: /unignore one first.`,
  "/whois": "somebody's rooms, and how long they have been here and quiet",
  "/away": "tell who writes to you that you are away, and why; your next line ends it",
  "/ignore": "get no lines from somebody; they are not told. Alone: whom you ignore",
  "/unignore": "get their lines again",
};
