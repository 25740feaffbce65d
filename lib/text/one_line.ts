/**
 * Text of several lines as one line: words at the end of a line and at the beginning of the next stay two words. For
 * text that comes whole, in a file or in JSON; what is typed has no line ends in it.
 *
 * @module
 */

/** What ends lines inside a text (UAX 14): cleaning takes it out, and that would glue words together. */
const LINE_ENDS = /\r\n|[\n\v\f\r\x85\u2028\u2029]/g;

export function oneLine(text: string): string {
  return text.replace(LINE_ENDS, " ");
}
