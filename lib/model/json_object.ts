/**
 * JSON as it comes from outside: an object, or nothing of use.
 *
 * @module
 */

/** The object that a text is in JSON; undefined for everything else, text that is no JSON among it. Never throws. */
export function jsonObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? value as Record<string, unknown> : undefined;
  } catch {
    return undefined; // a SyntaxError
  }
}
