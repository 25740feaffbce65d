/**
 * How a reader is spoken to: made of what the person behind it wishes, of what its connection can take, and of where its
 * own lines go. A manner never changes, so that readers can share one, and one that holds from a later line on can wait.
 *
 * @module
 */

import { type Abilities, type Dialect, dialectKey, dialectOf, type Wishes } from "../model/dialect.ts";
import type { Topic } from "./topics.ts";

/** Something to change about it; what is not named stays. */
export interface Style {
  readonly wishes?: Wishes;
  /** What the connection turned out to be able to take. */
  readonly abilities?: Partial<Abilities>;
  /** The topic whose lines need no mark, since the reader's own lines go there. */
  readonly focus?: Topic;
}

export interface Manner {
  readonly wishes: Wishes;
  readonly abilities: Abilities;
  readonly focus: Topic | undefined;
  readonly dialect: Dialect;
  /** The render cache key of the dialect. */
  readonly key: number;
}

const FIRST = new WeakMap<Dialect, Manner>(); // silent connections by the thousand have the same

/** What somebody wishes who has said nothing yet. */
export function firstWishes({ language, timeZone }: Dialect): Wishes {
  return { color: undefined, language, timeZone };
}

/** How a reader is spoken to before anything is known of it. */
export function mannerIn(dialect: Dialect): Manner {
  const known = FIRST.get(dialect);
  if (known !== undefined) return known;
  const { color, lineEnd, json } = dialect, abilities = { color, lineEnd, json };
  const manner = {
    wishes: firstWishes(dialect),
    abilities,
    focus: undefined,
    dialect,
    key: dialectKey(dialect),
  };
  FIRST.set(dialect, manner);
  return manner;
}

/** The same with something changed. */
export function restyled(
  manner: Manner,
  { wishes = manner.wishes, focus = manner.focus, ...style }: Style,
): Manner {
  const abilities = { ...manner.abilities, ...style.abilities };
  const dialect = dialectOf(wishes, abilities);
  return { wishes, abilities, focus, dialect, key: dialectKey(dialect) };
}
