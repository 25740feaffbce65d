/** What is said about lines of the past, in English. @module */

import type { Parts } from "../catalogue.ts";
import { count } from "./words.ts";

export const past: Parts["past"] = {
  history: ({ of, messages }) =>
    messages.length === 0
      ? `Nothing kept of ${of} that you may see.`
      : `The last ${count(messages.length, "line")} of ${of}.`,
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
        ? `No line${what} among the newest that have some of the words; rarer words, in: and since: help.`
        : `No line${what} in your rooms.`
      : hasMore
      ? `The newest ${messages.length} lines${what}; more words find fewer.`
      : `${count(messages.length, "line")}${what}.`;
    return unindexed === 0
      ? found
      : `${found} ${count(unindexed, "line is", "lines are")} not searched yet: ask again soon.`;
  },
  not_saving: ({ reason }) =>
    `What is said now is not being saved (${reason}), so lines may be missing here.`,
  forgotten: ({ lines, isCertain }) =>
    isCertain
      ? `Erased: ${count(lines, "line")} of yours. What others have on their screens stays there.`
      : "Your lines will be erased as soon as the store can be written again.",
  no_history: ({ reason }) => `What was said cannot be read just now: ${reason}. The chat itself goes on.`,
  history_off: ({ room }) => `What is said in ${room} is not kept: its owner wants it so.`,
  never_seen: () =>
    "You have not been here before under this name and from this address: /history shows the last lines.",
  "/history": "the last lines of this room or another one of yours; 20, or up to 500",
  "/since": "what was said in your rooms since you last left,\n  under this name and from this address",
  "/search":
    "lines of your rooms with all these words, the newest 20;\n  since takes minutes, hours, days (30m, 2h, 7d)",
  "/forget": "erase all you said since you came, under every name you had",
};
