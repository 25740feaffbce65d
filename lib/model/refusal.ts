/**
 * Why something was not done, for the one who asked: a value, never an exception. Each topic has its refusals in a file of
 * its own; their sentences are in the catalogues.
 *
 * @module
 */

import type { OneOf } from "./kinds.ts";
import type { PastRefusals } from "./refusals/past.ts";
import type { PeopleRefusals } from "./refusals/people.ts";
import type { RoomsRefusals } from "./refusals/rooms.ts";
import type { TalkRefusals } from "./refusals/talk.ts";
import type { YouRefusals } from "./refusals/you.ts";

/** Every kind of refusal. */
export type Refusals = TalkRefusals & RoomsRefusals & PastRefusals & PeopleRefusals & YouRefusals;

/** Any refusal. */
export type Refusal = OneOf<Refusals>;
