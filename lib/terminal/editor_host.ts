/**
 * What a line editor asks of whoever hears its lines. Asked while a key is read or the input is drawn, so the answers come
 * at once; nothing here may throw.
 *
 * @module
 */

/** What could stand at the end of a text. */
export interface Completion {
  /** Where in the text the word begins that they would take the place of, in UTF-16 code units. */
  readonly from: number;
  /** The words, with what follows them: a space, or a colon behind a name at the start of a line. Few enough to be shown. */
  readonly candidates: readonly string[];
}

/** Nothing fits. */
export const NO_COMPLETION: Completion = { from: 0, candidates: [] };

export interface EditorHost {
  /** What stands in front of the input, and says where a line goes: clean text in one line, without colours. */
  prompt(): string;
  /** How a line that was sent stays above the input: as the others see it. In one line, without its end; may be coloured. */
  shown(line: string): string;
  /** Whether a line has something secret in it, and must not be remembered. */
  isSecret(line: string): boolean;
  /** What could stand at the end of a text: the input up to the cursor. */
  complete(text: string): Completion;
}
