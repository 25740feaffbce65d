/**
 * Who may do what in a room: pure functions over what a room is and what somebody is in it.
 *
 * @module
 */

export const ROOM_KINDS = ["public", "private", "invite-only", "password", "announce"] as const;

/**
 * One kind of room. `public`: anybody finds it and joins. `private`: not listed, joined by those who know its name.
 * `invite-only`: joined by the invited. `password`: joined by those who know the word. `announce`: only owners speak.
 */
export type RoomKind = typeof ROOM_KINDS[number];

/** What somebody is to a room, as far as its rules care. */
export interface Standing {
  /** Alone or with others. */
  readonly isOwner: boolean;
  readonly isMember: boolean;
  readonly isInvited: boolean;
}

export function isListed(kind: RoomKind, { isMember, isInvited }: Standing): boolean {
  return kind !== "private" || isMember || isInvited;
}

/** What keeps somebody out, as far as the kind decides; a password is compared elsewhere. */
export function entryProblem(
  kind: RoomKind,
  who: Standing,
): "needs_invitation" | "needs_password" | undefined {
  if (who.isOwner || who.isMember || who.isInvited) return undefined;
  if (kind === "invite-only") return "needs_invitation";
  if (kind === "password") return "needs_password";
  return undefined;
}

export function maySpeak(kind: RoomKind, { isMember, isOwner }: Standing): boolean {
  return isMember && (kind !== "announce" || isOwner);
}

/** Whether somebody may change the kind and the topic, kick, and name other owners. */
export function mayManage({ isMember, isOwner }: Standing): boolean {
  return isMember && isOwner;
}

/** Whether somebody may invite: where an invitation opens a door that is closed to others, owners only. */
export function mayInvite(kind: RoomKind, { isMember, isOwner }: Standing): boolean {
  return isMember && (isOwner || kind === "public" || kind === "private");
}

/** Whether members see what was said before they came. Elsewhere history begins when the room let one in. */
export function hasOpenPast(kind: RoomKind): boolean {
  return kind === "public" || kind === "announce";
}
