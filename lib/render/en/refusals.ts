/**
 * How the server says no, in English.
 *
 * @module
 */

import type { Catalogue } from "../catalogue.ts";
import { count, nameProblems, seconds } from "./words.ts";

/** One sentence for every kind of refusal. */
export const refusals: Catalogue["refusals"] = {
  bad_name: ({ problem, given }) =>
    given === ""
      ? `That cannot be your name: ${nameProblems[problem]}.`
      : `"${given}" cannot be your name: ${nameProblems[problem]}.`,
  unknown_verb: ({ given, nearest }) =>
    nearest === undefined
      ? `There is no command /${given}. Type /help to see all commands, //${given} to say it.`
      : `There is no command /${given}, did you mean /${nearest}? Type /help to see all commands.`,
  bad_argument: ({ verb, given, usage }) =>
    given === ""
      ? `/${verb} needs to know more: type ${usage}.`
      : `"${given}" does not fit /${verb}: type ${usage}.`,
  unclear_zone: ({ given, zones }) =>
    `Short names such as "${given}" are not taken, since many mean several places: type ${
      zones.map((zone) => `/tz ${zone}`).join(" or ")
    }.`,
  not_yet: ({ verb }) => `/${verb} works once you are in: type a name first.`,
  not_said: ({ verb }) =>
    `Your line was not sent: it looks like /${verb}. Type /${verb} with nothing in front for that, //${verb} to say it.`,
  line_too_long: ({ maxLineBytes }) =>
    `That line was not sent: it is longer than ${maxLineBytes.toLocaleString("en")} bytes.`,
  line_not_text: () =>
    "That line was not sent: it is not valid UTF-8 text. Set your terminal to UTF-8 and type it again.",
  bad_request: ({ problem }) => `That is no request: ${problem}.`,
  crowded: ({ guests }) =>
    `The chat is full: ${count(guests, "guest is", "guests are")} connected. Please try again later.`,
  crowded_address: ({ guests, network }) =>
    `Too many connections from ${network === undefined ? "your address" : `your network (${network})`}: ${
      guests.toLocaleString("en")
    } are open. Close one and try again.`,
  bad_room_name: ({ problem, given }) => `"${given}" cannot be a room's name: ${nameProblems[problem]}.`,
  unknown_room: ({ given }) => `There is no room ${given} here: /rooms lists them, /join makes new ones.`,
  not_in_room: ({ room }) => `You are not in ${room}: /join ${room} first.`,
  needs_invitation: ({ room }) => `${room} is for invited people: ask somebody in it for an invitation.`,
  needs_password: ({ room }) => `${room} has a password: type /join ${room} PASSWORD.`,
  wrong_password: ({ room }) => `That is not the password of ${room}.`,
  too_many_passwords: ({ waitMs }) => `Too many wrong passwords: try again in ${seconds(waitMs)}.`,
  too_many_guesses: ({ room, waitMs }) =>
    `Too many wrong passwords were tried at ${room}: try again in ${
      seconds(waitMs)
    }, or ask somebody in it for an invitation.`,
  only_owners_speak: ({ room }) => `Your line was not sent: in ${room} only its owners speak.`,
  not_owner: ({ room }) => `Only owners of ${room} may do that.`,
  nobodys_room: ({ room }) =>
    `${room} belongs to everybody, so nobody may do that: make a room of your own with /join.`,
  only_room: ({ room }) => `${room} is the only room you are in: /join another one first, or /quit.`,
  too_many_rooms: ({ rooms }) => `There are ${count(rooms, "room")} already, no more can be made.`,
  too_many_rooms_of_yours: ({ rooms }) =>
    `You are in ${count(rooms, "room")} already, or own as many: /leave one first.`,
  too_many_invited: ({ room }) => `Too many people are invited to ${room} and have not come yet.`,
  too_many_owners: ({ room }) => `${room} has as many owners as a room may have.`,
  unknown_person: ({ given }) => `There is nobody called "${given}" here: /who tells who is.`,
  not_in_this_room: ({ name, room }) => `${name} is not in ${room}.`,
  already_in_room: ({ name, room }) => `${name} is in ${room} already.`,
  yourself: ({ verb }) => `/${verb} is for others, and that is you.`,
  nobody_to_reply: () => "Nobody has written to you yet: /msg NAME TEXT writes to somebody.",
  not_ignored: ({ given }) => `You do not ignore "${given}": /ignore alone lists whom you do.`,
  too_many_ignored: ({ names }) => `You ignore ${count(names, "name")} already: /unignore one first.`,
  no_history: ({ reason }) => `What was said cannot be read just now: ${reason}. The chat itself goes on.`,
  history_off: ({ room }) => `What is said in ${room} is not kept: its owner wants it so.`,
  never_seen: () =>
    "You have not been here before under this name and from this address: /history shows the last lines.",
};
