/**
 * What the server answers and tells one person, in English.
 *
 * @module
 */

import type { ListedPerson } from "../../model/notice.ts";
import type { Catalogue } from "../catalogue.ts";
import { count, help, names, roomKinds, topics as topicWords } from "./words.ts";
import { dateTimeText } from "../time.ts";

const person = ({ name, isBot, isAway }: ListedPerson) =>
  name + (isBot ? " [bot]" : "") + (isAway ? " (away)" : "");
const reason = (text: string) => text === "" ? "" : `: ${text}`;
const span = (ms: number) => {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return "less than a minute";
  if (minutes < 120) return count(minutes, "minute");
  return minutes < 2880 ? count(Math.floor(minutes / 60), "hour") : count(Math.floor(minutes / 1440), "day");
};

/** One sentence for every kind of notice. */
export const notices: Catalogue["notices"] = {
  greeting: ({ name, server, others }) => {
    const hello = server === undefined ? `Hello ${name}` : `Hello ${name}, this is ${server}`;
    return others.length === 0
      ? `${hello}, you are the first one here. Type to talk, /help for help.`
      : `${hello}, here with you: ${names(others)}. Type to talk, /help for help.`;
  },
  motd: ({ lines }) =>
    lines.length === 0
      ? "There is no message of the day."
      : ["Message of the day:", ...lines.map((line) => `  ${line}`.trimEnd())].join("\n"),
  help: ({ topics }) =>
    [
      "Type a line, press Enter, and all in your room read it. Commands start with /:",
      ...topics.map(({ topic, usages }) => `  ${topicWords[topic].padEnd(10)}${usages.join("  ")}`),
      "//text says a line that starts with /. /help search tells more about /search.",
    ].join("\n"),
  help_on: ({ verb, usage }) => `${usage}\n  ${help[verb]}`,
  who: ({ room, people, you }) =>
    `${count(people.length, "person is", "people are")} ${room === undefined ? "here" : `in ${room}`}: ${
      names(people.map(person))
    }. You are ${you}.`,
  whois: ({ person: who, rooms, hereMs, quietMs, awayText }) =>
    `${person({ ...who, isAway: false })} has been here for ${span(hereMs)}, said nothing for ${
      span(quietMs)
    }` +
    (rooms.length === 0 ? "" : `, is in ${names(rooms)}`) +
    (who.isAway ? `, is away${reason(awayText)}` : "") + ".",
  renamed_you: ({ to }) => `You are now known as ${to}.`,
  same_name: ({ name }) => `You already are ${name}.`,
  dialect: ({ dialect }) => `Colours are ${dialect.color ? "on" : "off"}, the language is English.`,
  time_zone: ({ time }, { timeZone }) =>
    `Times are shown for ${timeZone === "system" ? "the server's time zone" : timeZone}, where it is ${
      dateTimeText(time, timeZone)
    }.`,
  settings: ({ replay, dialect: { color, timeZone } }) =>
    `Your settings: replay ${replay}, color ${color ? "on" : "off"}, lang en, tz ${timeZone}.`,
  still_here: () => "Yes, still here.",
  not_utf8: () =>
    "Others see \ufffd for letters of yours that are not valid UTF-8: set your terminal to UTF-8.",
  health: ({ trouble, concern }) =>
    trouble !== undefined
      ? `The server is up, but what is said is not being saved: ${trouble}.`
      : concern === undefined
      ? "The server is well."
      : `The server is up and saves what is said, but something is wrong with what was kept before: ${concern}.`,
  paced: ({ linesPerSecond }) =>
    `You type faster than ${
      count(linesPerSecond, "line")
    } a second: nothing is lost, your lines go out at that pace.`,
  skipped: ({ lines }) =>
    `${count(lines, "line was", "lines were")} skipped here: your connection read too slowly.`,
  rooms: ({ rooms, more }) =>
    [
      "Rooms (* you are in, > your lines go there):",
      ...rooms.map(({ name, roomKind, people, topic, you }) =>
        `${{ current: ">", in: "*", out: " " }[you]} ${name}  ${count(people, "person", "people")}, ${
          roomKinds[roomKind]
        }${topic === "" ? "" : `  ${topic}`}`
      ),
      ...(more === 0 ? [] : [`  and ${count(more, "more room")}`]),
      "/join #room goes there; a new name makes a new room.",
    ].join("\n"),
  room_made: ({ room, roomKind }) =>
    `You made ${room} and own it: it is ${
      roomKinds[roomKind]
    }, /room changes that. What you type goes there now.`,
  room_entered: ({ room, roomKind, topic, others }) =>
    `You are in ${room}${roomKind === "public" ? "" : `, ${roomKinds[roomKind]}`}${
      topic === "" ? "" : ` (${topic})`
    }, ${
      others.length === 0 ? "and nobody else is" : `with ${names(others)}`
    }. What you type goes there now.`,
  room_current: ({ room }) => `What you type goes to ${room} now.`,
  room_left: ({ room, current }) => `You left ${room}. What you type goes to ${current} now.`,
  room_topic: ({ room, topic }) => topic === "" ? `${room} has no topic.` : `The topic of ${room}: ${topic}`,
  room_state: ({ room, roomKind, keepsHistory, owners }) =>
    `${room} is ${roomKinds[roomKind]}, what is said in it is ${keepsHistory ? "" : "not "}kept, ${
      owners.length === 0 ? "no owner is here" : `owned by ${names(owners)}`
    }.`,
  removed_you: ({ room, by, text, current }) =>
    `${by} put you out of ${room}${reason(text)}. What you type goes to ${current} now.`,
  invited_you: ({ by, room }) => `${by} invites you to ${room}: type /join ${room} to go there.`,
  invited: ({ name, room }) => `${name} may come into ${room} now, and was told so.`,
  is_away: ({ name, text }) => `${name} is away${reason(text)}. Your line waits on their screen.`,
  away: ({ text }) => `You are away${reason(text)}. Saying a line, or /away again, brings you back.`,
  back: () => "You are back.",
  ignoring: ({ name }) => `You get no lines from ${name} any more; /unignore ${name} takes that back.`,
  heeding: ({ name }) => `You get lines from ${name} again.`,
  ignored: ({ names: list }) => list.length === 0 ? "You ignore nobody." : `You ignore ${names(list)}.`,
  replay: () => "",
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
  protocol: () => "One JSON object a line from now on: docs/protocol.md tells what they mean.",
  done: () => "",
};
