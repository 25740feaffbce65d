/**
 * User-perceived characters: what one press of Backspace should take away.
 *
 * @module
 */

/** Made when first needed: loading Unicode's break rules takes a fifth of the server's start time. */
let segmenter: Intl.Segmenter | undefined;

/** The user-perceived characters of a text (extended grapheme clusters, UAX 29). */
export function graphemesOf(text: string): string[] {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
