/**
 * A line for one person only: an answer, a greeting, advice. Unlike an event it is nobody else's business. Each topic has
 * its notices in a file of its own.
 *
 * @module
 */

import type { WrittenNumber } from "../text/json_object.ts";
import type { Farewell } from "./farewell.ts";
import type { PastNotice } from "./notices/past.ts";
import type { PeopleNotice } from "./notices/people.ts";
import type { RoomsNotice } from "./notices/rooms.ts";
import type { TalkNotice } from "./notices/talk.ts";
import type { YouNotice } from "./notices/you.ts";
import type { Refusal } from "./refusal.ts";

/** Every notice, with what its sentence needs. */
export type Notice =
  | TalkNotice
  | RoomsNotice
  | PastNotice
  | PeopleNotice
  | YouNotice
  | { readonly kind: "refusal"; readonly refusal: Refusal }
  | { readonly kind: "farewell"; readonly farewell: Farewell };

/** What a program wrote beside a request, given back with every answer to it, to the last digit. */
export type Ref = string | number | WrittenNumber;

/** Wraps a refusal so that it can be told. */
export function refused(refusal: Refusal): Notice {
  return { kind: "refusal", refusal };
}
