/**
 * The room that all outboxes share: ten thousand of them, each within its own bound, would still be more than a machine
 * has. Where there is none left, the reader for whom most waits loses that, and is told.
 *
 * Finding that reader must cost nothing while lines are handed out. So readers for whom much waits stand on levels, each
 * half as much again as the one below, and the fullest one is looked for on the top level alone. They rise at once, and stay
 * there when their lines are written, which is many times a second: those who do not belong there any more go down when
 * the fullest one is looked for.
 *
 * @module
 */

/** What the first level begins with at most, in bytes: most outboxes never get there, and cost nothing. */
const FIRST_LEVEL_BYTES = 4096;

/** Which part of a small space it is. */
const PART_OF_SPACE = 64;

/** How much more a level is than the one below. */
const LEVEL_FACTOR = 1.5;

/** How many levels there are. */
const LEVELS = 50;

/** How many readers of the top level are compared: they differ by less than the factor. */
const COMPARED = 32;

export interface SpaceHolder {
  /** How many bytes wait in it, what is being written left out. */
  readonly cost: number;
  /** On which level it stands, or a higher one; the space sets it. 0, which is none, at first. */
  level: number;
  /** How many bytes bring it to the next one; the space sets it, {@linkcode OutboxSpace.firstLevelBytes} at first. */
  riseAt: number;
  /** Lets go of everything that waits, has its reader told of the gap, and returns how many bytes that were. */
  skipWaiting(): { readonly cost: number };
}

export class OutboxSpace {
  /** Most bytes of all outboxes together, writes under way included. */
  readonly maxBytes: number;
  readonly #readers: { readonly size: number };
  readonly #levelBytes: readonly number[]; // from which on a reader stands there
  readonly #levels: (Set<SpaceHolder> | undefined)[] = []; // each made when somebody first stands there
  #bytes = 0;

  /**
   * An empty space.
   * @param readers all there are
   */
  constructor(maxBytes: number, readers: { readonly size: number }) {
    this.maxBytes = maxBytes;
    this.#readers = readers;
    const first = Math.min(FIRST_LEVEL_BYTES, maxBytes / PART_OF_SPACE);
    const from = (level: number) => level === 0 ? 0 : Math.ceil(first * LEVEL_FACTOR ** (level - 1));
    this.#levelBytes = Array.from({ length: LEVELS }, (_, level) => from(level));
  }

  /** Takes room for so many bytes; false where there is none left. */
  claim(bytes: number): boolean {
    if (this.#bytes + bytes > this.maxBytes) return false;
    this.#bytes += bytes;
    return true;
  }

  /** The same from the fullest ones, where there is none; false where the holder has to do without. */
  claimFromFullest(holder: SpaceHolder, bytes: number): boolean {
    while (this.#bytes + bytes > this.maxBytes) {
      const fullest = this.#fullest();
      if (fullest === undefined) return false;
      this.release(fullest.skipWaiting().cost);
      this.settle(fullest);
      if (fullest === holder) return false;
    }
    return this.claim(bytes);
  }

  /** Gives back what was claimed. */
  release(bytes: number): void {
    this.#bytes -= bytes;
  }

  /** What waits for the holder has become as much as {@linkcode SpaceHolder.riseAt}, or less than it was. */
  settle(holder: SpaceHolder): void {
    const bytes = holder.cost, levelBytes = this.#levelBytes, from = holder.level;
    let to = from;
    while (to < LEVELS - 1 && bytes >= levelBytes[to + 1]!) to++;
    while (bytes < levelBytes[to]!) to--;
    if (to === from) return;
    holder.riseAt = levelBytes[to + 1] ?? Infinity;
    if (from > 0) this.#levels[from]?.delete(holder);
    if (to > 0) (this.#levels[to] ??= new Set()).add(holder);
    holder.level = to;
  }

  /** How many bytes bring a reader to the first level. */
  get firstLevelBytes(): number {
    return this.#levelBytes[1]!;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Whether more than half of it is taken: the sign for senders and newcomers to slow down. */
  get isHalfFull(): boolean {
    return this.#bytes * 2 > this.maxBytes;
  }

  /** Whether more than a quarter of it is taken: then whoever has no connection just now gets no more of it. */
  get isQuarterFull(): boolean {
    return this.#bytes * 4 > this.maxBytes;
  }

  /**
   * What one reader may have of it at a time, in bytes: so much in a write under way, which nobody can take back, that
   * all of them together leave half of the space.
   */
  get share(): number {
    return this.maxBytes / (2 * Math.max(1, this.#readers.size));
  }

  get leftForEach(): number {
    return (this.maxBytes - this.#bytes) / Math.max(1, this.#readers.size);
  }

  #fullest(): SpaceHolder | undefined {
    for (let level = LEVELS - 1; level > 0; level--) {
      const from = this.#levelBytes[level]!;
      let fullest: SpaceHolder | undefined, compared = 0;
      for (const holder of this.#levels[level] ?? []) {
        if (holder.cost < from) {
          this.settle(holder); // goes down: it was read since
          continue;
        }
        if (fullest === undefined || holder.cost > fullest.cost) fullest = holder;
        if (++compared === COMPARED) break;
      }
      if (fullest !== undefined) return fullest;
    }
    return undefined;
  }
}
