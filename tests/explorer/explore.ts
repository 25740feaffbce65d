/**
 * Runs a model under every order in which its steps can happen, and stops at the first that goes wrong; runs it again
 * under that one order.
 *
 * @module
 */

import { AllOrders, type Search } from "./all_orders.ts";
import { counted } from "./counted.ts";
import { checkOptions, type ExploreOptions, LIMITS, MAX_MS, MAX_RUNS, SHORTEN_MS } from "./options.ts";
import { type Model, type Played, Player } from "./player.ts";
import { describe, type Problem } from "./problem.ts";
import { ReducedOrders } from "./reduced_orders.ts";
import type { Checkpoint, Finding, Report } from "./report.ts";
import type { Chooser } from "./chooser.ts";
import { shortest } from "./shortest.ts";
import { parseToken, sumOf, tokenOf } from "./token.ts";

/**
 * Runs a model under all orders, up to the first that shows a problem. One search at a time: a rejection that nobody
 * handles is the fault of the model that is being run.
 * @throws {RangeError} where an option makes no sense
 */
export async function explore(model: Model, options: ExploreOptions = {}): Promise<Report> {
  checkOptions(options);
  using player = new Player(model, { ...LIMITS, ...options }, options.resume?.spins);
  return await new Exploration(player, options).run();
}

/**
 * Runs a model under the one order a token tells of; the options have to be those of the search.
 * @throws {SyntaxError} where the token is none
 */
export async function replay(model: Model, token: string, options: ExploreOptions = {}): Promise<Report> {
  using player = new Player(model, { ...LIMITS, ...options });
  const { problem, played } = await playToken(player, token);
  const { length: longest } = played.run.steps;
  const report = { pruned: 0, isExhaustive: false, limits: ["one order"], longest };
  if (problem === undefined) return { ...report, orders: 1 };
  return { ...report, orders: 0, finding: { problem, order: played.run.steps, token, isShortest: false } };
}

/** One search. */
class Exploration {
  readonly #player: Player;
  readonly #options: ExploreOptions;
  readonly #limits: Set<string>;
  readonly #endsAt: number;
  #search: Search;
  #orders: number;
  #pruned: number;
  #longest: number;
  #runs = 0;

  constructor(player: Player, options: ExploreOptions) {
    this.#player = player;
    this.#options = options;
    this.#endsAt = performance.now() + (options.maxMs ?? MAX_MS);
    this.#search = this.#newSearch(options.resume?.place);
    const { orders = 0, pruned = 0, longest = 0, limits = [] } = options.resume ?? {};
    this.#orders = orders;
    this.#pruned = pruned;
    this.#longest = longest;
    this.#limits = new Set(limits);
  }

  async run(): Promise<Report> {
    for (;;) {
      const played = await this.#player.play(this.#search);
      this.#runs++;
      this.#longest = Math.max(this.#longest, played.run.steps.length);
      const { ending } = played;
      if (ending.kind === "problem") {
        return this.#report({ finding: await this.#found(played, ending.problem) });
      }
      if (ending.kind === "spin" && this.#letRest(ending.spin.at)) continue;
      if (ending.kind === "done") this.#orders++;
      if (ending.kind === "given up") this.#pruned++;
      if (ending.kind === "limit") this.#limits.add(ending.limit);
      for (const reason of played.run.leftOut) this.#limits.add(reason);
      if (!this.#search.next()) return this.#report({});
      const limit = this.#limitReached();
      if (limit === undefined) continue;
      const checkpoint = this.#checkpoint();
      this.#limits.add(limit);
      return this.#report({ checkpoint });
    }
  }

  #newSearch(place?: unknown): Search {
    const { sharing, maxPreemptions } = this.#options;
    // Orders with few preemptions are not closed under what the reduction leaves out.
    const isReduced = sharing === "doubles" && maxPreemptions === undefined;
    return isReduced ? new ReducedOrders(place) : new AllOrders(maxPreemptions, place);
  }

  /** From now on, who goes round there lets the others go first: begins anew. False where that was so already. */
  #letRest(label: string): boolean {
    if (this.#player.spins.has(label)) {
      this.#limits.add(counted(this.#options.maxSteps ?? LIMITS.maxSteps, "step"));
      return false;
    }
    this.#player.spins.add(label);
    this.#search = this.#newSearch();
    this.#orders = this.#pruned = 0;
    return true;
  }

  #limitReached(): string | undefined {
    const { maxRuns = MAX_RUNS, maxMs = MAX_MS } = this.#options;
    if (this.#runs >= maxRuns) return counted(maxRuns, "run");
    return performance.now() >= this.#endsAt ? `${maxMs} ms` : undefined;
  }

  #checkpoint(): Checkpoint {
    this.#noteLeftOut();
    const { spins } = this.#player;
    const [limits, place] = [[...this.#limits], this.#search.place];
    return {
      ...{ orders: this.#orders, pruned: this.#pruned, longest: this.#longest },
      ...{ limits, spins: [...spins], sharing: this.#options.sharing ?? "anything", place },
    };
  }

  #noteLeftOut(): void {
    const { maxPreemptions } = this.#options;
    if (this.#search.hasLeftOut) this.#limits.add(`at most ${counted(maxPreemptions ?? 0, "preemption")}`);
    for (const at of this.#player.spins) {
      this.#limits.add(`whoever goes round at "${at}" lets the others go first`);
    }
  }

  /** Shortens what was found, and sees whether it can be shown again. */
  async #found(played: Played, problem: Problem): Promise<Finding> {
    const deadline = performance.now() + (this.#options.shortenMs ?? SHORTEN_MS);
    const { shown, isShortest } = await shortest(this.#player, { ...played, problem }, deadline);
    const { steps: order, taken } = shown.run;
    const token = tokenOf(taken, order);
    if (shown.problem.kind === "nondeterminism") return { problem: shown.problem, order, token, isShortest };
    const again = await playToken(this.#player, token);
    if (again.problem?.kind === shown.problem.kind) {
      return { problem: shown.problem, order, token, isShortest };
    }
    const got = again.problem === undefined ? "no problem" : describe(again.problem);
    const nondeterminism = { kind: "nondeterminism", expected: describe(shown.problem), got } as const;
    return { problem: nondeterminism, order: again.played.run.steps, token, isShortest: false };
  }

  #report(outcome: Pick<Report, "finding" | "checkpoint">): Report {
    this.#noteLeftOut();
    const limits = [...this.#limits];
    const isExhaustive = outcome.finding === undefined && limits.length === 0;
    const counts = { orders: this.#orders, pruned: this.#pruned, longest: this.#longest };
    return { ...outcome, ...counts, isExhaustive, limits };
  }
}

/** Plays the order of a token; other steps than the token's are a problem of their own. */
async function playToken(
  player: Player,
  token: string,
): Promise<{ readonly played: Played; readonly problem: Problem | undefined }> {
  const { choices, sum } = parseToken(token);
  let step = 0;
  const chooser: Chooser = { choose: () => choices[step++] ?? 0, happened() {}, ended() {} };
  const played = await player.play(chooser);
  const { run: { steps }, ending } = played;
  const order = sumOf(steps);
  if (order !== sum) return { played, problem: { kind: "other order", order } };
  return { played, problem: ending.kind === "problem" ? ending.problem : undefined };
}
