/**
 * The main thread's part in the ledger of the workers: it is the first to read each turn, keeps it, and tells the workers
 * besides what they cannot see in its file. Behind its desk is a ledger of this process alone, or the bus.
 *
 * @module
 */

import type { Deed } from "../../chat/deed.ts";
import type { Ledger } from "../../cluster/ledger.ts";
import type { Stamped } from "../../cluster/stamped.ts";
import { Desk } from "../../cluster/workers/desk.ts";
import { LedgerHere } from "../../cluster/workers/ledger_here.ts";
import type { Port } from "../../cluster/workers/port_messages.ts";
import { type Clock, every } from "../../runtime/clock.ts";
import { NO_FOLDER } from "../../runtime/config.ts";
import { type OpenStore, storeOpener, type StoreWanted } from "../../store/open_store.ts";
import type { Store } from "../../store/store.ts";
import { becomeNode, type NodeHere, type NodeParts } from "../late_node.ts";
import { type Aside, type Begin, erasedKey } from "./messages.ts";
import { isThreadOf, threadNode, threadOf } from "./thread_node.ts";

/** How often it is looked how the store is, in milliseconds. */
const LOOK_MS = 1000;

export class WorkersDesk {
  readonly #readsFile: boolean;
  readonly #restMs: () => number;
  #desk: Desk<Stamped<Deed>> | undefined;
  #looking: Disposable | undefined;
  #begun: (number: number) => Pick<Begin, "node" | "copy"> = () => {
    throw new Error("the main thread is no node yet");
  };
  #erased: (readonly [key: string, count: number])[] = [];
  #opened = 0; // how often the file was
  #found: Omit<Aside, "erased"> = { trouble: undefined, concern: undefined, opened: 0 }; // by a worker that was told nothing
  #told = this.#found; // the workers, last
  #now: Pick<ReturnType<NodeParts["kept"]>, "trouble" | "concern"> | undefined;

  /**
   * @param data the folder from whose file the workers read, or `none`: then each remembers what it was told
   * @param restMs how long to rest between two turns, in milliseconds
   */
  constructor(data: string, restMs: () => number) {
    this.#readsFile = data !== NO_FOLDER;
    this.#restMs = restMs;
  }

  /** What a worker of that number begins with. @throws {StartRefused} where what was kept cannot be read now */
  begun(number: number): Pick<Begin, "node" | "copy"> {
    return this.#begun(number);
  }

  /** Makes the main thread a node. @throws {StartRefused} where what was kept cannot be read now */
  async becomeNode(parts: NodeParts, become = becomeNode): Promise<NodeHere> {
    this.#now = parts.kept();
    this.#told = this.#found = { ...this.#found, opened: this.#opened };
    this.#looking = every(parts.clock, LOOK_MS, () => this.#look());
    return parts.config.bus === "none" ? this.#beAlone(parts) : await this.#beOneOfMany(parts, become);
  }

  /** Has a worker take part. */
  attach(end: Port): void {
    this.#desk?.attach(end);
  }

  /** Opens the store of the main thread, counts how often, and what is erased in it. */
  readonly storeOpener = async (wanted: StoreWanted): Promise<OpenStore> => {
    const open = await storeOpener(wanted);
    if (!this.#readsFile) return open;
    return (isDamaged) => {
      const store = open(isDamaged);
      this.#opened++;
      return this.#counting(store);
    };
  };

  close(): void {
    this.#looking?.[Symbol.dispose]();
    this.#desk?.[Symbol.dispose]();
  }

  /** All nodes are threads of this process. Nobody is in at the start, and all begin with what was kept then. */
  #beAlone({ kept, ...parts }: NodeParts): NodeHere {
    const { lastId, keep, copy } = kept(), { clock } = parts, start = copy();
    const desk = this.#newDesk(new LedgerHere<Stamped<Deed>>(clock, lastId), clock);
    const onTurn = () => {
      keep(); // before any worker is told
      this.#look();
    };
    this.#begun = () => ({ node: undefined, copy: start });
    return threadNode({ ...parts, ledger: desk.first, name: "main", lastId, kept: undefined, onTurn });
  }

  /** There are nodes of other processes. Each worker begins with what is kept when it asks, and is told what comes after that. */
  async #beOneOfMany(parts: NodeParts, become: typeof becomeNode): Promise<NodeHere> {
    const { clock } = parts, { copy } = parts.kept();
    const here: NodeHere = (await become(parts, undefined, {
      through: (ledger) => this.#newDesk(ledger, clock).first,
      speaksFor: (other) => other !== undefined && isThreadOf(node(), other),
      onTurn: () => this.#look(),
      onFailed: () => this.#desk?.[Symbol.dispose](), // the workers are told no more than this thread
    }))!;
    const node = () => here.nodes.bus.condition().node;
    this.#begun = (number) => ({ node: threadOf(node(), number), copy: copy() });
    const countHere: NodeHere["countHere"] = (people) => {
      const { peers } = here.nodes.bus.condition();
      const lives = new Set(peers.filter((peer) => isThreadOf(node(), peer.node)).map(({ life }) => life));
      return [...people].filter(({ life }) => life !== undefined && lives.has(life)).length;
    };
    return { ...here, countHere };
  }

  #newDesk(ledger: Ledger<Stamped<Deed>>, clock: Clock): Desk<Stamped<Deed>> {
    const onOpened = () => this.#told = this.#found; // all are told again
    return this.#desk = new Desk(ledger, clock, this.#restMs, onOpened);
  }

  #counting(store: Store): Store {
    const forget = store.forget.bind(store);
    store.forget = (name, from, upTo = Infinity) => {
      const count = forget(name, from, upTo);
      this.#erased.push([erasedKey(name, from, upTo), count]);
      return count;
    };
    return store;
  }

  /** Tells the workers what is new. */
  #look(): void {
    const { trouble, concern } = this.#now!, opened = this.#opened;
    const told = { trouble: trouble(), concern: concern(), opened };
    if (!this.#readsFile || (this.#erased.length === 0 && isSame(told, this.#told))) return;
    this.#told = told;
    const erased = this.#erased;
    this.#erased = [];
    this.#desk?.tellAside({ ...told, erased } satisfies Aside);
  }
}

function isSame(a: Omit<Aside, "erased">, b: Omit<Aside, "erased">): boolean {
  return a.trouble === b.trouble && a.opened === b.opened &&
    a.concern?.text === b.concern?.text && a.concern?.isFresh === b.concern?.isFresh;
}
