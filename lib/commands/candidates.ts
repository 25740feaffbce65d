/**
 * What there is to choose from where a command takes something: only what the one who asks may know of.
 *
 * @module
 */

import type { Guest } from "../chat/guest.ts";
import type { Person } from "../chat/person.ts";
import type { Room } from "../chat/room.ts";
import type { Services } from "../chat/services.ts";
import { isListed } from "../model/room_rules.ts";
import { SYSTEM_ZONE } from "../model/time_zone.ts";
import { VERBS } from "../model/verb.ts";
import type { Take } from "./take.ts";

/** Whom and what somebody may choose from. */
export interface Choosing extends Pick<Services, "people" | "rooms"> {
  readonly guest: Guest;
}

let zones: readonly string[] | undefined; // asking for them takes some milliseconds

/** The words that a place may take; nobody's where somebody has no name yet. None for what only the person knows. */
export function candidatesFor(take: Take, choosing: Choosing | undefined): Iterable<string> {
  if (typeof take !== "string") return Object.keys(take);
  switch (take) {
    case "verb":
      return VERBS;
    case "zone":
      return zones ??= [SYSTEM_ZONE, "UTC", ...Intl.supportedValuesOf("timeZone")];
    case "filter":
      return ["from:", "in:", "since:"];
    default:
      return choosing === undefined ? [] : chosenFrom(take, choosing);
  }
}

function chosenFrom(take: Take, { people, rooms, guest }: Choosing): Iterable<string> {
  const { person, current: { members } } = guest;
  switch (take) {
    case "person":
      return namesOf(people.values(), (other) => other !== person);
    case "speaker":
      return speakersFor(guest, people.values());
    case "member":
      return namesOf(members, (other) => other !== person);
    case "outsider":
      return namesOf(people.values(), (other) => !members.has(other));
    case "ignored":
      return Array.from(guest.ignored.values(), ({ name }) => name);
    case "hook":
      return guest.current.hooks.keys();
    case "own room":
      return labelsOf(guest.rooms);
    case "room":
      return labelsOf(rooms.all(), (room) => isListed(room.access.kind, room.standing(person)));
    default:
      return [];
  }
}

/** One after the other: a crowd is not gone through where the first few will do. */
function* namesOf(people: Iterable<Person>, isWanted: (person: Person) => boolean): Generator<string> {
  for (const person of people) if (isWanted(person)) yield person.name;
}

/** Webhooks of the room where somebody is, and people. */
function* speakersFor(
  { person, current: { hooks } }: Guest,
  people: Iterable<Person>,
): Generator<string> {
  yield* hooks.keys();
  yield* namesOf(people, (other) => other !== person);
}

function* labelsOf(rooms: Iterable<Room>, isWanted = (_room: Room) => true): Generator<string> {
  for (const room of rooms) if (isWanted(room)) yield room.label;
}
