/**
 * Several people in one chat, to begin a test with.
 *
 * @module
 */

import type { Dialect } from "../../lib/model/dialect.ts";
import { Chat, type ChatOptions, PLAIN, SMALL, type Typist } from "./chat.ts";

/** Room for whole histories. */
export const LARGE = { ...SMALL, outboxLines: 5000, outboxBytes: 1_000_000 };

/** Lets people in who have forgotten what they heard of each other's coming. */
export async function enter<N extends string>(chat: Chat, ...names: N[]): Promise<Record<N, Typist>> {
  const typists = names.map((name) => [name, chat.enter(name)] as const);
  await chat.flush();
  for (const [, typist] of typists) typist.hears();
  return Object.fromEntries(typists) as Record<N, Typist>;
}

/** A chat with people in it. Dispose it. */
export async function party<N extends string>(names: readonly N[], options: ChatOptions = {}) {
  const chat = new Chat({ bounds: LARGE, ...options });
  const people = await enter(chat, ...names);
  return { chat, ...people, [Symbol.dispose]: () => chat[Symbol.dispose]() };
}

/** Lets people forget what they heard. */
export function forget(...typists: Typist[]): void {
  for (const typist of typists) typist.hears();
}

/** What somebody hears who types this. */
export async function answer(typist: Typist, line: string): Promise<string[]> {
  typist.hears();
  await typist.types(line);
  return typist.hears();
}

/** Changes how somebody is spoken to. */
export function speakTo(typist: Typist, dialect: Partial<Dialect>): void {
  typist.speaks({ ...PLAIN, ...dialect });
}
