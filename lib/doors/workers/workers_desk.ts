/**
 * The main thread's part in the ledger of the workers: it is the first to read each turn, keeps it, and tells the workers
 * besides what they cannot see in its file.
 *
 * @module
 */

import type { Deed } from "../../chat/deed.ts";
import type { Stamped } from "../../cluster/stamped.ts";
import { Desk } from "../../cluster/workers/desk.ts";
import type { Port } from "../../cluster/workers/port_messages.ts";
import { every } from "../../runtime/clock.ts";
import { NO_FOLDER } from "../../runtime/config.ts";
import { type OpenStore, storeOpener, type StoreWanted } from "../../store/open_store.ts";
import type { Store } from "../../store/store.ts";
import type { NodeHere, NodeParts } from "../late_node.ts";
import { type Aside, erasedKey } from "./messages.ts";
import { threadNode } from "./thread_node.ts";

/** How often it is looked whether what could not be kept can be again, in milliseconds. */
const LOOK_MS = 1000;

export class WorkersDesk {
  readonly #readsFile: boolean;
  readonly #restMs: () => number;
  #desk: Desk<Stamped<Deed>> | undefined;
  #looking: Disposable | undefined;
  #lastId = 0;
  #erased: (readonly [key: string, count: number])[] = [];
  #trouble: string | undefined; // as the workers were told it
  #troubleNow: () => string | undefined = () => undefined;

  /**
   * @param data the folder from whose file the workers read, or `none`: then each remembers what it was told
   * @param restMs how long to rest between two turns, in milliseconds
   */
  constructor(data: string, restMs: () => number) {
    this.#readsFile = data !== NO_FOLDER;
    this.#restMs = restMs;
  }

  /** The number of the last line that was kept before the start. */
  get lastId(): number {
    return this.#lastId;
  }

  /** Makes the main thread a node. @throws {StartRefused} where what was kept cannot be read now */
  becomeNode(parts: NodeParts): NodeHere {
    const { lastId, keep, trouble } = parts.kept(), { clock } = parts;
    this.#lastId = lastId;
    this.#troubleNow = trouble;
    const desk = this.#desk = new Desk(clock, lastId, this.#restMs);
    const onTurn = () => {
      keep(); // before any worker is told
      this.#look();
    };
    this.#looking = every(clock, LOOK_MS, () => this.#look());
    return threadNode({ ...parts, ledger: desk.first, name: "main", lastId, onTurn });
  }

  /** Has a worker take part. */
  attach(end: Port): void {
    this.#desk?.attach(end);
  }

  /** Opens the store of the main thread, and counts what is erased in it. */
  readonly storeOpener = async (wanted: StoreWanted): Promise<OpenStore> => {
    const open = await storeOpener(wanted);
    return this.#readsFile ? (isDamaged) => this.#counting(open(isDamaged)) : open;
  };

  close(): void {
    this.#looking?.[Symbol.dispose]();
    this.#desk?.[Symbol.dispose]();
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
    const trouble = this.#troubleNow();
    if (!this.#readsFile || (trouble === this.#trouble && this.#erased.length === 0)) return;
    this.#trouble = trouble;
    const erased = this.#erased;
    this.#erased = [];
    this.#desk?.tellAside({ trouble, erased } satisfies Aside);
  }
}
