/**
 * A polite no to the one who asked: a value, never an exception. Each topic has its refusals in a file of its own; their
 * sentences are in the catalogues.
 *
 * @module
 */

import type { PastRefusal } from "./refusals/past.ts";
import type { PeopleRefusal } from "./refusals/people.ts";
import type { RoomsRefusal } from "./refusals/rooms.ts";
import type { TalkRefusal } from "./refusals/talk.ts";
import type { YouRefusal } from "./refusals/you.ts";

/** Every way in which the server says no to a person, with what the sentence needs. */
export type Refusal = TalkRefusal | RoomsRefusal | PastRefusal | PeopleRefusal | YouRefusal;
