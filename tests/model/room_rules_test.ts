/**
 * The whole of the rules as tables: every kind of room with every standing somebody can have in it.
 */

import { assertEquals } from "@std/assert";
import {
  entryProblem,
  hasOpenPast,
  isListed,
  mayInvite,
  mayManage,
  maySpeak,
  ROOM_KINDS,
  type RoomKind,
  type Standing,
} from "../../lib/model/room_rules.ts";

/** A standing by its letters: o for an owner, m for a member, i for somebody invited. */
function standing(letters: string): Standing {
  const [isOwner, isMember, isInvited] = [..."omi"].map((letter) => letters.includes(letter));
  return { isOwner: isOwner!, isMember: isMember!, isInvited: isInvited! };
}

/** All eight. */
const STANDINGS = ["", "i", "m", "mi", "o", "oi", "om", "omi"] as const;

type Table = Readonly<Record<RoomKind, string>>;

/** Tries a rule on every cell: a row says the rule's answer for each of the {@linkcode STANDINGS}. */
function assertRule(rule: (kind: RoomKind, who: Standing) => string, table: Table): void {
  for (const kind of ROOM_KINDS) {
    const row = STANDINGS.map((letters) => rule(kind, standing(letters))).join(" ");
    assertEquals(row, table[kind].replaceAll(/ +/g, " "), kind);
  }
}

const yesNo = (claim: boolean) => claim ? "yes" : "no";

Deno.test("ROOM_KINDS are the five of the issue", () => {
  assertEquals(ROOM_KINDS, ["public", "private", "invite-only", "password", "announce"]);
});

Deno.test("isListed() hides private rooms from all but members and the invited", () => {
  assertRule((kind, who) => yesNo(isListed(kind, who)), {
    //              -   i   m   mi  o   oi  om  omi
    "public": /*  */ "yes yes yes yes yes yes yes yes",
    "private": /* */ "no  yes yes yes no  yes yes yes",
    "invite-only": "yes yes yes yes yes yes yes yes",
    "password": /**/ "yes yes yes yes yes yes yes yes",
    "announce": /**/ "yes yes yes yes yes yes yes yes",
  });
});

Deno.test("entryProblem() keeps strangers out of closed rooms, and lets owners, members and the invited in", () => {
  const say = (kind: RoomKind, who: Standing) =>
    ({ needs_invitation: "inv", needs_password: "pw", none: "-" })[entryProblem(kind, who) ?? "none"];
  assertRule(say, {
    "public": /*  */ "-   - - - - - - -",
    "private": /* */ "-   - - - - - - -",
    "invite-only": "inv - - - - - - -",
    "password": /**/ "pw  - - - - - - -",
    "announce": /**/ "-   - - - - - - -",
  });
});

Deno.test("maySpeak() takes lines of members, in an announce room of owners who are in it", () => {
  assertRule((kind, who) => yesNo(maySpeak(kind, who)), {
    "public": /*  */ "no no yes yes no no yes yes",
    "private": /* */ "no no yes yes no no yes yes",
    "invite-only": "no no yes yes no no yes yes",
    "password": /**/ "no no yes yes no no yes yes",
    "announce": /**/ "no no no  no  no no yes yes",
  });
});

Deno.test("mayManage() is for owners who are in the room, whatever its kind", () => {
  assertEquals(
    STANDINGS.map((letters) => mayManage(standing(letters))),
    [false, false, false, false, false, false, true, true],
  );
});

Deno.test("mayInvite() is for members where the door is open, for owners where an invitation opens it", () => {
  assertRule((kind, who) => yesNo(mayInvite(kind, who)), {
    "public": /*  */ "no no yes yes no no yes yes",
    "private": /* */ "no no yes yes no no yes yes",
    "invite-only": "no no no  no  no no yes yes",
    "password": /**/ "no no no  no  no no yes yes",
    "announce": /**/ "no no no  no  no no yes yes",
  });
});

Deno.test("hasOpenPast() shows what was said before only where anybody could have heard it", () => {
  assertEquals(ROOM_KINDS.filter(hasOpenPast), ["public", "announce"]);
});
