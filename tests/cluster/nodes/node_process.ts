/**
 * One process of a node, from its start to its death: the real `NodeBus`, and a tiny chat that listens to it.
 *
 * @module
 */

import type { Entry, Life, Listener, NotDone } from "../../../lib/cluster/bus.ts";
import { leaveOthers } from "../../../lib/cluster/leaving.ts";
import { NodeBus, type NodeCondition } from "../../../lib/cluster/node_bus.ts";
import { silentLog } from "../../../lib/runtime/log.ts";
import type { Disk, Line } from "./disk.ts";
import { handedOn } from "./handed_on.ts";
import { type Machine, MachineClock } from "./machine_clock.ts";
import { type Deed, takenBack, TinyChat } from "./tiny_chat.ts";
import { Way } from "./way.ts";
import type { Whisper } from "./whisper.ts";
import { note, type World } from "./world.ts";

/** How long a node waits for the others before it refuses, in milliseconds. */
export const PATIENCE_MS = 4000;

/** What came of a deed. */
export type Answer =
  | { readonly kind: "done"; readonly seq: number }
  | { readonly kind: "impossible" }
  | { readonly kind: "refused"; readonly why: NotDone };

/** What a process is given. */
export interface NodeProcessParts {
  readonly world: World;
  readonly node: string;
  readonly disk: Disk;
  readonly newLife: () => Life;
  /** Its time of day is wrong by so much, in milliseconds. */
  readonly wrongMs: number;
  /** Whether it says who left when a life is over; one that only listens does not. */
  readonly speaks: boolean;
  /** The others took it for dead. */
  readonly onFenced: () => void;
}

export class NodeProcess implements Listener<Deed> {
  readonly chat: TinyChat;
  readonly bus: NodeBus<Deed>;
  readonly way: Way<Deed>;
  readonly machine: Machine;
  isReady = false;
  isLeaving = false;
  /** Whether it has left, and the others know. */
  isOver = false;
  /** How it was when it stopped politely. */
  condition: NodeCondition | undefined;
  /** The life it has now. */
  life: Life | undefined;
  readonly #parts: NodeProcessParts;
  readonly #clock: MachineClock;
  readonly #waiting = new Map<
    Deed,
    { readonly mustCount: boolean; readonly answer: (answer: Answer) => void }
  >();
  #whispering = 0; // those whose sender does not know what came of them
  #turn: Line[] = [];
  #answers: (() => void)[] = []; // given once the turn is kept
  #told: number; // the last entry

  constructor(parts: NodeProcessParts) {
    const { world: { timeline, ledger, ...world }, node, disk, wrongMs, newLife } = parts,
      { standing } = disk;
    const random = world.random.fork(node);
    this.#parts = parts;
    this.machine = { isDead: false, pausedUntil: 0, wrongMs };
    const clock = this.#clock = new MachineClock(timeline, this.machine, random.next() * 1e6);
    this.way = new Way<Deed>(ledger, new MachineClock(timeline, this.machine, 0), random);
    this.chat = new TinyChat(standing?.people);
    this.#told = standing?.node.seq ?? 0;
    this.bus = new NodeBus<Deed>({
      ledger: world.areWorkers
        ? handedOn(this.way, clock, new MachineClock(timeline, this.machine, 0))
        : this.way,
      node,
      newLife: () => {
        const isFirst = this.life === undefined, life = this.life = newLife();
        if (this.isLeaving) this.#parts.world.unborn.add(life);
        else if (!isFirst) this.#parts.onFenced();
        return life;
      },
      version: 1,
      takenBack,
      saved: standing?.node,
      clock,
      patienceMs: PATIENCE_MS,
      log: silentLog,
      onTurn: () => this.#keep(),
      onFailed: (reason) => this.#note("there are no bugs", `failed: ${reason}`),
    });
    this.bus.open(this.#told, this);
    this.bus.ready.then(() => this.isReady = true);
  }

  /** How many deeds and whispers nothing came of yet. */
  get waiting(): number {
    return this.#waiting.size + this.#whispering;
  }

  /** Does something, and tells what came of it. */
  do(deed: Deed, answer: (answer: Answer) => void = () => {}, mustCount = false): void {
    this.#waiting.set(deed, { mustCount, answer });
    this.bus.append(deed, mustCount);
  }

  told(entry: Entry<Deed>): void {
    const { seq, time, deed, life } = entry;
    if (this.machine.isDead) this.#note("nothing is told once it is closed", `${seq}`);
    if (seq <= this.#told) this.#note("nothing is told twice", `${seq} is told behind ${this.#told}`);
    if (this.bus.saved().lives.find((one) => one.life === life)?.isOver !== false) {
      this.#note("a life that is over does nothing", `${seq} is of ${life}`);
    }
    this.#told = seq;
    const counts = this.chat.fold(entry);
    if (counts) this.#turn.push({ seq, time, deed, life });
    if (counts && deed.kind === "forgot") this.bus.takeBack(entry);
    const waiting = this.#waiting.get(deed);
    if (this.#waiting.delete(deed)) {
      this.#answers.push(() => waiting!.answer(counts ? { kind: "done", seq } : { kind: "impossible" }));
    } else if (life === this.life) {
      this.#note("everything is answered, once", `${seq} is unknown to its author`);
    }
  }

  refused(deed: Deed, why: NotDone): void {
    if (this.machine.isDead) {
      this.#note("nothing is told once it is closed", `refused ${JSON.stringify(deed)}`);
    }
    const waiting = this.#waiting.get(deed);
    if (!this.#waiting.delete(deed)) {
      return this.#note("everything is answered, once", `${JSON.stringify(deed)} is refused again`);
    }
    if (waiting!.mustCount && why !== "over") {
      this.#note("what must count counts", `${JSON.stringify(deed)} is refused: ${why}`);
    }
    waiting!.answer({ kind: "refused", why });
  }

  whispered(what: unknown): boolean {
    const whisper = this.#parts.world.whispers.get(String(what));
    if (this.machine.isDead) this.#note("nothing is told once it is closed", `whispered ${what}`);
    if (whisper === undefined || whisper.to !== this.life) {
      this.#note("a whisper is for one life", `${what} for ${whisper?.to}`);
      return false;
    }
    if (whisper.hasCome) this.#note("a whisper comes once", whisper.text);
    if (whisper.behind > this.bus.saved().seq) {
      this.#note("a whisper comes behind what its sender knew", `${what} behind ${whisper.behind}`);
    }
    whisper.hasCome = true;
    return true;
  }

  /** Has a life of another node told something alone. */
  whisper(to: Life, text: string): void {
    const whisper: Whisper = { text, to, behind: this.#told, hasCome: false };
    this.#parts.world.whispers.set(text, whisper);
    this.#whispering++;
    this.bus.whisper(to, text).then((hasCome) => {
      this.#whispering--;
      if (hasCome && !whisper.hasCome) this.#note("a whisper that has come has come", text);
      whisper.answer = hasCome;
    });
  }

  ended(life: Life): void {
    if (!this.#parts.world.ledger.over.has(life)) {
      this.#note("nobody is counted out but by the ledger", `${life} is over`);
    }
    if (!this.#parts.speaks) return;
    for (const person of this.chat.people) {
      if (person.life === life) this.do({ kind: "left", person: person.number }, undefined, true);
    }
  }

  /** It stops politely: whoever was in has left, and the others hear that it is over. Resolves when it is closed. */
  async leave(): Promise<void> {
    this.isLeaving = true;
    const { life } = this, { world: { ledger } } = this.#parts, { isReady } = this.bus.condition();
    await leaveOthers(this.bus, this.#clock);
    this.isOver = isReady && !this.bus.condition().isReady;
    if (this.isOver) {
      const promise = "whoever leaves is over, and has taken all along";
      if (!ledger.over.has(life!)) this.#note(promise, `${life} is not`);
      for (const person of this.chat.people) {
        if (person.life === life) this.#note(promise, `${person.name} is still in`);
      }
    }
    this.close();
  }

  /** The process is killed: nothing of it goes on, and what it had not kept is lost. */
  die(): void {
    this.machine.isDead = true;
    void this.way.close();
  }

  /** It stops politely: it leaves no timer behind, and hears no more. */
  close(): void {
    this.condition = this.bus.condition();
    this.bus.close();
    if (this.#clock.timers > 0) this.#note("everything is released", `${this.#clock.timers} timers are left`);
    this.die();
  }

  #keep(): void {
    if (this.machine.isDead) return this.#note("nothing is told once it is closed", "a turn");
    const node = this.bus.saved(), turn = this.#turn, answers = this.#answers;
    if (node.seq < this.#told) this.#note("there are no bugs", `saved as of ${node.seq}, told ${this.#told}`);
    const number = this.bus.number();
    if (number < this.#told || number > node.seq) {
      this.#note(
        "a number says where in the order something is",
        `${number} from ${this.#told} to ${node.seq}`,
      );
    }
    this.#turn = [];
    this.#answers = [];
    this.#parts.disk.keep(turn, { node, people: this.chat.people });
    for (const answer of answers) answer();
  }

  #note(promise: string, detail: string): void {
    note(this.#parts.world, promise, `${this.#parts.node}: ${detail}`);
  }
}
