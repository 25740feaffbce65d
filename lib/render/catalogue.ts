/**
 * What a language must be able to say: a sentence for every kind of notice, refusal and farewell. A missing or mistyped
 * one does not compile. Each topic has its sentences in a file of its own.
 *
 * @module
 */

import type { Dialect } from "../model/dialect.ts";
import type { Event } from "../model/event.ts";
import type { Farewell, Stranger } from "../model/farewell.ts";
import type { NameProblem } from "../model/name.ts";
import type { Notice } from "../model/notice.ts";
import type { PastNotice } from "../model/notices/past.ts";
import type { PeopleNotice } from "../model/notices/people.ts";
import type { RoomsNotice } from "../model/notices/rooms.ts";
import type { TalkNotice } from "../model/notices/talk.ts";
import type { YouNotice } from "../model/notices/you.ts";
import type { Refusal } from "../model/refusal.ts";
import type { PastRefusal } from "../model/refusals/past.ts";
import type { PeopleRefusal } from "../model/refusals/people.ts";
import type { RoomsRefusal } from "../model/refusals/rooms.ts";
import type { TalkRefusal } from "../model/refusals/talk.ts";
import type { YouRefusal } from "../model/refusals/you.ts";
import type { RoomKind } from "../model/room_rules.ts";
import type { Topic, Verb } from "../model/verb.ts";

type Kinded = { readonly kind: string };

/** A sentence for every kind of a union's facts; it may be of several lines, separated by `\n`. */
type Sentences<U extends Kinded, More extends readonly unknown[] = []> = {
  readonly [K in U["kind"]]: (fact: Extract<U, { readonly kind: K }>, ...more: More) => string;
};

/** Notices without a sentence of their own; `render.ts` has what is said, if anything. */
type Unphrased = "prompt" | "help_on" | "replay" | "done" | "refusal" | "farewell";

/** What is said about one topic. */
interface Part<N extends Notice, R extends Refusal, V extends Verb> {
  readonly notices: Sentences<Exclude<N, { readonly kind: Unphrased }>, [Dialect]>;
  readonly refusals: Sentences<R>;
  /** What each command does, in a few words. */
  readonly help: Readonly<Record<V, string>>;
}

/** The topics. Their commands have folders of these names. */
export interface Parts {
  readonly talk: Part<TalkNotice, TalkRefusal, Verb<"talk">>;
  readonly rooms: Part<RoomsNotice, RoomsRefusal, Verb<"rooms" | "yours">>;
  readonly past: Part<PastNotice, PastRefusal, Verb<"past">>;
  readonly people: Part<PeopleNotice, PeopleRefusal, Verb<"people">>;
  readonly you: Part<YouNotice, YouRefusal, Verb<"you" | "more">>;
}

/** Events that the catalogues phrase; the form of the others is fixed. */
type PhrasedEvent = Extract<
  Event,
  { readonly kind: "renamed" | "removed" | "topic" | "room_kind" | "room_history" | "owner" }
>;

/** All sentences of one language. */
export interface Catalogue extends Part<Notice, Refusal, Verb> {
  readonly farewells: Sentences<Farewell>;
  /** Told to everybody concerned; without `Server: `. */
  readonly events: Sentences<PhrasedEvent>;
  readonly roomKinds: Readonly<Record<RoomKind, string>>;
  /** What `/help` calls its topics; short. */
  readonly topics: Readonly<Record<Topic, string>>;
  /** Why a name is refused, as the end of a sentence. */
  readonly nameProblems: Readonly<Record<NameProblem, string>>;
  /** What this port is, for programs that speak something else. */
  readonly strangers: Readonly<Record<Stranger, string>>;
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

/** The sentence for one fact. The lookup is sound because there is a sentence for every kind. */
export function sentenceOf<F extends Kinded, More extends readonly unknown[]>(
  sentences: Sentences<F, More>,
  fact: F,
  ...more: More
): string {
  const say = sentences[fact.kind as F["kind"]] as (fact: F, ...more: More) => string;
  return say(fact, ...more);
}
