/**
 * Full-width letters, digits and signs, as Chinese and Japanese keyboards bring them, as the ASCII ones they stand for.
 * It is for what the server reads as a command; what people say to each other stays as it is.
 *
 * @module
 */

/** Full-width forms of printable ASCII (U+FF01 to U+FF5E), each this far behind its own. */
const FULL_WIDTH = /[\uff01-\uff5e]/g, DISTANCE = 0xfee0;

export function narrow<Text extends string>(text: Text): Text {
  return text.replace(
    FULL_WIDTH,
    (sign) => String.fromCharCode(sign.charCodeAt(0) - DISTANCE),
  ) as Text;
}

/** A word of a command, as it is compared: narrow, in small letters. */
export function keyword(text: string): string {
  return narrow(text).toLowerCase();
}
