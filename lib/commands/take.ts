/**
 * What a command takes, word by word: Tab offers it.
 *
 * @module
 */

/**
 * What may stand in one place of an argument. `text` goes to the end of the line, and so do the filters of a search;
 * nothing is offered for a `word` that only the person knows, such as a new name, a number or a password.
 */
export type Take =
  | "text"
  | "word"
  | "person"
  | "speaker"
  | "member"
  | "outsider"
  | "ignored"
  | "hook"
  | "room"
  | "own room"
  | "zone"
  | "verb"
  | "filter"
  | Choice;

/** A few words, each with what follows it. */
export interface Choice {
  readonly [word: string]: Takes;
}

/** What stands in the places of an argument, the first one first. */
export type Takes = readonly Take[];

/** A few words with nothing behind them. */
export function oneOf(...words: readonly string[]): Choice {
  return Object.fromEntries(words.map((word) => [word, []]));
}

/** What may stand behind some words of an argument; undefined where nothing may. */
export function takenBehind(words: readonly string[], [take, ...others]: Takes): Take | undefined {
  const [word, ...more] = words;
  if (word === undefined || take === undefined || take === "text" || take === "filter") return take;
  if (typeof take === "string") return takenBehind(more, others);
  return Object.hasOwn(take, word) ? takenBehind(more, take[word]!) : undefined;
}
