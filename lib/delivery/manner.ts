/**
 * How a reader is spoken to: made of what the person behind it wishes, of what its connection can take, and of where its
 * own lines go. A manner never changes, so that readers can share one, and one that holds from a later line on can wait.
 *
 * @module
 */

import {
  type Abilities,
  type Dialect,
  dialectKey,
  dialectOf,
  firstWishes,
  type Style,
  type Topic,
  type Wishes,
} from "../model/dialect.ts";

export interface Manner {
  readonly wishes: Wishes;
  readonly abilities: Abilities;
  readonly focus: Topic | undefined;
  readonly dialect: Dialect;
  /** The render cache key of the dialect. */
  readonly key: number;
}

const FIRST = new WeakMap<Dialect, Manner>(); // silent connections by the thousand have the same

/** How a reader is spoken to before anything is known of it. */
export function mannerIn(dialect: Dialect): Manner {
  const known = FIRST.get(dialect);
  if (known !== undefined) return known;
  const wishes = firstWishes(dialect), key = dialectKey(dialect);
  const manner = { wishes, abilities: dialect, focus: undefined, dialect, key };
  FIRST.set(dialect, manner);
  return manner;
}

/** The same with something changed. */
export function restyled(
  manner: Manner,
  { wishes = manner.wishes, focus = manner.focus, abilities: changed }: Style,
): Manner {
  const abilities = changed === undefined ? manner.abilities : { ...manner.abilities, ...changed };
  const wanted = dialectOf(wishes, abilities);
  const dialect = isSame(wanted, manner.dialect) ? manner.dialect : wanted; // most readers share the first one for ever
  return { wishes, abilities, focus, dialect, key: dialectKey(dialect) };
}

function isSame(one: Dialect, other: Dialect): boolean {
  const { color, language, lineEnd, json, isPage, isDeaf, timeZone, joins, bell, stamps } = other;
  return one.color === color && one.language === language && one.lineEnd === lineEnd && one.json === json &&
    one.isPage === isPage && one.isDeaf === isDeaf && one.timeZone === timeZone && one.joins === joins &&
    one.bell === bell &&
    one.stamps === stamps;
}
