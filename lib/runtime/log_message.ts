/**
 * Messages of the operator's log with `{name}` in them, for a field to stand there. They are literals in the code, some
 * dozens in all, so each is taken apart once.
 *
 * @module
 */

/** Text and names of fields in turn; text comes first and last. */
export type MessageParts = readonly string[];

/** Most messages whose parts are remembered: a sentence of the code counts once, whatever it tells of. */
const MAX_REMEMBERED = 500;

/** Takes messages apart, and remembers how. */
export function rememberedParts(): (message: string) => MessageParts {
  const partsByMessage = new Map<string, MessageParts>();
  return (message) => {
    const known = partsByMessage.get(message);
    if (known !== undefined) return known;
    const parts = message.split(/\{(\w+)\}/);
    if (partsByMessage.size < MAX_REMEMBERED) partsByMessage.set(message, parts);
    return parts;
  };
}

/** The message with every field as `shown` has it. */
export function filledIn(parts: MessageParts, shown: (name: string) => string): string {
  let text = parts[0]!;
  for (let i = 1; i < parts.length; i += 2) text += shown(parts[i]!) + parts[i + 1]!;
  return text;
}
