/** What is said about somebody themselves and their connection, in English. @module */

import type { Parts } from "../catalogue.ts";
import { onOff, settingWords } from "../settings.ts";
import { dateTimeText } from "../time.ts";
import { count, nameProblems, names, topics as topicWords } from "./words.ts";

const notResumable = {
  off: "This server does not wait for lost connections: give your name instead.",
  here: "You are in the chat already: come back with a token before you give a name.",
  unknown:
    "That token is unknown: it may be too old, or from before the server was started. Give your name instead.",
  elsewhere: "Your seat is at another server of this chat: give your name here instead.",
  seen: "You cannot have seen so many lines: count those behind the answer that gave you the token.",
} as const;

export const you: Parts["you"] = {
  greeting: ({ name, server, others, more }) => {
    const hello = server === undefined ? `Hello ${name}` : `Hello ${name}, this is ${server}`;
    return others.length === 0
      ? `${hello}, you are the first one here. Type to talk, /help for help.`
      : `${hello}, here with you: ${names(others, more)}. Type to talk, /help for help.`;
  },
  motd: ({ lines }) =>
    lines.length === 0
      ? "There is no message of the day."
      : ["Message of the day:", ...lines.map((line) => `  ${line}`.trimEnd())].join("\n"),
  help: ({ topics }) =>
    [
      "Type a line and press Enter: all in your room read it. Commands start with /:",
      ...topics.map(({ topic, usages }) => `  ${topicWords[topic].padEnd(10)}${usages.join("  ")}`),
      "//text says a line that starts with /. /help search explains /search.",
    ].join("\n"),
  renamed_you: ({ to }) => `You are now known as ${to}.`,
  same_name: ({ name }) => `You are ${name} already.`,
  dialect: ({ dialect }) => `Colours are ${onOff(dialect.color)}, the language is English.`,
  time_zone: ({ time }, { timeZone }) =>
    `Times are shown for ${timeZone === "system" ? "the server's time zone" : timeZone}, where it is ${
      dateTimeText(time, timeZone)
    }.`,
  settings: (settings) =>
    `Your settings: ${settingWords(settings)}, color ${
      onOff(settings.dialect.color)
    }, lang en, tz ${settings.dialect.timeZone}.`,
  protocol: () =>
    "From now on, you and the server write one JSON object per line: docs/protocol.md explains them.",
  resumable: ({ resumeMs }) =>
    `If your connection is lost, come back with this token within ${
      count(Math.round(resumeMs / 1000), "second", "seconds")
    }.`,
  resumed: ({ you, missed }) =>
    `Welcome back, ${you}: ${count(missed, "line has", "lines have")} come meanwhile.`,
  still_here: () => "Yes, still here.",
  draining: ({ stopsInMs }) =>
    `This server stops in ${
      count(Math.ceil(stopsInMs / 1000), "second", "seconds")
    }: finish what you are saying, and come back when it runs again.`,
  health: ({ trouble, concern, node, isCutOff }) =>
    (trouble !== undefined
      ? `The server is up, but new lines are not being saved: ${trouble}.`
      : concern !== undefined
      ? `The server is up and saves new lines, but some kept lines may be lost: ${concern}.`
      : isCutOff
      ? "The server is up."
      : "The server is well.") +
    (node === undefined ? "" : ` This is the node ${node}${isCutOff ? ", cut off from the others" : ""}.`),
  no_command: ({ given }) =>
    `${given === "" ? "" : `There is no command "${given}" here. `}Usage: ssh HOST COMMAND, ` +
    `with a command of /help, or "say TEXT". For example: ssh HOST who`,
  no_screen: () => "The server cannot clear your screen, because your own program draws it: clear it there.",
  not_resumable: ({ cause }) => notResumable[cause],
  bad_name: ({ problem, given }) =>
    given === ""
      ? `That cannot be your name: ${nameProblems[problem]}.`
      : `"${given}" cannot be your name: ${nameProblems[problem]}.`,
  unclear_zone: ({ given, zones }) =>
    `Short names such as "${given}" cannot be used, because many mean several places: type ${
      zones.map((zone) => `/tz ${zone}`).join(" or ")
    }.`,
  crowded: ({ guests }) =>
    `The chat is full: ${count(guests, "guest is", "guests are")} connected. Please try again later.`,
  crowded_address: ({ guests, network }) =>
    `Too many connections from ${network === undefined ? "your address" : `your network (${network})`}: ${
      count(guests, "is", "are")
    } open. Close one and try again.`,
  "/nick": "change your name",
  "/color": "colours on or off, for you",
  "/lang": "English or 中文, for you",
  "/tz": "the time zone of the times you see, such as Europe/Berlin or +8",
  "/set": "changes one of your settings; /set alone shows all of them\n" +
    "  replay 0..100: past lines you see when you enter a room\n" +
    "  joins on|off|few: who you see come and go; few: those who spoke within an hour\n" +
    "  bell off|mention|all: your name or a private message rings, or any line\n" +
    "  stamps on|off: the time in front of each line\n" +
    "  editor on|off: this server edits your lines, or your own program does",
  "/json":
    "for programs: from now on, you and the server write one JSON object\n  per line (docs/protocol.md)",
  "/clear": "clear your screen",
  "/help": "this list, or more about one command",
  "/motd": "the message of the day, which the operator wrote",
  "/health": "whether the server is well",
  "/quit": "leave (Ctrl-D on an empty line does too)",
};
