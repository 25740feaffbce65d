/** User-perceived characters: what one press of Backspace should take away. @module */

/** Made when first needed: loading Unicode's break rules takes a fifth of the server's start time. */
let segmenter: Intl.Segmenter | undefined;

/** The user-perceived characters of a text (extended grapheme clusters, UAX 29). */
export function graphemesOf(text: string): string[] {
  return Array.from(segmentsOf(text), ({ segment }) => segment);
}

/** The first user-perceived character of a text, "" where there is none. */
export function firstGraphemeOf(text: string): string {
  return segmentsOf(text).containing(0)?.segment ?? "";
}

/**
 * The last user-perceived character of a text, "" where there is none.
 * @param isWhole false where the text goes on to the left, from somewhere that is not between two letters of a flag
 * @returns undefined where what stands to the left might matter
 */
export function lastGraphemeOf(text: string, isWhole: boolean): string | undefined {
  const segments = segmentsOf(text);
  const last = segments.containing(text.length - 1);
  if (last === undefined) return "";
  if (isWhole) return last.segment;
  // A cut can fall behind a joiner or a virama: then the end of a character stands first, and what it was joined to next.
  const first = segments.containing(0)!.segment.length;
  const second = segments.containing(first)?.segment.length ?? 0;
  return last.index >= first + second ? last.segment : undefined;
}

function segmentsOf(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  return segmenter.segment(text);
}
