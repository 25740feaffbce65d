/**
 * A line for one person only: an answer, a greeting, advice. Unlike an event it is nobody else's business. Each topic has
 * its notices in a file of its own.
 *
 * @module
 */

import type { WrittenNumber } from "../text/json_object.ts";
import type { Farewell } from "./farewell.ts";
import type { OneOf } from "./kinds.ts";
import type { PastNotices } from "./notices/past.ts";
import type { PeopleNotices } from "./notices/people.ts";
import type { RoomsNotices } from "./notices/rooms.ts";
import type { TalkNotices } from "./notices/talk.ts";
import type { YouNotices } from "./notices/you.ts";
import type { Refusal } from "./refusal.ts";

/** Every kind of notice that a topic has. */
export type Notices = TalkNotices & RoomsNotices & PastNotices & PeopleNotices & YouNotices;

/** Any notice. */
export type Notice = OneOf<Notices & { refusal: { refusal: Refusal }; farewell: { farewell: Farewell } }>;

/** What a program wrote beside a request, given back with every answer to it, to the last digit. */
export type Ref = string | number | WrittenNumber;

/** Wraps a refusal so that it can be told. */
export function refused(refusal: Refusal): Notice {
  return { kind: "refusal", refusal };
}
