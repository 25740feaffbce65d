/**
 * How one reader wants to be spoken to. Two colours, two languages, two line ends for people, and JSON in two
 * languages for programs: ten dialects.
 *
 * @module
 */

/** The languages of the server's own sentences. */
export const LANGUAGES = ["en", "zh"] as const;

/** One language code, ISO 639-1. */
export type Language = typeof LANGUAGES[number];

/** Everything that decides how an event becomes bytes for somebody. */
export interface Dialect {
  /** Whether ANSI colours are written. */
  readonly color: boolean;
  /** The language of the server's sentences. */
  readonly language: Language;
  /** What ends a line: `\n` for programs and raw clients, `\r\n` for telnet (RFC 854). */
  readonly lineEnd: "\n" | "\r\n";
  /** Whether every line is a JSON object, without colours and ended by `\n`. */
  readonly json: boolean;
  /** Where times of day are told for, an IANA name or an offset such as `+08:00`. Live lines show no time. */
  readonly timeZone: string;
}

/** What a person wishes, wherever they are connected. */
export interface Wishes extends Pick<Dialect, "language" | "timeZone"> {
  /** Whether they want colours; undefined until they have said so. */
  readonly color: boolean | undefined;
}

/** What one connection can take: colours, as far as is known; line ends; whether a program reads it. */
export type Abilities = Pick<Dialect, "color" | "lineEnd" | "json">;

/** What somebody wishes who has said nothing yet. */
export function firstWishes({ language, timeZone }: Dialect): Wishes {
  return { color: undefined, language, timeZone };
}

/** What connections subscribe to, known by its identity. */
export interface Topic {
  /** What its lines are marked with where the reader's own lines go elsewhere; undefined for no mark. */
  readonly label?: string;
}

/** Something to change about how somebody is spoken to at a connection; what is not named stays. */
export interface Style {
  /** What the person there wishes. */
  readonly wishes?: Wishes;
  /** What the connection turned out to be able to take. */
  readonly abilities?: Partial<Abilities>;
  /** The topic whose lines need no mark, since the person's own lines go there. */
  readonly focus?: Topic;
}

/** How somebody is spoken to at a connection: as they wish, as far as it can take that. */
export function dialectOf({ color = true, language, timeZone }: Wishes, abilities: Abilities): Dialect {
  return { ...abilities, color: color && abilities.color, language, timeZone };
}

/** A number that is the same for dialects in which events look alike, below {@linkcode DIALECTS}: a key for caches. */
export function dialectKey({ color, language, lineEnd, json }: Dialect): number {
  const form = json ? 4 : (color ? 2 : 0) | (lineEnd === "\n" ? 0 : 1);
  return LANGUAGES.indexOf(language) * 5 + form;
}

/** How many different keys there are. */
export const DIALECTS = LANGUAGES.length * 5;
