/**
 * Where a node lives: its disk, its processes one after the other, and the people who are there.
 *
 * @module
 */

import type { Life } from "../../../lib/cluster/bus.ts";
import { Disk } from "./disk.ts";
import { type Answer, NodeProcess } from "./node_process.ts";
import type { End } from "./story.ts";
import type { World } from "./world.ts";

/** A line somebody said, and what came of it. */
export interface SaidLine {
  readonly text: string;
  /** When they said it, in milliseconds of the timeline. */
  readonly at: number;
  answer?: Answer;
}

/** Somebody who came. */
export interface Visitor {
  readonly name: string;
  readonly process: NodeProcess;
  /** The number they have once they are in. */
  person: number | undefined;
  /** They went, were not let in, or have to come in again. */
  isGone: boolean;
  readonly said: SaidLine[];
  /** Whether they want nothing of it to be left. */
  hasForgotten?: true;
}

export class Place {
  readonly node: string;
  disk = new Disk();
  /** Everybody who ever came. */
  readonly visitors: Visitor[] = [];
  process: NodeProcess | undefined;
  /** Whether it never comes back. */
  isLost = false;
  wrongMs: number;
  fences = 0;
  /** How often it left, and the others knew. */
  partings = 0;
  /** Who took back what they said, and by which entry. */
  readonly forgotten: { readonly person: number; readonly seq: number }[] = [];
  readonly #world: World;
  #isWanted = false; // as soon as it has left
  #lives = 0;
  #texts = 0;

  constructor(world: World, node: string) {
    this.#world = world;
    this.node = node;
    this.wrongMs = world.random.fork(node).between(-100_000, 100_000);
  }

  /** Those who are here, or want to be. */
  get here(): Visitor[] {
    return this.visitors.filter(({ isGone }) => !isGone);
  }

  /** Whether people can do anything here. */
  get isServing(): boolean {
    return this.process?.isReady === true && !this.process.isLeaving &&
      this.process.machine.pausedUntil <= this.#world.timeline.now();
  }

  start(speaks = true): void {
    this.#isWanted = this.process?.isLeaving === true;
    if (this.process !== undefined || this.isLost) return;
    this.process = new NodeProcess({
      world: this.#world,
      node: this.node,
      disk: this.disk,
      newLife: () => `${this.node}${++this.#lives}` as Life,
      wrongMs: this.wrongMs,
      speaks,
      onFenced: () => this.#comeAgain(),
    });
  }

  /** Ends the process. */
  end(how: End, backup: Disk): void {
    if (how === "left") return this.leaveOthers();
    if (how === "closed") this.process?.close();
    else this.process?.die();
    if (how === "wiped") this.disk = new Disk();
    if (how === "restored") this.disk = backup.copy();
    if (how === "lost") this.isLost = true;
    this.process = undefined;
    for (const visitor of this.here) visitor.isGone = true;
  }

  /** Ends the process politely: its people leave first. It is started again afterwards, where that was wanted meanwhile. */
  leaveOthers(): void {
    const process = this.process!;
    if (process.isLeaving) return;
    for (const visitor of this.here) this.leave(visitor);
    process.leave().then(() => {
      if (process.isOver) this.partings++;
      if (this.process !== process) return; // it was killed meanwhile
      this.process = undefined;
      if (this.#isWanted) this.start();
    });
  }

  come(name: string): Visitor {
    const process = this.process!;
    const visitor: Visitor = { name, process, person: undefined, isGone: false, said: [] };
    this.visitors.push(visitor);
    process.do({ kind: "joined", name }, (answer) => {
      if (answer.kind !== "done") return void (visitor.isGone = true);
      visitor.person = answer.seq;
      if (visitor.isGone) this.#left(visitor);
    });
    return visitor;
  }

  leave(visitor: Visitor): void {
    visitor.isGone = true;
    if (visitor.person !== undefined) this.#left(visitor);
  }

  say(visitor: Visitor): void {
    if (visitor.person === undefined) return;
    const text = `${this.node}${++this.#texts}`;
    const line: SaidLine = { text, at: this.#world.timeline.now() };
    visitor.said.push(line);
    visitor.process.do({ kind: "said", person: visitor.person, text }, (answer) => line.answer = answer);
  }

  forget(visitor: Visitor): void {
    const { person, process } = visitor;
    if (person === undefined) return;
    visitor.hasForgotten = true;
    process.do({ kind: "forgot", person }, (answer) => {
      if (answer.kind === "done") this.forgotten.push({ person, seq: answer.seq });
    });
  }

  /** Has the node of another place told something. */
  whisper({ process: other }: Place): void {
    if (other?.life !== undefined) this.process!.whisper(other.life, `${this.node}'s ${++this.#texts}`);
  }

  /** Some of those who were put out come in again. */
  #comeAgain(): void {
    this.fences++;
    const here = this.here, process = this.process;
    for (const visitor of here) visitor.isGone = true;
    this.#world.timeline.after(800, () => {
      if (this.process === process) { for (const { name } of here) this.come(name); }
    });
  }

  #left({ process, person }: Visitor): void {
    process.do({ kind: "left", person: person! }, undefined, true);
  }
}
