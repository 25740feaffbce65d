/**
 * Makes a story that breaks a promise shorter, as long as it goes on breaking it: acts go, by halves, quarters and one by
 * one; pastes get shorter, settings go back to what is usual, and people nobody misses are left out.
 *
 * @module
 */

import type { Breach } from "./breach.ts";
import { play } from "./play.ts";
import { breachesIn } from "./promises.ts";
import type { Act, Person, Story } from "./story.ts";

/** Most stories that are played to shorten one, and the longest that may take, in milliseconds. */
const MAX_PLAYS = 600, MAX_MS = 60_000;

/** A story, and how it breaks the promise. */
export interface Shrunk {
  readonly story: Story;
  readonly breach: Breach;
}

/** The shortest story that was found to break the same promise. The given one has to break it. */
export async function shrunk(story: Story, breach: Breach): Promise<Shrunk> {
  const shrinker = new Shrinker(story, breach);
  await shrinker.shrink();
  return shrinker.best;
}

class Shrinker {
  best: Shrunk;
  #plays = 0;
  readonly #startedAt = performance.now();

  constructor(story: Story, breach: Breach) {
    this.best = { story, breach };
  }

  async shrink(): Promise<void> {
    for (let before = Infinity; this.#size < before && !this.#isTired;) {
      before = this.#size;
      await this.#dropActs();
      await this.#shortenPastes();
      await this.#dropSettings();
    }
    await this.#tries(withoutStrangers(this.best.story));
  }

  get #isTired(): boolean {
    return this.#plays >= MAX_PLAYS || performance.now() - this.#startedAt > MAX_MS;
  }

  get #size(): number {
    const { acts, config } = this.best.story;
    const lines = acts.reduce(
      (sum, act) =>
        sum +
        (act.does === "says"
          ? act.lines + act.filler.length
          : act.does === "presses keys"
          ? act.keys.length
          : 0),
      0,
    );
    return 1000 * acts.length + 10 * Object.keys(config).length + lines;
  }

  async #dropActs(): Promise<void> {
    for (let size = this.best.story.acts.length; size >= 1; size = Math.floor(size / 2)) {
      for (let at = this.best.story.acts.length - size; at > -size; at -= size) {
        const from = Math.max(0, at);
        await this.#tries({
          ...this.best.story,
          acts: this.best.story.acts.toSpliced(from, at + size - from),
        });
      }
    }
  }

  async #shortenPastes(): Promise<void> {
    for (const at of this.best.story.acts.keys()) {
      const act = this.best.story.acts[at]!;
      if (act.does === "presses keys") await this.#shortenKeys(at, act);
      if (act.does !== "says") continue;
      let { lines } = act;
      while (lines > 1 && await this.#triesAct(at, { ...act, lines: Math.floor(lines / 2) })) {
        lines = Math.floor(lines / 2);
      }
      if (act.filler !== "") await this.#triesAct(at, { ...act, lines, filler: "" });
    }
  }

  async #shortenKeys(at: number, act: Act & { readonly does: "presses keys" }): Promise<void> {
    let { keys } = act;
    for (let key = keys.length - 1; key >= 0; key--) {
      const fewer = keys.toSpliced(key, 1);
      if (await this.#triesAct(at, { ...act, keys: fewer })) keys = fewer;
    }
  }

  async #dropSettings(): Promise<void> {
    for (const key of Object.keys(this.best.story.config)) {
      const config = Object.fromEntries(
        Object.entries(this.best.story.config).filter(([other]) => other !== key),
      );
      await this.#tries({ ...this.best.story, config });
    }
  }

  #triesAct(at: number, act: Act): Promise<boolean> {
    return this.#tries({ ...this.best.story, acts: this.best.story.acts.with(at, act) });
  }

  /** Takes the story where it breaks the same promise. */
  async #tries(story: Story): Promise<boolean> {
    if (this.#isTired) return false;
    this.#plays++;
    const { promise } = this.best.breach;
    const breach = breachesIn(await play(story)).find((other) => other.promise === promise);
    if (breach !== undefined) this.best = { story, breach };
    return breach !== undefined;
  }
}

/** The story without people who do nothing in it. */
function withoutStrangers(story: Story): Story {
  const numbers = new Map<number, number>();
  const people: Person[] = [];
  const acts = story.acts.map((act) => {
    if (!("who" in act)) return act;
    if (!numbers.has(act.who)) numbers.set(act.who, people.push(story.people[act.who]!) - 1);
    return { ...act, who: numbers.get(act.who)! };
  });
  return { ...story, people, acts };
}
