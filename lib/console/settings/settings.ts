/**
 * What somebody may set about the console: which warnings there are and from when on, how long what is gone stays on the
 * screen, and how the screen is drawn.
 *
 * @module
 */

/** The warnings, each with its threshold: what is more than that is warned of. */
export const WARNINGS = {
  "never-yielded": { unit: "ms", default: 50, help: "a turn took longer: everybody waited" },
  "self-wakes": { unit: "%", default: 50, help: "so many of a task's wakes are its own" },
  "lost-waker": { unit: "ms", default: 1000, help: "waits for so long for what nobody can settle" },
  "large": { unit: "%", default: 100, help: "a session retains more of its bound" },
  "slow-reader": { unit: "ms", default: 5000, help: "an outbox is more than half full for so long" },
  "loop-lag": { unit: "ms", default: 50, help: "the event loop comes so late" },
} as const;

export type WarningName = keyof typeof WARNINGS;

/** In the order in which they are listed. */
export const WARNING_NAMES = Object.keys(WARNINGS) as WarningName[];

/** The palettes: how many colours the terminal knows, or none. */
export const PALETTES = ["8", "16", "256", "all", "off"] as const;

export interface ConsoleSettings {
  /** The threshold of every warning that is on. */
  readonly thresholds: Readonly<Partial<Record<WarningName, number>>>;
  /** How long tasks and resources that are gone stay on the screen. */
  readonly retainMs: number;
  readonly language: "en" | "zh";
  readonly isAscii: boolean;
  readonly palette: typeof PALETTES[number];
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
