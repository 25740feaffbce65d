/**
 * What a language must be able to say. A catalogue file gives one sentence for every kind of notice, refusal and
 * farewell; a missing or mistyped one does not compile.
 *
 * @module
 */

import type { Dialect } from "../model/dialect.ts";
import type { Event } from "../model/event.ts";
import type { Farewell } from "../model/farewell.ts";
import type { NameProblem } from "../model/name.ts";
import type { Notice } from "../model/notice.ts";
import type { Refusal } from "../model/refusal.ts";
import type { Stranger } from "../model/farewell.ts";
import type { RoomKind } from "../model/room_rules.ts";
import type { Topic, Verb } from "../model/verb.ts";

/** A sentence for every kind of a union's facts. */
export type Sentences<U extends { readonly kind: string }, More extends readonly unknown[] = []> = {
  readonly [K in U["kind"]]: (fact: Extract<U, { readonly kind: K }>, ...more: More) => string;
};

/** Notices that the catalogues phrase; the others are fixed or made of the parts below. */
export type PhrasedNotice = Exclude<Notice, { readonly kind: "prompt" | "refusal" | "farewell" }>;

/** Events that the catalogues phrase; the form of the others is fixed. */
export type PhrasedEvent = Extract<
  Event,
  { readonly kind: "renamed" | "removed" | "topic" | "room_kind" | "room_history" | "owner" }
>;

/** All sentences of one language; a sentence may be of several lines, separated by `\n`. */
export interface Catalogue {
  /** One sentence for every kind of notice. */
  readonly notices: Sentences<PhrasedNotice, [Dialect]>;
  /** One for every kind of refusal. */
  readonly refusals: Sentences<Refusal>;
  /** One for every kind of farewell. */
  readonly farewells: Sentences<Farewell>;
  /** Told to everybody concerned; without `Server: `. */
  readonly events: Sentences<PhrasedEvent>;
  /** What the kinds of rooms are called. */
  readonly roomKinds: Readonly<Record<RoomKind, string>>;
  /** What `/help` calls its topics; short. */
  readonly topics: Readonly<Record<Topic, string>>;
  /** Why a name is refused, as the end of a sentence. */
  readonly nameProblems: Readonly<Record<NameProblem, string>>;
  /** What this port is, for programs that speak something else. */
  readonly strangers: Readonly<Record<Stranger, string>>;
  /** What each command does, in a few words. */
  readonly help: Readonly<Record<Verb, string>>;
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
export function sentenceOf<F extends { readonly kind: string }, More extends readonly unknown[]>(
  sentences: { readonly [K in F["kind"]]: (fact: Extract<F, { readonly kind: K }>, ...more: More) => string },
  fact: F,
  ...more: More
): string {
  const say = sentences[fact.kind as F["kind"]] as (fact: F, ...more: More) => string;
  return say(fact, ...more);
}
