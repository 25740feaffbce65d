/**
 * What a language must be able to say: a sentence for every kind of notice, refusal and farewell. A missing or mistyped
 * one does not compile. Each topic has its sentences in a file of its own.
 *
 * @module
 */

import type { Dialect } from "../model/dialect.ts";
import type { Happenings } from "../model/event.ts";
import type { Farewells } from "../model/farewell.ts";
import type { OneOf } from "../model/kinds.ts";
import type { Notices } from "../model/notice.ts";
import type { PastNotices } from "../model/notices/past.ts";
import type { PeopleNotices } from "../model/notices/people.ts";
import type { RoomsNotices } from "../model/notices/rooms.ts";
import type { TalkNotices } from "../model/notices/talk.ts";
import type { YouNotices } from "../model/notices/you.ts";
import type { Refusals } from "../model/refusal.ts";
import type { PastRefusals } from "../model/refusals/past.ts";
import type { PeopleRefusals } from "../model/refusals/people.ts";
import type { RoomsRefusals } from "../model/refusals/rooms.ts";
import type { TalkRefusals } from "../model/refusals/talk.ts";
import type { YouRefusals } from "../model/refusals/you.ts";
import type { Verb } from "../model/verb.ts";

/** A sentence for every kind of a table; it may be of several lines, separated by `\n`. */
type Sentences<Table, More extends readonly unknown[] = []> = {
  readonly [K in keyof Table]: (facts: Table[K], ...more: More) => string;
};

/** Notices without a sentence of their own; `render.ts` has what is said, if anything. */
type Unphrased = "prompt" | "help_on" | "replay" | "done";

/** What is said about one topic. */
interface Part<N, R, V extends Verb> {
  /** Of its notices and of its refusals: no kind is both. */
  readonly sentences: Sentences<Omit<N, Unphrased> & R, [Dialect]>;
  /** What each command does, in a few words. */
  readonly help: Readonly<Record<V, string>>;
}

/** The topics. Their commands have folders of these names. */
export interface Parts {
  readonly talk: Part<TalkNotices, TalkRefusals, Verb<"talk">>;
  readonly rooms: Part<RoomsNotices, RoomsRefusals, Verb<"rooms" | "yours">>;
  readonly past: Part<PastNotices, PastRefusals, Verb<"past">>;
  readonly people: Part<PeopleNotices, PeopleRefusals, Verb<"people">>;
  readonly you: Part<YouNotices, YouRefusals, Verb<"you" | "more">>;
}

/** All sentences of one language. */
export interface Catalogue extends Part<Notices, Refusals, Verb> {
  readonly farewells: Sentences<Farewells>;
  /** Told to everybody concerned, without `Server: `. Events that are not among them have one form in all languages. */
  readonly events: Sentences<
    Pick<Happenings, "renamed" | "removed" | "topic" | "room_kind" | "room_history" | "owner">
  >;
}

/** Most names written out in one line; more are counted. Keeps a greeting readable in a crowd of thousands. */
const NAMES_SHOWN = 30;

/** Names in a row, the first {@linkcode NAMES_SHOWN} of them, with the number of the rest phrased by `more`. */
export function nameList(
  names: readonly string[],
  separator: string,
  more: (count: number) => string,
): string {
  const shown = names.slice(0, NAMES_SHOWN).join(separator);
  return names.length <= NAMES_SHOWN ? shown : shown + separator + more(names.length - NAMES_SHOWN);
}

/** The sentence for one member of a union. The lookup is sound because there is a sentence for every kind. */
export function sentenceOf<Table, More extends readonly unknown[]>(
  sentences: Sentences<Table, More>,
  member: OneOf<Table>,
  ...more: More
): string {
  const say = sentences[member.kind as keyof Table] as (facts: unknown, ...more: More) => string;
  return say(member, ...more);
}
