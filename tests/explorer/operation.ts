/**
 * Something that can happen next: the unit of choice. A double hands an operation to the world instead of doing it at
 * once; the world does it when the order that is being tried says so, and then lets every promise go on as far as it
 * can.
 *
 * @module
 */

/** The object of an operation that looks at whatever there is, and of one that looks at nothing. */
export const ANYTHING = "", NOTHING = " ";

/** What an operation does, to what. */
export interface Operation<T> {
  /** What it is done to, as a trace names it: `cell count`. Two operations on different objects do not disturb each other. */
  readonly object: string;
  /** What it does: `read`, `write 3`. */
  readonly verb: string;
  /** Whether it changes nothing: two that only look do not disturb each other. */
  readonly isLook?: boolean;
  /** Whether it is a pause that stands for other people's time: somebody who only pauses waits for the others. */
  readonly isPause?: boolean;
  /** Whether it happens by the passing of time alone. */
  readonly isTimer?: boolean;
  /** Whether it can happen now; always, unless given. */
  isReady?(): boolean;
  /** In how many ways it can go now, each by a word or two; one way unless given. */
  outcomes?(): readonly string[];
  /** What it waits for while it is not ready: `held by ann`. */
  waitsFor?(): string;
  /** Does it, and returns what whoever waits for it gets; what it throws, they get thrown. */
  perform(outcome: number): T;
}

/** That a step has looked at an object or changed it. */
export interface Touch {
  /** Which object. */
  readonly object: string;
  /** Whether it may have changed. */
  readonly isChange: boolean;
}

/** An operation that was begun and has not happened yet. */
export interface Pending {
  /** What it is called in every order in which its actor has come so far in the same way. */
  readonly id: string;
  /** Who began it. */
  readonly actor: string;
  /** What is to happen. */
  readonly operation: Operation<unknown>;
  /** The step in which it was begun; -1 for before the first. */
  readonly since: number;
}

/** One thing that could happen next. */
export interface Choice {
  /** Which operation. */
  readonly pending: Pending;
  /** In which of its ways. */
  readonly outcome: number;
  /** Whether its actor has just gone round in a circle and should let the others go first. */
  readonly isResting: boolean;
  /** Who does what, in words; the same in every order that has come to the same point. */
  readonly label: string;
}

/** One thing that has happened. */
export interface Step {
  /** Who did it. */
  readonly actor: string;
  /** What happened, in words, with its result. */
  readonly text: string;
  /** Everything it looked at or changed, also in what it set off. */
  readonly touches: readonly Touch[];
}

/** Whether the order of two steps or operations can matter, going by what they touch. */
export function conflict(a: readonly Touch[], b: readonly Touch[]): boolean {
  return a.some((one) => b.some((other) => isSame(one, other) && (one.isChange || other.isChange)));
}

function isSame({ object: a }: Touch, { object: b }: Touch): boolean {
  return a === b || a === ANYTHING || b === ANYTHING;
}

/** What a pending operation is known to touch before it happens. */
export function touchesOf({ actor, operation }: Pending): Touch[] {
  return [
    { object: operation.object, isChange: operation.isLook !== true },
    { object: `actor ${actor}`, isChange: true },
  ];
}

/** A value as a trace shows it, in at most 60 characters. */
export function shown(value: unknown): string {
  const text = typeof value === "string"
    ? JSON.stringify(value)
    : value instanceof Error
    ? `${value.name}: ${value.message}`
    : value !== null && typeof value === "object" && !Array.isArray(value)
    ? value.constructor?.name ?? "object"
    : JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
