/**
 * Who owns a room whose last owner has gone: decided by the very entry by which they went, so that it is the same at all
 * nodes, and no room is nobody's in between. People are told by an entry of its own (`inherited`).
 *
 * @module
 */

import type { Person } from "./person.ts";
import type { Room } from "./room.ts";

/**
 * Gives a room whose last owner has gone to the person who was there longest. Where only programs are, one of them keeps
 * it for the first person who comes: a program manages nothing.
 *
 * @returns the heir; undefined where somebody owns it, or nobody is there
 */
export function bequeath({ members, owners }: Room): Person | undefined {
  const people = members.all();
  const heir = people.find(({ isBot }) => !isBot) ?? people[0];
  if (heir === undefined || !(heir.isBot ? owners.isEmpty : owners.isOrphaned)) return undefined;
  owners.give(heir);
  if (heir.isBot) owners.keeper = heir;
  return heir;
}

/**
 * Gives a room that only a program keeps for people to a person who has come in.
 *
 * @returns that program; undefined where the room is not theirs by that
 */
export function claim({ owners }: Room, person: Person): Person | undefined {
  const { keeper, isOrphaned } = owners;
  const isTheirs = keeper?.isBot === true && isOrphaned && !person.isBot && !owners.has(person.identity);
  return isTheirs && owners.give(person) ? keeper : undefined;
}
