/**
 * Going round in circles: what the last steps of an endless run repeat, and whether that is the model's fault or only an
 * unfair order's.
 *
 * @module
 */

/** What is known of a step of an endless run. */
export interface Past {
  /** What happened. */
  readonly label: string;
  /** Who did it. */
  readonly actor: string;
  /** Whether it was only a pause. */
  readonly isPause: boolean;
  /** Everybody who could have acted instead. */
  readonly enabled: readonly string[];
}

/** A loop at the end of a run. */
export interface Spin {
  /** The steps that come again and again, or the last ones where no loop is to be seen. */
  readonly loop: readonly string[];
  /** Whether a loop is to be seen. */
  readonly isLoop: boolean;
  /** Where whoever goes round should let the others go first. */
  readonly at: string;
  /** Whether somebody could have gone on all the time and was never let: under a fair order it would not be endless. */
  readonly isUnfair: boolean;
}

/** Longest loop looked for, in steps. */
const MAX_PERIOD = 50;

/** The loop at the end of a run. */
export function spinOf(past: readonly Past[]): Spin {
  const [first, ...later] = past.slice(-Math.ceil(past.length / 2));
  const active = new Set([first, ...later].map((step) => step?.actor));
  const isStarved = (actor: string) =>
    !active.has(actor) && later.every(({ enabled }) => enabled.includes(actor));
  const found = loopOf(past);
  const loop = found ?? past.slice(-10);
  const pause = loop.find(({ isPause }) => isPause) ?? loop.at(-1);
  return {
    loop: loop.map(({ label }) => label),
    isLoop: found !== undefined,
    at: pause?.label ?? "",
    isUnfair: first?.enabled.some(isStarved) ?? false,
  };
}

/** The shortest row of steps that the end repeats three times. */
function loopOf(past: readonly Past[]): readonly Past[] | undefined {
  for (let period = 1; period <= MAX_PERIOD && period * 3 <= past.length; period++) {
    const [loop, before, first] = [1, 2, 3].map((times) =>
      past.slice(past.length - period * times).slice(0, period)
    );
    const isSame = (other: readonly Past[]) => loop!.every(({ label }, i) => label === other[i]!.label);
    if (isSame(before!) && isSame(first!)) return loop!;
  }
  return undefined;
}
