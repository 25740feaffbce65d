/** What is said about rooms, in English. @module */

import type { Parts } from "../catalogue.ts";
import { count, nameProblems, names, person, reason, roomKinds, seconds } from "./words.ts";

const goesTo = (room: string) => `What you type goes to ${room} now.`;
const GOES_THERE = "What you type goes there now.";

const UNSEEN = "It is not shown, and an empty line calls it off.";

export const rooms: Parts["rooms"] = {
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
  who: ({ room, people, you }) =>
    `${count(people.length, "person is", "people are")} ${room === undefined ? "here" : `in ${room}`}: ${
      names(people.map(person))
    }. You are ${you}.`,
  room_made: ({ room, roomKind }) =>
    `You made ${room} and own it: it is ${roomKinds[roomKind]}, /room changes that. ${GOES_THERE}`,
  room_entered: ({ room, roomKind, topic, others, more }) => {
    const where = room + (roomKind === "public" ? "" : `, ${roomKinds[roomKind]}`);
    const who = others.length === 0 ? "and nobody else is" : `with ${names(others, more)}`;
    return `You are in ${where}${topic === "" ? "" : `, topic "${topic}"`}, ${who}. ${GOES_THERE}`;
  },
  many_here: ({ room, people }) =>
    `${
      people.toLocaleString("en")
    } people are in ${room}: to see fewer of them come and go, type /set joins few.`,
  room_current: ({ room }) => goesTo(room),
  room_left: ({ room, current, query }) => `You left ${room}. ${goesTo(query ?? current)}`,
  room_topic: ({ room, topic }) => topic === "" ? `${room} has no topic.` : `The topic of ${room}: ${topic}`,
  room_state: ({ room, roomKind, keepsHistory, owners }) =>
    `${room} is ${roomKinds[roomKind]}, and its lines are ${keepsHistory ? "" : "not "}kept. ${
      owners.length === 0 ? "No owner is here" : `Owners here: ${names(owners)}`
    }.`,
  removed_you: ({ room, by, text, current, query }) =>
    `${by} removed you from ${room}${reason(text)}. ${goesTo(query ?? current)}`,
  password_wanted: ({ room, isNew }) =>
    `${isNew ? `Type the new password of ${room}` : `${room} has a password: type it`}. ${UNSEEN}`,
  no_password: () => "You typed no password, so nothing has changed.",
  invited_you: ({ by, room }) => `${by} invites you to ${room}: type /join ${room} to go there.`,
  invited: ({ name, room }) => `${name} may join ${room} now, and was told.`,
  hook_made: ({ room, name, token }) =>
    [
      `Programs that have this token speak in ${room} as ${name}. It is shown only now: ${token}`,
      `For example: curl -d hello -H 'Authorization: Bearer ${token}' https://HOST:PORT/hook/${
        encodeURI(room.slice(1))
      }`,
    ].join("\n"),
  hooks: ({ room, hooks }) =>
    hooks.length === 0
      ? `${room} has no webhooks: /hook NAME makes one.`
      : `Webhooks of ${room}: ${
        names(hooks.map(({ name, by }) => `${name} (made by ${by})`))
      }. /hook off NAME takes one back.`,
  bad_room_name: ({ problem, given }) => `"${given}" cannot be a room's name: ${nameProblems[problem]}.`,
  unknown_room: ({ given }) => `There is no room ${given} here: /rooms lists them, /join makes new ones.`,
  not_in_room: ({ room }) => `You are not in ${room}: /join ${room} first.`,
  needs_invitation: ({ room }) => `${room} is for invited people only: ask somebody in it for an invitation.`,
  needs_password: ({ room }) => `${room} has a password: type /join ${room} PASSWORD.`,
  not_hidden: () => "Your line was not sent: it may be the password that you were asked for.",
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
  too_many_rooms: ({ rooms }) =>
    `There are ${count(rooms, "room")} already, and no more can be made: /rooms lists them.`,
  too_many_rooms_of_yours: ({ rooms }) =>
    `You may be in ${count(rooms, "room")} at most, and own ${rooms} at most: /leave one first.`,
  too_many_invited: ({ room }) =>
    `Too many people are invited to ${room} and have not joined yet: wait until some of them do.`,
  too_many_owners: ({ room }) =>
    `${room} has the most owners that a room may have: one of them has to leave it first.`,
  bad_hook_name: ({ problem, given }) => `"${given}" cannot be a webhook's name: ${nameProblems[problem]}.`,
  too_many_hooks: ({ room, hooks }) =>
    `${room} has ${count(hooks, "webhook")}, and no more can be made: /hook off NAME takes one back.`,
  unknown_hook: ({ given, room }) => `${room} has no webhook called "${given}": /hook list lists them.`,
  not_in_this_room: ({ name, room }) => `${name} is not in ${room}.`,
  already_in_room: ({ name, room }) => `${name} is in ${room} already.`,
  "/join":
    "go into a room, or back to it. If no room has that name, a new one is made:\n  you own it, and a password behind its name protects it",
  "/leave":
    "leave this room, or another one; an owner who leaves\n  no longer owns it, unless nobody else is in it",
  "/rooms": "all rooms: how many people are in each, its kind and its topic",
  "/who": "the people in the chat, or in one room",
  "/topic": "what this room is about; its owners set it, and /topic - removes it",
  "/room":
    "for owners: choose who may join (private: not in /rooms) and who may speak\n  (announce: owners only), and whether lines are kept; /room alone shows this",
  "/invite":
    "let somebody join this room, and tell them;\n  owners only, unless the room is public or private",
  "/kick": "for owners: remove somebody from this room",
  "/owner": "for owners: make somebody an owner too",
  "/hook":
    "for owners: let programs speak here by HTTP under a name of their own.\n  /hook list tells which ones there are, /hook off takes one back",
};
