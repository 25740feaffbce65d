/**
 * What somebody may set about the console: which warnings there are and from when on, how long what is gone stays on the
 * screen, and how the screen is drawn.
 *
 * @module
 */

/** The warnings, each with its threshold: what is more than that is warned of. */
export const WARNINGS = {
  /** A turn longer than so many milliseconds: everybody waits for it. */
  "never-yielded": { unit: "ms", default: 50 },
  /** A greater part of the wakes than so many percent was the task's own. */
  "self-wakes": { unit: "%", default: 50 },
  /** Waits for so many milliseconds for what nobody can settle. */
  "lost-waker": { unit: "ms", default: 1000 },
  /** Retains more than so many percent of its bound. */
  "large": { unit: "%", default: 100 },
  /** An outbox more than half full for so many milliseconds. */
  "slow-reader": { unit: "ms", default: 5000 },
  /** The event loop comes so many milliseconds late. */
  "loop-lag": { unit: "ms", default: 50 },
} as const satisfies Readonly<Record<string, { readonly unit: "ms" | "%"; readonly default: number }>>;

/** The name of a warning. */
export type WarningName = keyof typeof WARNINGS;

/** All of them, in the order in which they are listed. */
export const WARNING_NAMES = Object.keys(WARNINGS) as WarningName[];

/** The palettes: how many colours the terminal knows, or none. */
export const PALETTES = ["8", "16", "256", "all", "off"] as const;

/** The settings of one console. */
export interface ConsoleSettings {
  /** The threshold of every warning that is on. */
  readonly thresholds: Readonly<Partial<Record<WarningName, number>>>;
  /** How long tasks and resources that are gone stay on the screen, in milliseconds. */
  readonly retainMs: number;
  /** The language of titles, help and warnings. */
  readonly language: "en" | "zh";
  /** Whether only ASCII characters are drawn. */
  readonly isAscii: boolean;
  /** How many colours there are. */
  readonly palette: typeof PALETTES[number];
  /** Whether durations are coloured by size. */
  readonly hasDurationColors: boolean;
  /** Whether what is gone is dimmed. */
  readonly hasTerminatedColors: boolean;
}

/** The settings that hold when nobody sets anything, in a terminal that can do everything. */
export const CONSOLE_DEFAULTS: ConsoleSettings = {
  thresholds: Object.fromEntries(WARNING_NAMES.map((name) => [name, WARNINGS[name].default])),
  retainMs: 6000,
  language: "en",
  isAscii: false,
  palette: "all",
  hasDurationColors: true,
  hasTerminatedColors: true,
};
