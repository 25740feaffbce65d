/**
 * The log of a chat on several nodes: what they all write in one ledger, and read from it again.
 *
 * A node begins to read behind what it knows; once it knows everything, a life of it begins, with a hello. The others may take
 * that life for dead. Then everything of it is over, and a new one begins.
 *
 * @module
 */

import { every } from "../runtime/clock.ts";
import type { Bus, Entry, Life, Listener, NotDone } from "./bus.ts";
import { Lives } from "./lives.ts";
import { BEAT_MS, Lookout } from "./lookout.ts";
import type { NodeBusParts, NodeCondition, SavedNode } from "./node_bus_parts.ts";
import { OwnLife } from "./own_life.ts";
import { type Act, isStamped, lifeEndedBy, type Stamped } from "./stamped.ts";
import { TakingBack } from "./taking_back.ts";
import { troubleWith } from "./trouble_with.ts";
import { Whispers } from "./whispers.ts";

export type { NodeBusParts, NodeCondition, SavedNode };

/** How often what waits is looked after, in milliseconds: some times within the shortest wait for an echo. */
const TICK_MS = 250;

export class NodeBus<Deed> implements Bus<Deed> {
  /** Everything that was in the ledger is known, and the first life has begun. */
  readonly ready: Promise<void>;
  readonly #parts: NodeBusParts<Deed>;
  readonly #lives: Lives;
  readonly #lookout: Lookout;
  readonly #own: OwnLife<Deed>;
  readonly #isReadyNow: () => void;
  #timers: Disposable[] = [];
  #listener: Listener<Deed> | undefined; // while it is open
  #isOver = false; // it has failed, or given up
  readonly #whispers: Whispers;
  readonly #takingBack: TakingBack<Deed>;
  #seq: number; // of the last record
  #time: number; // and its time
  #told: number; // the seq of the last one that was told
  #isUp = false;
  #leaving: "no" | "soon" | "said" = "no"; // if not, no other life follows this one
  #isTurnOpen = false;
  #hasBegun = false; // once: also between two lives it is up to date
  #caughtUp = 0; // entries told before
  #behindMs = 0;
  #refused = 0;
  #ignored = 0;

  constructor(parts: NodeBusParts<Deed>) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ready = promise;
    this.#isReadyNow = resolve;
    this.#parts = parts;
    this.#seq = this.#told = parts.saved?.seq ?? 0;
    this.#time = parts.saved?.time ?? 0;
    this.#lives = new Lives(parts.saved?.lives);
    this.#lookout = new Lookout(this.#lives);
    this.#own = new OwnLife({
      ...parts,
      latest: () => this.#lives.latest(parts.node),
      refused: (act, why) => this.#refuse(act, why),
    });
    this.#takingBack = new TakingBack(parts, parts.saved?.takenBack);
    this.#whispers = new Whispers({
      ...{ clock: parts.clock, patienceMs: parts.patienceMs },
      send: (text) => parts.ledger.note(text),
      here: () => ({ life: this.#own.life, seq: this.#seq }),
      told: (what) => this.#listener?.whispered(what) ?? false,
    });
  }

  /** @param after where nothing was kept: the last number of a server that was alone before; its ledger begins behind it */
  open(after: number, listener: Listener<Deed>): void {
    const { ledger, saved, clock } = this.#parts;
    if (saved === undefined) this.#seq = this.#told = after;
    this.#listener = listener;
    this.#timers = [
      every(clock, TICK_MS, () => this.#tick()),
      every(clock, BEAT_MS, () => this.#own.beat()),
    ];
    const caughtUp = ledger.open(saved?.seq ?? 0, {
      record: (seq, time, record) => this.#record(seq, time, record),
      turn: () => this.#turn(),
      way: (isUp) => this.#way(isUp),
      beat: (life) => this.#heard(life),
      note: (text) => this.#whispers.heard(text),
      failed: (reason) => this.#fail(reason),
    }, saved?.time);
    caughtUp.then(() => this.#isOpen && this.#own.begin());
  }

  append(deed: Deed, mustCount = false): void {
    if (this.#listener === undefined) return;
    if (this.#isOver || this.#leaving === "said") return this.#listener.refused(deed, "over");
    this.#own.do(deed, mustCount);
  }

  /**
   * Begins no other life, and says that this one is over some moments after all that was done in it is told: something
   * may follow from that. It is over, and the others know it, once {@linkcode NodeCondition.isReady} is false.
   */
  leave(): void {
    if (this.#leaving === "no") this.#leaving = "soon";
    this.#mayLeave();
  }

  /** Tells nothing more, and refuses all that is under way, so that nobody waits for it: the ledger tells it to others perhaps. */
  giveUp(): void {
    this.#isOver = true;
    this.#stop();
    this.#endOwn();
  }

  number(): number {
    return this.#told;
  }

  whisper(to: Life, what: unknown): Promise<boolean> {
    const isPossible = this.#isUp && this.#own.isBegun && !this.#lives.isOver(to);
    return isPossible ? this.#whispers.send(to, what) : Promise.resolve(false);
  }

  takeBack(entry: Entry<Deed>): void {
    const { life } = entry, node = life && this.#lives.nodeOf(life);
    this.#takingBack.add(entry, life === this.#own.life || this.#parts.speaksFor?.(node) === true);
  }

  /** What is to be kept with the turn that was just told. */
  saved(): SavedNode {
    return { seq: this.#seq, time: this.#time, lives: this.#lives.saved(), ...this.#takingBack.saved() };
  }

  condition(): NodeCondition {
    const { node } = this.#parts, { isBegun: isReady, life, waiting, tally } = this.#own;
    const living = this.#lives.living(), since = living.find((one) => one.life === life)?.since;
    const peers = living.filter((one) => one.life !== life)
      .map(({ node, life, since }) => ({ node, life, since, missedBeats: this.#lookout.missed(life) }));
    const [isUp, refused, ignored, behindMs] = [this.#isUp, this.#refused, this.#ignored, this.#behindMs];
    return { node, life, since, isUp, isReady, waiting, ...tally, refused, ignored, behindMs, peers };
  }

  /** @returns when the ledger is closed too */
  close(): Promise<void> {
    this.#listener = undefined;
    this.#whispers.end();
    this.#stop();
    return this.#parts.ledger.close();
  }

  get #isOpen(): boolean {
    return this.#listener !== undefined && !this.#isOver;
  }

  #tick(): void {
    this.#own.tick();
    this.#whispers.tick();
    if (this.#isUp && this.#own.isBegun) void this.#takingBack.tick();
    this.#mayLeave();
  }

  #record(seq: number, time: number, record: unknown): void {
    if (!this.#isOpen || seq <= this.#seq) return;
    const stamped = isStamped(record) ? record as Stamped<Deed> : undefined;
    const trouble = stamped && troubleWith(stamped, seq, this.#lives, this.#parts.version);
    if (trouble !== undefined) return this.#fail(trouble); // and it is not known: a node that starts again stops again
    this.#seq = seq;
    this.#time = time;
    this.#behindMs = Math.max(0, this.#parts.clock.time() - time);
    this.#isTurnOpen = true;
    if (stamped === undefined) this.#ignore(seq);
    else this.#judge(seq, time, stamped);
  }

  #mayLeave(): void {
    if (this.#leaving !== "soon" || !this.#isOpen || !this.#own.isBegun || this.#own.waiting > 0) return;
    this.#leaving = "said";
    this.#own.sayOver(this.#own.life);
  }

  #judge(seq: number, time: number, record: Stamped<Deed>): void {
    const { act, life } = record, isOwn = life === this.#own.life;
    const ended = lifeEndedBy(act), isEnd = ended !== undefined && !this.#lives.isOver(ended);
    const verdict = this.#lives.judge(time, record), counts = verdict === "counts";
    const own = isOwn ? this.#own.heard(record, verdict, time) : undefined;
    if (act.kind === "deed") {
      const deed = own?.kind === "deed" ? own.deed : act.deed;
      if (counts) {
        this.#tell(this.#hasBegun ? { seq, time, deed, life } : { seq, time, deed, life, isPast: true });
      } else if (own !== undefined) this.#refuse(own, "cut_off");
    } else if (act.kind === "hello" && isOwn) {
      if (counts) this.#begun();
    } else if (counts) {
      if (act.kind === "hello") this.#note("info", "Node {who} takes part", life);
      const how = act.kind === "hello" ? "replaced" : ended === life ? "left" : "silent";
      if (isEnd) this.#ended(ended, how, isOwn);
    }
  }

  #tell(entry: Entry<Deed>): void {
    this.#told = entry.seq;
    if (entry.isPast) this.#caughtUp++;
    this.#listener?.told(entry);
  }

  #begun(): void {
    this.#tellOver();
    if (!this.#hasBegun && this.#caughtUp > 0) {
      this.#parts.log("info", "Caught up with the other nodes; entries: {entries}", {
        entries: this.#caughtUp,
      });
    }
    this.#hasBegun = true;
    this.#isReadyNow();
  }

  /** It falls to this node to say who leaves: no other node does, unless this one does not live to. */
  #tellOver(): void {
    for (const life of this.#lives.over()) this.#listener?.ended(life);
  }

  /** A life has ended itself, or another one has ended it or has its place now. */
  #ended(life: Life, how: "left" | "silent" | "replaced", isByThis: boolean): void {
    const { node } = this.#parts;
    if (life !== this.#own.life) {
      if (how === "silent") this.#note("warning", "Node {who} is silent: its people leave", life);
      if (how === "left") this.#note("info", "Node {who} has stopped", life);
      // Whoever stops may have had to say it of others: then it falls to all.
      if (isByThis || (how === "left" && this.#own.isBegun)) this.#tellOver();
    } else if (this.#leaving !== "no") this.#endOwn();
    else if (how === "replaced") {
      this.#fail(`another node calls itself "${node}" too: give each a name of its own with --node`);
    } else this.#beginAnew();
  }

  #beginAnew(): void {
    this.#endOwn();
    this.#parts.log("warning", "The other nodes took this one for dead: its people have to come in again");
    if (this.#isOpen) this.#own.begin();
  }

  #endOwn(): void {
    if (this.#leaving === "soon") this.#leaving = "said";
    const acts = this.#own.end();
    this.#whispers.end();
    for (const act of acts) this.#refuse(act, "over");
  }

  #turn(): void {
    if (!this.#isTurnOpen || !this.#isOpen) return;
    this.#isTurnOpen = false;
    this.#whispers.read();
    this.#parts.onTurn();
  }

  #way(isUp: boolean): void {
    this.#isUp = isUp;
    this.#lookout.forget();
    this.#own.way(isUp);
  }

  #heard(life: Life): void {
    if (!this.#own.isBegun || !this.#isOpen || !this.#isUp) return; // else it cannot say who is silent
    const silent = this.#lookout.heard(life, this.#own.life, this.#parts.clock.now());
    for (const other of silent) this.#own.sayOver(other);
  }

  #refuse(act: Act<Deed>, why: NotDone): void {
    if (act.kind !== "deed") return;
    this.#refused++;
    this.#listener?.refused(act.deed, why);
  }

  /** Tells the operator of another node; not of all that happened while this one was away. */
  #note(level: "info" | "warning", message: string, life: Life): void {
    const log = this.#parts.othersLog ?? this.#parts.log;
    if (this.#own.isBegun) log(level, message, { who: this.#lives.nodeOf(life) });
  }

  #ignore(seq: number): void {
    const isFirst = this.#ignored++ === 0; // of thousands one line is enough
    if (isFirst) this.#parts.log("warning", "What the ledger has at {seq} is no record of a node", { seq });
  }

  #fail(reason: string): void {
    if (!this.#isOpen) return;
    this.#isOver = true;
    this.#stop();
    this.#parts.onFailed(reason);
  }

  #stop(): void {
    for (const timer of this.#timers) timer[Symbol.dispose]();
    this.#timers = [];
  }
}
