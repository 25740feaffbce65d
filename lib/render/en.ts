/**
 * Everything the server says, in English.
 *
 * @module
 */

import { NAME_MAX_CHARACTERS } from "../model/name.ts";
import { type Catalogue, nameList } from "./catalogue.ts";

const names = (list: readonly string[]) => nameList(list, ", ", (count) => `and ${count} more`);
const count = (n: number, one: string, many = `${one}s`) =>
  `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
const seconds = (ms: number) => count(Math.round(ms / 1000), "second");

/** The English catalogue. */
export const en: Catalogue = {
  notices: {
    greeting: ({ name, others }) =>
      others.length === 0
        ? `Hello ${name}, you are the first one here. Type to talk, /help for help.`
        : `Hello ${name}, here with you: ${names(others)}. Type to talk, /help for help.`,
    help: ({ commands }) =>
      [
        "Type a line, press Enter, and all others read it. Commands start with /:",
        ...commands.map(({ verb, usage }) => `  ${usage.padEnd(16)} ${en.help[verb]}`),
        "  //text           say a line that starts with /",
      ].join("\n"),
    who: ({ names: list, you }) =>
      `${count(list.length, "person is", "people are")} here: ${names(list)}. You are ${you}.`,
    renamed_you: ({ to }) => `You are now known as ${to}.`,
    same_name: ({ name }) => `You already are ${name}.`,
    dialect: ({ dialect }) => `Colours are ${dialect.color ? "on" : "off"}, the language is English.`,
    still_here: () => "Yes, still here.",
    paced: ({ linesPerSecond }) =>
      `You type faster than ${
        count(linesPerSecond, "line")
      } a second: nothing is lost, your lines go out at that pace.`,
    skipped: ({ lines }) =>
      `${count(lines, "line was", "lines were")} skipped here: your connection read too slowly.`,
  },
  refusals: {
    bad_name: ({ problem, given }) =>
      given === ""
        ? `That cannot be your name: ${en.nameProblems[problem]}.`
        : `"${given}" cannot be your name: ${en.nameProblems[problem]}.`,
    unknown_verb: ({ given, nearest }) =>
      nearest === undefined
        ? `There is no command /${given}. Type /help to see all commands, //${given} to say it.`
        : `There is no command /${given}, did you mean /${nearest}? Type /help to see all commands.`,
    bad_argument: ({ verb, given, usage }) =>
      given === ""
        ? `/${verb} needs to know more: type ${usage}.`
        : `"${given}" does not fit /${verb}: type ${usage}.`,
    not_yet: ({ verb }) => `/${verb} works once you are in: type a name first.`,
    line_too_long: ({ maxLineBytes }) =>
      `That line was not sent: it is longer than ${maxLineBytes.toLocaleString("en")} bytes.`,
    line_not_text: () =>
      "That line was not sent: it is not valid UTF-8 text. Set your terminal to UTF-8 and type it again.",
    crowded: ({ guests }) =>
      `The chat is full: ${count(guests, "guest is", "guests are")} connected. Please try again later.`,
    crowded_address: ({ guests }) =>
      `Too many connections from your address: ${
        guests.toLocaleString("en")
      } are open. Close one and try again.`,
  },
  farewells: {
    quit: () => "Goodbye!",
    hung_up: () => "Goodbye!",
    too_slow: ({ stalledMs }) => `Goodbye: your connection read nothing for ${seconds(stalledMs)}.`,
    nameless: ({ nameMs }) =>
      `Goodbye: no name came within ${seconds(nameMs)}. You are welcome to try again.`,
    too_many_tries: ({ nameTries }) =>
      `Goodbye: none of ${count(nameTries, "name")} could be used. You are welcome to try again.`,
    stranger: ({ spoke }) => en.strangers[spoke],
    stopping: () => "Goodbye: the server is stopping.",
    bug: () => "Goodbye: something went wrong on our side, and it was logged. You are welcome to come back.",
  },
  renamed: (from, to) => `${from} is now known as ${to}`,
  nameProblems: {
    blank: "a name needs at least one letter or digit",
    too_long: `a name has at most ${NAME_MAX_CHARACTERS} characters`,
    bad_character: "a name is made of letters, digits, dots, _ and -",
    mixed_scripts: "a name is written in one script, and this mixes several",
    reserved: "it is reserved for the server",
    taken: "somebody here has it, or one that looks the same",
    not_text: "it is not valid UTF-8 text",
  },
  strangers: {
    tls: "This is a plain-text chat and you started TLS: connect without it (telnet, nc).",
    http: "This is a chat for telnet and nc, not a web server: connect with telnet to this port.",
    ssh: "This is a plain-text chat, not an SSH server: connect with telnet or nc to this port.",
  },
  help: {
    help: "show this",
    who: "who is here",
    me: "say what you do: * you wave",
    nick: "change your name",
    color: "colours on or off, for you",
    lang: "English or 中文, for you",
    quit: "leave (Ctrl-D on an empty line does too)",
  },
};
