/**
 * What is fuzzed: something that takes bytes from outside, and what must hold of it whatever the bytes are.
 *
 * @module
 */

/** One thing to fuzz. Running it depends on the input alone, so that a finding can be found again. */
export interface Target {
  /** How it is called on the command line, and in the names of regressions. */
  readonly name: string;
  /** Inputs as they are in real life: what is tried is made from them. */
  seeds(): Promise<readonly Uint8Array[]>;
  /** Pieces worth putting in anywhere. */
  readonly morsels: readonly Uint8Array[];
  /**
   * Feeds it one input. Whatever it throws is a finding.
   * @returns what the input brought out, in short words: one that brings out something new is worth more mutations
   */
  run(input: Uint8Array): Iterable<string> | Promise<Iterable<string>>;
}

/** A promise that was broken. */
export class Broken extends Error {
  /** The name errors of this kind go by. */
  override readonly name = "Broken";
  /** Which promise, the same words for every input that breaks it. */
  readonly rule: string;

  /** @param facts what was seen, as JSON */
  constructor(rule: string, facts?: unknown) {
    super(facts === undefined ? rule : `${rule}: ${JSON.stringify(facts)?.slice(0, 2000)}`);
    this.rule = rule;
  }
}

/** Insists on something: breaking the rule is a finding. */
export function insist(holds: boolean, rule: string, facts?: unknown): asserts holds {
  if (!holds) throw new Broken(rule, facts);
}

/** Insists that two things are the same, compared as JSON. */
export function insistSame(seen: unknown, wanted: unknown, rule: string): void {
  if (JSON.stringify(seen) !== JSON.stringify(wanted)) throw new Broken(rule, { seen, wanted });
}

/** Insists that a text has no stain. */
export function insistClean(stain: string | undefined, rule: string, text: string): void {
  if (stain !== undefined) throw new Broken(rule, { stain, text });
}
