/**
 * How many rooms there may be: in all, of one person, and of people in one network, since names cost nothing.
 *
 * @module
 */

import type { Refusal } from "../model/refusal.ts";
import type { InForce } from "../runtime/live_config.ts";
import type { Fold } from "./fold.ts";
import type { Guest } from "./guest.ts";

/** How many times `maxRoomsPerGuest` rooms may belong to people of one network. */
const PER_NETWORK = 4;

/** Read whenever somebody comes into a room or makes one: the operator may change them. */
export type RoomLimits = Pick<InForce, "maxRooms" | "maxRoomsPerGuest">;

/** Why somebody may not come into one more room, as far as numbers decide. */
export function tooManyToEnter(guest: Guest, { maxRoomsPerGuest: rooms }: RoomLimits): Refusal | undefined {
  return guest.rooms.size >= rooms ? { kind: "too_many_rooms_of_yours", rooms } : undefined;
}

/** Why somebody may not make one more room. Rooms that its maker has left count, as long as they are kept. */
export function tooManyToMake(guest: Guest, rooms: Fold["rooms"], limits: RoomLimits): Refusal | undefined {
  const { maxRooms, maxRoomsPerGuest } = limits, { identity } = guest.person;
  const refusal = tooManyToEnter(guest, limits);
  if (refusal !== undefined) return refusal;
  let own = 0, near = 0;
  for (const { owners } of rooms.all()) {
    if (owners.has(identity)) own++;
    if (owners.hasNetwork(identity.network)) near++;
  }
  if (own >= maxRoomsPerGuest || near >= PER_NETWORK * maxRoomsPerGuest) {
    return { kind: "too_many_rooms_of_yours", rooms: maxRoomsPerGuest };
  }
  return rooms.size >= maxRooms ? { kind: "too_many_rooms", rooms: maxRooms } : undefined;
}
