/**
 * A bot with its own command: `!roll 2d6` rolls two dice with six sides. In private the dice alone are enough: `2d6`.
 *
 *     deno run --allow-net=localhost:8080 examples/dice_bot.ts localhost 8080 lobby
 *
 * @module
 */

import { type Spoken, visits } from "./chat.ts";

const MAX_DICE = 20, MAX_SIDES = 1000;
const HELP = `try "!roll 2d6" or "!roll d20": up to ${MAX_DICE} dice with 2 to ${MAX_SIDES} sides`;

/** The dice that a line asks for; undefined if it asks for none. */
function wish({ kind, text }: Spoken): string | undefined {
  const asked = /^\s*!roll(?:\s+(.*))?$/i.exec(text);
  if (asked !== null) return asked[1]?.trim() ?? "";
  return kind === "whispered" ? text.trim() : undefined;
}

/** The numbers that came up; undefined if these dice cannot be rolled. */
function roll(dice: string): number[] | undefined {
  const [, count = "", sides = ""] = /^(\d{0,2})d(\d{1,4})$/i.exec(dice) ?? [];
  const n = count === "" ? 1 : Number(count);
  if (n < 1 || n > MAX_DICE || Number(sides) < 2 || Number(sides) > MAX_SIDES) return undefined;
  return Array.from({ length: n }, () => 1 + Math.floor(Math.random() * Number(sides)));
}

const [hostname = "localhost", port = "8080", room = "lobby", name = "dice"] = Deno.args;

for await (const chat of visits({ hostname, port: Number(port) }, name, room)) {
  for await (const line of chat.heard()) {
    const dice = wish(line);
    if (dice === undefined) continue;
    const fallen = roll(dice);
    const sum = fallen?.reduce((a, b) => a + b);
    const sentence = fallen === undefined
      ? HELP
      : fallen.length === 1
      ? `${dice} is ${sum}`
      : `${dice} is ${fallen.join(" + ")} = ${sum}`;
    await chat.answer(line, sentence);
  }
}
