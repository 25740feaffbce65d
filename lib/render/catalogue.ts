/**
 * What a language must be able to say: a sentence for every kind of notice, refusal and farewell. A missing or mistyped
 * one does not compile. Each topic has its sentences in a file of its own.
 *
 * @module
 */

import type { Dialect } from "../model/dialect.ts";
import type { Happenings } from "../model/event.ts";
import type { Farewells } from "../model/farewell.ts";
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

/** What is said about one topic: a sentence for every notice and refusal, and in a few words what each command does. */
type Phrases<N, R, V extends Verb> =
  & Sentences<Omit<N, Unphrased> & R, [Dialect]>
  & Readonly<Record<`/${V}`, string>>;

/** The topics. Their commands have folders of these names. */
export interface Parts {
  readonly talk: Phrases<TalkNotices, TalkRefusals, Verb<"talk">>;
  readonly rooms: Phrases<RoomsNotices, RoomsRefusals, Verb<"rooms" | "yours">>;
  readonly past: Phrases<PastNotices, PastRefusals, Verb<"past">>;
  readonly people: Phrases<PeopleNotices, PeopleRefusals, Verb<"people">>;
  readonly you: Phrases<YouNotices, YouRefusals, Verb<"you" | "more">>;
}

/** All sentences of one language. */
export interface Catalogue {
  readonly phrases: Phrases<Notices, Refusals, Verb>;
  readonly farewells: Sentences<Farewells>;
  /** What stands in front of a password that is typed unseen. */
  readonly passwordPrompt: string;
  /** Told to everybody concerned, without `Server: `. Events that are not among them have one form in all languages. */
  readonly events: Sentences<
    Pick<Happenings, "renamed" | "removed" | "topic" | "room_kind" | "room_history" | "owner" | "hook">
  >;
}

/** Most names written out in one line; more are counted. Keeps a greeting readable in a crowd of thousands. */
export const NAMES_SHOWN = 30;

/**
 * Names in a row, the first {@linkcode NAMES_SHOWN} of them, with the number of the rest phrased by `more`.
 * @param beyond how many there are besides
 */
export function nameList(
  names: readonly string[],
  separator: string,
  more: (count: number) => string,
  beyond = 0,
): string {
  const shown = names.slice(0, NAMES_SHOWN), rest = names.length + beyond - shown.length;
  return (rest === 0 ? shown : [...shown, more(rest)]).join(separator);
}

/** The sentence for one member of a union. The lookup is sound because there is a sentence for every kind. */
export function sentenceOf<M extends { readonly kind: string }, More extends readonly unknown[]>(
  sentences: {
    readonly [K in M["kind"]]: (facts: Extract<M, { readonly kind: K }>, ...more: More) => string;
  },
  member: M,
  ...more: More
): string {
  const say = sentences[member.kind as M["kind"]] as (facts: M, ...more: More) => string;
  return say(member, ...more);
}
