/**
 * The command line of chaos.
 *
 * @module
 */

import { STORIES } from "./stories.ts";
import type { Story } from "./story.ts";

export interface Options {
  readonly stories: readonly Story[];
  /** How long people talk before, between and after what fails, in seconds. */
  readonly seconds: number;
  /** Of all chance. */
  readonly seed: number;
}

/** Talk that shows how it goes when nothing fails, in seconds. */
const SECONDS = 5;

/** Reads the command line. @returns a sentence where it is wrong */
export function optionsFrom(args: readonly string[]): Options | string {
  const given = new Map<string, string>();
  for (let at = 0; at < args.length; at += 2) given.set(args[at]!, args[at + 1] ?? "");
  const { stories, seconds, seed } = { stories: "--stories", seconds: "--seconds", seed: "--seed" };
  const names = given.get(stories)?.split(",") ?? STORIES.map(({ name }) => name);
  const numbers = [given.get(seconds) ?? String(SECONDS), given.get(seed) ?? String(Date.now() % 100_000)];
  const isKnown = names.every((name) => STORIES.some((story) => story.name === name));
  const areFlags = [...given.keys()].every((flag) => [stories, seconds, seed].includes(flag));
  if (!isKnown || !areFlags || !numbers.every((number) => /^\d{1,6}$/.test(number))) {
    const all = STORIES.map(({ name, about }) => `\n  ${name.padEnd(20)}${about}`).join("");
    return `Cannot play chaos with "${
      args.join(" ")
    }": it takes --stories NAME,NAME, --seconds N and --seed S. Stories:${all}`;
  }
  return {
    stories: STORIES.filter(({ name }) => names.includes(name)),
    seconds: Number(numbers[0]),
    seed: Number(numbers[1]),
  };
}
