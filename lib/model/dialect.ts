/**
 * How one reader wants to be spoken to. Two colours, two languages, two line ends for people, and JSON in two
 * languages for programs: ten usual dialects. Whoever has set something about live lines has one of many more.
 *
 * @module
 */

/** The languages of the server's own sentences. */
export const LANGUAGES = ["en", "zh"] as const;

/** One language code, ISO 639-1. */
export type Language = typeof LANGUAGES[number];

/** Whose coming and going people see: everybody's, nobody's, or that of those who spoke lately. */
export const JOINS = ["on", "off", "few"] as const;

/** What rings a person's bell: nothing; what is for them, by name or alone; whatever others say. */
export const BELLS = ["off", "mention", "all"] as const;

/** How people want live lines: programs get all of them as they are. */
export interface LiveLines {
  /** Whose coming and going is shown. */
  readonly joins: typeof JOINS[number];
  /** What rings, for those who hear it. */
  readonly bell: typeof BELLS[number];
  /** Whether the time stands in front of them. */
  readonly stamps: boolean;
}

/** Live lines for those who have set nothing about them. */
export const USUAL: LiveLines = { joins: "on", bell: "off", stamps: false };

/** Everything that decides how an event becomes bytes for somebody. */
export interface Dialect extends LiveLines {
  /** Whether ANSI colours are written. */
  readonly color: boolean;
  /** The language of the server's sentences. */
  readonly language: Language;
  /** What ends a line: `\n` for programs and raw clients, `\r\n` for telnet (RFC 854). */
  readonly lineEnd: "\n" | "\r\n";
  /** Whether every line is a JSON object, without colours and ended by `\n`. */
  readonly json: boolean;
  /** At the door of web pages: whether one reads the JSON for a person, and no program does. Left out elsewhere. */
  readonly isPage?: boolean;
  /** Whether one is shown answers only, and no events: whoever came for one answer. Left out elsewhere. */
  readonly isDeaf?: boolean;
  /** Where times of day are told for, an IANA name or an offset such as `+08:00`. */
  readonly timeZone: string;
}

/** What a person wishes, wherever they are connected. */
export interface Wishes extends LiveLines, Pick<Dialect, "language" | "timeZone"> {
  /** Whether they want colours; undefined until they have said so. */
  readonly color: boolean | undefined;
}

/** What one connection can take: colours, as far as is known; line ends; who reads it: a program, a page, or whoever wants one answer. */
export type Abilities = Pick<Dialect, "color" | "lineEnd" | "json" | "isPage" | "isDeaf">;

/** Whether a program is spoken to, and no person. */
export function isProgram({ json, isPage }: Dialect): boolean {
  return json && isPage !== true;
}

/** What somebody wishes who has said nothing yet. */
export function firstWishes({ language, timeZone, joins, bell, stamps }: Dialect): Wishes {
  return { color: undefined, language, timeZone, joins, bell, stamps };
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
export function dialectOf({ color = true, ...wishes }: Wishes, abilities: Abilities): Dialect {
  const { lineEnd, json, isPage, isDeaf } = abilities, { language, timeZone, joins, bell, stamps } = wishes;
  const dialect = { color: color && abilities.color, language, lineEnd, json, timeZone, joins, bell, stamps };
  return {
    ...dialect,
    ...isPage !== undefined && { isPage },
    ...isDeaf !== undefined && { isDeaf },
  };
}

/**
 * A number that is the same for dialects in which events look alike: a key for caches. The usual ones are below
 * {@linkcode DIALECTS}; those of people who set something about live lines are greater, and most of them are not in use.
 */
export function dialectKey(dialect: Dialect): number {
  if (dialect.isDeaf) return DEAF;
  const { color, language, lineEnd, json, joins, stamps, timeZone } = dialect;
  const form = json ? 4 : (color ? 2 : 0) | (lineEnd === "\n" ? 0 : 1);
  const usual = LANGUAGES.indexOf(language) * 5 + form;
  if (isProgram(dialect)) return usual;
  const zone = stamps && !json ? 1 + numberOf(timeZone) : 0;
  return usual + DIALECTS * (JOINS.indexOf(joins) + JOINS.length * zone);
}

/** The key of those who are shown no events: far above the others, which are fewer than a hundred thousand. */
const DEAF = 2 ** 30;

/** How many different keys there are for those who set nothing about live lines. */
export const DIALECTS = LANGUAGES.length * 5;

/** Of the time zones that somebody saw stamps for. There are no more than `timeZoneOf` takes: 600 names, 1,800 offsets. */
const zoneNumbers = new Map<string, number>();

function numberOf(timeZone: string): number {
  const known = zoneNumbers.get(timeZone);
  if (known !== undefined) return known;
  zoneNumbers.set(timeZone, zoneNumbers.size);
  return zoneNumbers.size - 1;
}
