/** What is said about lines and commands as they are typed, in English. @module */

import type { Parts } from "../catalogue.ts";
import { count, reason } from "./words.ts";

export const talk: Parts["talk"] = {
  not_utf8: () =>
    "Some of your letters are not valid UTF-8, so others see \ufffd: set your terminal to UTF-8.",
  paced: ({ linesPerSecond }) =>
    `You type faster than ${
      count(linesPerSecond, "line")
    } a second: nothing is lost, your lines go out at that pace.`,
  skipped: ({ lines }) =>
    `${count(lines, "line was", "lines were")} skipped here: your connection read too slowly.`,
  query: ({ name, room }) => `What you type goes to ${name} alone now: /query takes you back to ${room}.`,
  query_over: ({ name, room }) => `What you type goes to ${room} now, because ${name} has left.`,
  completed: ({ candidates, hasMore }) =>
    candidates.length === 0
      ? "Nothing fits there."
      : `What fits there: ${candidates.map((word) => word.trim()).join(", ")}${hasMore ? ", and more" : ""}.`,
  is_away: ({ name, text }) => `${name} is away${reason(text)}. Your line waits on their screen.`,
  unknown_verb: ({ given, nearest }) =>
    nearest === undefined
      ? `There is no command /${given}. Type /help to see all commands, //${given} to say it.`
      : `There is no command /${given}, did you mean /${nearest}? Type /help to see all commands.`,
  bad_argument: ({ verb, given, usage }) =>
    given === ""
      ? `/${verb} needs more words: type ${usage}.`
      : `"${given}" does not fit /${verb}: type ${usage}.`,
  not_yet: ({ verb }) => `/${verb} works after you have a name: type your name first.`,
  not_said: ({ verb }) =>
    `Your line was not sent: it looks like /${verb}. Type /${verb} without anything before it, or //${verb} to say it.`,
  line_too_long: ({ maxLineBytes }) =>
    `That line was not sent: it is longer than ${maxLineBytes.toLocaleString("en")} bytes.`,
  line_not_text: () =>
    "That line was not sent: it is not valid UTF-8 text. Set your terminal to UTF-8 and type it again.",
  bad_request: ({ problem }) => `That is not a valid request: ${problem}.`,
  nobody_to_reply: () => "Nobody has written to you yet: /msg NAME TEXT writes to somebody.",
  has_left: ({ name, room }) =>
    `Your line was not sent: perhaps it was for ${name}, who has left. What you type goes to ${room} now.`,
  was_removed: ({ from, room }) =>
    `Your line was not sent: perhaps it was for ${from}, which you were removed from. What you type goes to ${room} now.`,
  cut_off: ({ isLine }) =>
    `Not ${isLine ? "said" : "done"}: this node is cut off from the others. Please try again in a moment.`,
  overtaken: () => "Not done: somebody else was faster. Please look again, and try once more.",
  "/me": "say what you do: * you wave",
  "/msg": "write to one person, whatever room they are in; short: /w",
  "/reply": "write to the person you last exchanged private messages with; short: /r",
  "/query": "write to one person alone from now on; /query alone goes back to your room",
};
