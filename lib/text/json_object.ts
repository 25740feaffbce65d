/**
 * JSON as it comes from outside: an object, or nothing of use. Its numbers stay what they are there: the numbers of this
 * language have 53 bits, and identifiers of other systems have 64.
 *
 * @module
 */

/** A number that is another one in this language, as it was written; written again it is the same. */
export interface WrittenNumber {
  /** Its digits, as JSON has them. */
  readonly rawJSON: string;
}

/** What JavaScript has for that (ECMA-262, JSON.rawJSON), and TypeScript does not know yet. */
const { rawJSON, isRawJSON } = JSON as unknown as {
  readonly rawJSON: (text: string) => WrittenNumber;
  readonly isRawJSON: (value: unknown) => value is WrittenNumber;
};

/** Where this is not found in a text, its numbers have at most 15 digits and are written as anybody would write them. */
const UNUSUAL = /\d{16}|\d[.eE]|-0/;

/** The object that a text is in JSON; undefined for everything else, text that is no JSON among it. Never throws. */
export function jsonObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = UNUSUAL.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? value as Record<string, unknown> : undefined;
  } catch {
    return undefined; // a SyntaxError, or a RangeError where it is thousands of levels deep
  }
}

/** Whether a value of such an object is a number that only its digits tell. */
export function isWrittenNumber(value: unknown): value is WrittenNumber {
  return isRawJSON(value);
}

/** A number of a text as it is there, where that is not how it is written here. */
function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source;
  return typeof value !== "number" || source === undefined || source === String(value)
    ? value
    : rawJSON(source);
}
