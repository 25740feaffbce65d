/** Everything the server says, in English: the catalogue. @module */

import type { Catalogue } from "../catalogue.ts";
import { past } from "./past.ts";
import { people } from "./people.ts";
import { rooms } from "./rooms.ts";
import { talk } from "./talk.ts";
import { count, reason, roomKinds, seconds, strangers } from "./words.ts";
import { you } from "./you.ts";

export const en: Catalogue = {
  phrases: { ...talk, ...rooms, ...past, ...people, ...you },
  farewells: {
    quit: () => "Goodbye!",
    hung_up: () => "Goodbye!",
    not_done: () => "Goodbye: what you asked for was not done.",
    vanished: ({ silentMs }) => `Goodbye: your connection did not answer for ${seconds(silentMs)}.`,
    too_slow: ({ stalledMs }) => `Goodbye: your connection read nothing for ${seconds(stalledMs)}.`,
    nameless: ({ nameMs }) =>
      `Goodbye: no name came within ${seconds(nameMs)}. You are welcome to try again.`,
    too_many_tries: ({ nameTries }) =>
      `Goodbye: you tried ${count(nameTries, "name")}, and none could be used. You are welcome to try again.`,
    stranger: ({ spoke }) => strangers[spoke],
    resumed: () => "Goodbye: you go on at another connection.",
    kicked: () => "Goodbye: the operator of this server ended your connection.",
    full: () => "Goodbye: there is no free place here. You are welcome to try again later.",
    stopping: () => "Goodbye: the server is stopping.",
    cut_off: () =>
      "Goodbye: this node was cut off from the others for so long that they counted you out. Please come in again.",
    bug: () => "Goodbye: something went wrong on our side, and it was logged. You are welcome to come back.",
  },
  passwordPrompt: "Password: ",
  events: {
    renamed: ({ name, to }) => `${name} is now known as ${to}`,
    removed: ({ room, name, by, text }) => `${name} was removed from ${room} by ${by}${reason(text)}`,
    topic: ({ room, name, text }) =>
      text === "" ? `${name} removed the topic of ${room}` : `${name} set the topic of ${room}: ${text}`,
    room_kind: ({ room, name, roomKind }) => `${name} made ${room} ${roomKinds[roomKind]}`,
    room_history: ({ room, name, isKept }) =>
      isKept
        ? `${name} turned on the history of ${room}: its lines are kept from now on`
        : `${name} turned off the history of ${room}: its lines are no longer kept, and the old ones are erased`,
    hook: ({ room, name, hook, isOn }) =>
      isOn
        ? `${name} made the webhook ${hook}: programs speak in ${room} by it`
        : `${name} took back the webhook ${hook} of ${room}`,
    owner: ({ room, name, to }) => `${name} made ${to} an owner of ${room}`,
  },
};
