/** What is said about lines of the past, in English. @module */

import type { Parts } from "../catalogue.ts";
import { count } from "./words.ts";

export const past: Parts["past"] = {
  history: ({ of, before, messages }) =>
    messages.length === 0
      ? `There are no ${before === undefined ? "kept" : "older"} lines of ${of} that you may see.`
      : before === undefined
      ? `The last ${count(messages.length, "line")} of ${of}.`
      : `${count(messages.length, "older line")} of ${of}.`,
  since: ({ messages, hasMore }) =>
    messages.length === 0
      ? "You missed nothing since you last left."
      : hasMore
      ? `The newest ${messages.length} lines since you last left; /history shows more.`
      : `${count(messages.length, "line")} since you last left.`,
  found: ({ words, messages, hasMore, unindexed }) => {
    const what = words === "" ? "" : ` with "${words}"`;
    const found = messages.length === 0
      ? hasMore
        ? `No line${what} was found, but not all lines were searched: use rarer words, or add in: or since:.`
        : `No line${what} in your rooms.`
      : hasMore
      ? `The newest ${messages.length} lines${what}; there may be more: add words to find fewer.`
      : `${count(messages.length, "line")}${what}.`;
    return unindexed === 0
      ? found
      : `${found} ${count(unindexed, "line is", "lines are")} not searched yet: ask again soon.`;
  },
  not_saving: ({ reason }) => `New lines are not being saved (${reason}), so some may be missing here.`,
  forgotten: ({ lines, isCertain }) =>
    isCertain
      ? `Erased: ${count(lines, "line")} of yours. What others have on their screens stays there.`
      : "Your lines will be erased as soon as the store can be written again.",
  no_history: ({ reason }) => `Kept lines cannot be read at the moment: ${reason}. The chat itself goes on.`,
  history_off: ({ room }) => `The lines of ${room} are not kept: an owner turned its history off.`,
  never_seen: () =>
    "You have not been here before under this name and from this address: /history shows the last lines.",
  "/history":
    "the last lines of this room, or of another room that you are in;\n  20 lines if you give no number",
  "/since":
    "the lines of your rooms since you last left the chat (the newest 100),\n  under this name and from this address",
  "/search":
    "the newest 20 lines of your rooms that have all these words;\n  since: takes minutes, hours or days (30m, 2h, 7d)",
  "/forget": "erase the kept lines that you said since you came, under all your names",
};
